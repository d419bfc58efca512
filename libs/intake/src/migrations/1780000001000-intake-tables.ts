import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The submissions of the service that owns this schema. */
export class IntakeTables1780000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table submission (
        submission_id text primary key,
        submission_number int generated always as identity unique,
        feed text not null,
        region text,
        status text not null check (status in ('received', 'checking', 'awaiting-confirmation', 'accepted', 'rejected', 'quarantined', 'superseded')),
        file_name text not null,
        sha256 text not null,
        bytes bigint not null,
        layout text,
        reason text,
        submitted_by text not null,
        submitted_at timestamptz not null,
        decided_at timestamptz,
        rows_read int not null default 0,
        rows_new int not null default 0,
        rows_changed int not null default 0,
        rows_unchanged int not null default 0,
        errors int not null default 0,
        warnings int not null default 0,
        totals jsonb not null default '{}',
        progress_step text not null default 'received',
        progress_done bigint not null default 0,
        progress_total bigint not null default 0,
        accepted_position bigint
      );
      -- The same file from the same sender's scope is one submission, unless the earlier one was turned away.
      create unique index submission_once on submission (feed, sha256, coalesce(region, '')) where status not in ('rejected', 'quarantined');
      create index submission_waiting on submission (submitted_at) where status in ('received', 'checking');
      create unique index submission_accepted on submission (accepted_position) where accepted_position is not null;
      create table submission_error (
        submission_id text not null references submission,
        ordinal int not null,
        severity text not null,
        row_number int,
        column_name text,
        cell text,
        sheet text,
        code text not null,
        value text,
        message text not null,
        fix text not null,
        suggestion text,
        primary key (submission_id, ordinal)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table submission_error, submission');
  }
}
