import { type MigrationInterface, type QueryRunner } from 'typeorm';

const IDENTITY = "feed, sha256, coalesce(region, ''), coalesce(entity, ''), coalesce(period, ''), coalesce(charset, ''), coalesce(date_order, '')";

/** Files that could not be looked through are destroyed too, and one that was closed before it counted no longer answers for its bytes. */
export class FilesNotKept1781640000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table submission add column unseen boolean not null default false;
      drop index submission_to_destroy;
      create index submission_to_destroy on submission (submission_id) where (status = 'quarantined' or unseen) and file_destroyed_at is null;
      drop index submission_once;
      create unique index submission_once on submission (${IDENTITY})
        where status not in ('rejected', 'quarantined') and (status <> 'superseded' or accepted_position is not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index submission_once;
      create unique index submission_once on submission (${IDENTITY}) where status not in ('rejected', 'quarantined');
      drop index submission_to_destroy;
      create index submission_to_destroy on submission (submission_id) where status = 'quarantined' and file_destroyed_at is null;
      alter table submission drop column unseen;
    `);
  }
}
