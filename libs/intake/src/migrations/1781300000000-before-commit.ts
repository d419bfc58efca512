import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What a file changes, what its sender said of its warnings, and whose values count. Of files accepted before, `live_cells` is null: nobody
 * counted their values, so they stay accepted.
 */
export class BeforeCommit1781300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table submission
        add column rows_dropped int not null default 0,
        add column received_position bigint,
        add column live_cells int,
        add column supersedes text[] not null default '{}',
        add column places text[];
      create table submission_change (
        submission_id text not null references submission on delete cascade,
        ordinal int not null,
        kind text not null check (kind in ('changed', 'dropped')),
        row_number int,
        -- json, not jsonb: the order of the columns is that of the feed.
        key json not null,
        column_name text,
        old_value json not null,
        new_value json not null,
        primary key (submission_id, ordinal)
      );
      create table submission_reason (
        submission_id text not null references submission on delete cascade,
        ordinal int generated always as identity,
        code text not null,
        reason text not null,
        given_by text not null,
        given_at timestamptz not null,
        -- The messages that the reason answers; null when it was sent with the file, before they were known.
        messages text[],
        primary key (submission_id, ordinal)
      );
      create table stated_cell (
        feed text not null,
        cell text not null,
        submission_number int not null,
        primary key (feed, cell)
      );
      create index submission_awaiting on submission (feed) where status = 'awaiting-confirmation';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index submission_awaiting;
      drop table stated_cell, submission_reason, submission_change;
      alter table submission drop column rows_dropped, drop column received_position, drop column live_cells, drop column supersedes, drop column places;
    `);
  }
}
