import { isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { seriesOf, type PastPeriod } from './activity-warnings.js';
import { type Grain } from './grain.model.js';
import { type TotalsByPeriod } from './period-totals.model.js';

/**
 * Keeps the whole totals of the periods that a file states, so that the next file is compared with them without counting facts again: of each test its
 * number, what was delivered and the stated days, as one text, since lists took twice as long to write and to read.
 */
export async function keepPeriodTotals(manager: EntityManager, grain: Grain, totals: TotalsByPeriod): Promise<void> {
  const [cdcNumbers, periods, texts]: [number[], string[], string[]] = [[], [], []];
  for (const cdcNumber of totals.cdcNumbers) {
    for (const period of totals.statedPeriods(cdcNumber)) {
      cdcNumbers.push(cdcNumber);
      periods.push(isoDate(period));
      texts.push(totals.testsIn(cdcNumber, period).map(({ testNumber, delivered, days }) => `${testNumber},${delivered},${days}`).join(';'));
    }
  }
  await manager.query(
    `insert into activity_period (grain, cdc_number, period, totals)
     select $1, r.cdc_number, r.period, r.totals from unnest($2::int[], $3::date[], $4::text[]) as r (cdc_number, period, totals)
     on conflict (grain, cdc_number, period) do update set totals = excluded.totals`,
    [grain.number, cdcNumbers, periods, texts],
  );
}

/** A test of a centre. */
interface CentreTest {
  readonly cdcNumber: number;
  readonly testNumber: number;
}

/** Two years: further back nobody looks for whether a test was already done. */
const DAYS_BACK = 731;

/** Those of some tests of which activity stands, in returns of any grain. Ask before the file's own periods are kept. @param last period, included */
export async function alreadyDone<Test extends CentreTest>(manager: EntityManager, tests: readonly Test[], last: number): Promise<ReadonlySet<Test>> {
  const rows: { cdcNumber: number; totals: string }[] = await manager.query(
    'select cdc_number as "cdcNumber", totals from activity_period where cdc_number = any ($1) and period between $2 and $3',
    [[...new Set(tests.map(({ cdcNumber }) => cdcNumber))], isoDate(last - DAYS_BACK), isoDate(last)],
  );
  const done = new Set(rows.flatMap(({ cdcNumber, totals }) => testsOf(totals).flatMap(({ testNumber, delivered }) => (delivered > 0 ? [seriesOf({ cdcNumber, testNumber })] : []))));
  return new Set(tests.filter((one) => done.has(seriesOf(one))));
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
  const rows: { cdcNumber: number; after: number; totals: string }[] = await manager.query(
    'select cdc_number as "cdcNumber", period - $3::date as after, totals from activity_period where grain = $1 and cdc_number = any ($2) and period between $3 and $4',
    [grain.number, cdcNumbers, isoDate(first), isoDate(last)],
  );
  return rows.flatMap(({ cdcNumber, after, totals }) => testsOf(totals).map((one) => ({ ...one, cdcNumber, period: first + after })));
}

function testsOf(totals: string): { testNumber: number; delivered: number; days: number }[] {
  return totals.split(';').map((one) => {
    const [testNumber = 0, delivered = 0, days = 0] = one.split(',').map(Number);
    return { testNumber, delivered, days };
  });
}
