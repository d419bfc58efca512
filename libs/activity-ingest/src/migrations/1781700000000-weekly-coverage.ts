import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Keeps of weekly returns which weeks hold facts, where the months of them stood: a return of a new week in a month with others shared nothing with
 * them, and was counted over all of them for it.
 */
export class WeeklyCoverage1781700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("select set_config('cdc.regions', 'all', true)");
    await runner.query(`
      alter table activity_coverage rename column month to period;
      delete from activity_coverage where grain = 2;
      insert into activity_coverage (cdc_number, grain, period) select distinct cdc_number, grain, period from activity_fact where grain = 2;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into activity_coverage (cdc_number, grain, period) select cdc_number, grain, date_trunc('month', period) from activity_coverage where grain = 2 on conflict do nothing;
      delete from activity_coverage where grain = 2 and extract(day from period) <> 1;
      alter table activity_coverage rename column period to month;
    `);
  }
}
