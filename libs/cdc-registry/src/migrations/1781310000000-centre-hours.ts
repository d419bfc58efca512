import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the published list says of a centre's hours. It is kept so that a later list that moves the column by a row is noticed. */
export class CentreHours1781310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table centre add column open_12_7 text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table centre drop column open_12_7');
  }
}
