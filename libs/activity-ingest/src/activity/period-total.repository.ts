import { isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { GRAINS, type Grain } from './grain.model.js';
import { PastPeriods } from './past-periods.js';
import { type TotalsByPeriod } from './period-totals.model.js';

/**
 * Keeps the whole totals of the periods that a file states, so that the next file is compared with them without counting facts again: as one text each, the centre, the day of the
 * period, then of each test its number, what was delivered and the stated days. Lists took twice as long to write, and columns go as one text each, as the client would quote every element.
 */
export async function keepPeriodTotals(manager: EntityManager, grain: Grain, totals: TotalsByPeriod): Promise<void> {
  const [cdcNumbers, periods, texts]: [number[], string[], string[]] = [[], [], []];
  for (const cdcNumber of totals.cdcNumbers) {
    for (const period of totals.statedPeriods(cdcNumber)) {
      cdcNumbers.push(cdcNumber);
      periods.push(isoDate(period));
      texts.push(totals.testsIn(cdcNumber, period).reduce((text, { testNumber, delivered, days }) => `${text},${testNumber},${delivered},${days}`, `${cdcNumber},${period}`));
    }
  }
  await manager.query(
    `insert into activity_period (grain, cdc_number, period, totals)
     select $1, r.cdc_number, r.period, r.totals
     from unnest(string_to_array($2, ' ')::int[], string_to_array($3, ' ')::date[], string_to_array($4, ' ')) as r (cdc_number, period, totals)
     on conflict (grain, cdc_number, period) do update set totals = excluded.totals`,
    [grain.number, ...[cdcNumbers, periods, texts].map((one) => one.join(' '))],
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
  const centres = [...new Set(tests.map(({ cdcNumber }) => cdcNumber))];
  const past = (await readPast(manager, GRAINS, centres, last - DAYS_BACK, last))();
  return new Set(tests.filter(({ cdcNumber, testNumber }) => past.of(cdcNumber).some((one) => one.delivered(testNumber) > 0)));
}

/**
 * What stands of centres in periods of a grain: for daily returns by week.
 * @param first, last periods, both included
 * @returns what makes it of the text that came, so that this can wait until the server has something to do
 */
export function pastPeriods(manager: EntityManager, grain: Grain, cdcNumbers: readonly number[], first: number, last: number): Promise<() => PastPeriods> {
  return readPast(manager, [grain], cdcNumbers, first, last);
}

/** As one JSON text: rows of their own took three times as long to come, and nothing else reads numbers as quickly. */
async function readPast(manager: EntityManager, grains: readonly Grain[], cdcNumbers: readonly number[], first: number, last: number): Promise<() => PastPeriods> {
  const rows: { periods: string | null }[] = await manager.query(
    "select '[[' || string_agg(totals, '],[') || ']]' as periods from activity_period where grain = any ($1) and cdc_number = any ($2) and period between $3 and $4",
    [grains.map(({ number }) => number), cdcNumbers, isoDate(first), isoDate(last)],
  );
  return () => {
    const past = new PastPeriods();
    for (const numbers of JSON.parse(rows[0]?.periods ?? '[]') as readonly (readonly [number, number, ...number[]])[]) {
      const period = past.add(numbers[0], numbers[1]);
      for (let at = 2; at < numbers.length; at += 3) period.set(numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0);
    }
    return past;
  };
}
