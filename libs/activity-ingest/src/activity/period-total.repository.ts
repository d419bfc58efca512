import { isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type PastPeriod } from './activity-warnings.js';
import { type Grain } from './grain.model.js';
import { type TotalsByPeriod } from './period-totals.model.js';

/** Keeps the whole totals of the periods that a file states, so that the next file is compared with them without counting facts again. */
export async function keepPeriodTotals(manager: EntityManager, grain: Grain, totals: TotalsByPeriod): Promise<void> {
  const rows = totals.cdcNumbers.flatMap((cdcNumber) => totals.statedPeriods(cdcNumber).map((period) => ({ cdcNumber, period, tests: totals.testsIn(cdcNumber, period) })));
  const listOf = (of: 'testNumber' | 'delivered' | 'days'): string[] => rows.map(({ tests }) => `{${tests.map((one) => one[of]).join()}}`);
  await manager.query(
    `insert into activity_period (grain, cdc_number, period, tests, delivered, days)
     select $1, r.cdc_number, r.period, r.tests::int[], r.delivered::int[], r.days::int[]
     from unnest($2::int[], $3::date[], $4::text[], $5::text[], $6::text[]) as r (cdc_number, period, tests, delivered, days)
     on conflict (grain, cdc_number, period) do update set tests = excluded.tests, delivered = excluded.delivered, days = excluded.days`,
    [grain.number, rows.map(({ cdcNumber }) => cdcNumber), rows.map(({ period }) => isoDate(period)), listOf('testNumber'), listOf('delivered'), listOf('days')],
  );
}

/** Whether anything stands of centres in these periods. Ask before the file's own are kept. @param first, last both included */
export async function hasHistory(manager: EntityManager, grain: Grain, cdcNumbers: readonly number[], first: number, last: number): Promise<boolean> {
  const rows: unknown[] = await manager.query('select 1 from activity_period where grain = $1 and cdc_number = any ($2) and period between $3 and $4 limit 1', [
    grain.number,
    cdcNumbers,
    isoDate(first),
    isoDate(last),
  ]);
  return rows.length > 0;
}

/**
 * What stands of centres, by centre, test and period: days by the Sunday of their week.
 * @param first, last periods, both included
 */
export async function pastPeriods(manager: EntityManager, grain: Grain, cdcNumbers: readonly number[], first: number, last: number): Promise<PastPeriod[]> {
  // Lists as text: the driver takes longer for arrays than the database does to find them.
  const rows: { cdcNumber: number; after: number; tests: string; delivered: string; days: string }[] = await manager.query(
    `select cdc_number as "cdcNumber", period - $3::date as after, array_to_string(tests, ',') as tests, array_to_string(delivered, ',') as delivered, array_to_string(days, ',') as days
     from activity_period where grain = $1 and cdc_number = any ($2) and period between $3 and $4`,
    [grain.number, cdcNumbers, isoDate(first), isoDate(last)],
  );
  const past: PastPeriod[] = [];
  for (const { cdcNumber, after, ...lists } of rows) {
    const tests = lists.tests.split(',');
    const delivered = lists.delivered.split(',');
    const days = lists.days.split(',');
    for (let at = 0; at < tests.length; at++) past.push({ cdcNumber, testNumber: Number(tests[at]), period: first + after, delivered: Number(delivered[at]), days: Number(days[at]) });
  }
  return past;
}
