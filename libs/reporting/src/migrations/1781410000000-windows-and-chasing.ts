import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When periods were first returned, as their owners published it; who is reminded of a return that is missing, and what became of it. */
export class WindowsAndChasing1781410000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table period_return (
        feed text not null,
        unit text not null,
        period text not null,
        position bigint not null,
        submission_id text not null,
        received_at timestamptz not null,
        timeliness text not null,
        days_late int not null,
        primary key (feed, unit, period)
      );
      create table chase_ladder (
        feed text primary key,
        enabled boolean not null default true,
        starts_at timestamptz
      );
      insert into chase_ladder (feed) values ('activity-weekly'), ('activity-monthly'), ('installations'), ('ledger');
      create table chase (
        chase_id bigint generated always as identity primary key,
        feed text not null constraint chase_of references chase_ladder,
        region_code text not null,
        period text not null,
        rung text not null,
        due_at timestamptz not null,
        decided_at timestamptz,
        outcome text constraint chase_outcome check (outcome in ('chased', 'nothing-missing', 'overtaken', 'no-recipients')),
        notice json,
        constraint chase_once unique (feed, region_code, period, rung),
        constraint chase_decided check ((decided_at is null) = (outcome is null))
      );
      create index chase_waiting on chase (feed, period) where decided_at is null;
      create index chase_newest on chase (due_at desc, chase_id desc);
      alter table report_delivery alter column slot_id drop not null;
      alter table report_delivery add column chase_id bigint constraint report_delivery_chase references chase;
      alter table report_delivery add constraint report_delivery_of check (num_nonnulls(slot_id, chase_id) = 1);
      create unique index report_delivery_chase_once on report_delivery (chase_id, lower(email));
    `);
    // A reminder that was due stays on record.
    await runner.query(`do $$
      declare app text := replace(current_user, '_owner', '_app');
      begin
        execute format('revoke insert, delete on chase_ladder from %I', app);
        execute format('revoke delete on chase from %I', app);
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from report_delivery where chase_id is not null;
      alter table report_delivery drop column chase_id;
      alter table report_delivery alter column slot_id set not null;
      delete from report_recipient where kind = 'chasing';
      drop table chase, chase_ladder, period_return;
    `);
  }
}
