import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The newest value of every cell, added up as a file's totals are; days by the Sunday of their week. */
export const COUNT_PERIODS = `
  insert into activity_period (grain, cdc_number, period, totals)
  select grain, cdc_number, period, string_agg(test_number || ',' || delivered || ',' || days, ';' order by test_number)
  from (
    select grain, cdc_number, case grain when 1 then date_trunc('week', period)::date + 6 else period end as period, test_number, sum(delivered)::int as delivered, count(*)::int as days
    from (
      select distinct on (f.grain, f.cdc_number, f.test_number, f.period) f.grain, f.cdc_number, f.test_number, f.period, f.delivered
      from activity_fact f join submission s on s.submission_number = f.submission_number
      where s.accepted_position is not null
      order by f.grain, f.cdc_number, f.test_number, f.period, s.accepted_position desc
    ) cells
    group by 1, 2, 3, 4
  ) tests
  group by 1, 2, 3`;

/**
 * What stands of each period of a centre: questions about a new file were answered by counting months of facts each time. It also says which weeks and months
 * weekly and monthly returns have stated, so coverage is left to daily ones: a new week had been counted over all others of its month.
 */
export class PeriodTotals1781700100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table activity_period (
        grain smallint not null,
        cdc_number int not null,
        period date not null,
        totals text not null,
        primary key (grain, cdc_number, period)
      )
    `);
    await runner.query("select set_config('cdc.regions', 'all', true)");
    await runner.query(COUNT_PERIODS);
    await runner.query('delete from activity_coverage where grain <> 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into activity_coverage (cdc_number, grain, month) select distinct cdc_number, grain, date_trunc('month', period) from activity_period where grain <> 1 on conflict do nothing;
      drop table activity_period;
    `);
  }
}
