import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A kept period as the list of numbers that its readers take: the centre, the day since 1970, then test, delivered and days of each test. */
export const AS_JSON = "update activity_period set totals = cdc_number || ',' || (period - date '1970-01-01') || ',' || replace(totals, ';', ',')";

/** Thousands of periods are read with each file, and putting their texts together took longer than finding them. */
export class PeriodTotalsAsJson1781800100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AS_JSON);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update activity_period set totals = (
        select string_agg(concat_ws(',', n[at], n[at + 1], n[at + 2]), ';' order by at)
        from (select string_to_array(totals, ',') as n) numbers, generate_series(3, cardinality(n), 3) as at)
    `);
  }
}
