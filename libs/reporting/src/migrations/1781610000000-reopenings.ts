import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Locked periods that were opened again, as their owners published it. Those published before this version come with the next rebuild. */
export class Reopenings1781610000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table period_reopening (
        reopening_id text primary key,
        position bigint not null,
        feed text not null,
        region_code text,
        period text not null,
        reason text not null,
        reopened_by text not null,
        reopened_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index period_reopening_open on period_reopening (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table period_reopening');
  }
}
