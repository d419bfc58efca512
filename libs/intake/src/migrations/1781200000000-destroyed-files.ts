import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When the file of a quarantined submission was destroyed, and the keys under which senders repeat a request. */
export class DestroyedFiles1781200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table submission add column file_destroyed_at timestamptz;
      create index submission_to_destroy on submission (submission_id) where status = 'quarantined' and file_destroyed_at is null;
      -- Keys and bodies only as hashes: a sender may write anything into them.
      create table request_key (
        sender text not null,
        feed text not null,
        key_hash text not null,
        taken_at timestamptz not null,
        request_hash text,
        submission_id text references submission,
        primary key (sender, feed, key_hash)
      );
      create index request_key_age on request_key (taken_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table request_key;
      drop index submission_to_destroy;
      alter table submission drop column file_destroyed_at;
    `);
  }
}
