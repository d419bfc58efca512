import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When each period was first returned, and which locked periods were reopened. */
export class SubmissionWindows1781400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table period_return (
        feed text not null,
        unit text not null,
        period text not null,
        submission_id text not null,
        received_at timestamptz not null,
        timeliness text not null constraint period_return_timeliness check (timeliness in ('on-time', 'late', 'after-close')),
        days_late int not null,
        primary key (feed, unit, period)
      );
      create table period_reopening (
        reopening_id uuid primary key default gen_random_uuid(),
        feed text not null,
        region_code text,
        period text not null,
        reason text not null,
        reopened_by text not null,
        reopened_at timestamptz not null,
        expires_at timestamptz not null,
        constraint period_reopening_expires check (expires_at > reopened_at)
      );
      create index period_reopening_newest on period_reopening (feed, reopened_at desc, reopening_id desc);
    `);
    // Who reopened what stays on record.
    await runner.query(`do $$ begin
      execute format('revoke update, delete on period_reopening from %I', replace(current_user, '_owner', '_app'));
    end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table period_reopening, period_return');
  }
}
