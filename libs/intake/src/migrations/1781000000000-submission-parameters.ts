import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a sender says beside the file: the same file for another entity, month or character set is another submission. */
export class SubmissionParameters1781000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table submission add column entity text, add column period text, add column charset text, add column date_order text;
      drop index submission_once;
      create unique index submission_once on submission
        (feed, sha256, coalesce(region, ''), coalesce(entity, ''), coalesce(period, ''), coalesce(charset, ''), coalesce(date_order, ''))
        where status not in ('rejected', 'quarantined');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index submission_once;
      create unique index submission_once on submission (feed, sha256, coalesce(region, '')) where status not in ('rejected', 'quarantined');
      alter table submission drop column entity, drop column period, drop column charset, drop column date_order;
    `);
  }
}
