import { isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { GRAINS, type Grain } from './grain.model.js';
import { PastPeriods, type PastPeriod } from './past-periods.js';
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
  const centres = [...new Set(tests.map(({ cdcNumber }) => cdcNumber))];
  const past = await readPast(manager, GRAINS, centres, last - DAYS_BACK, last);
  return new Set(tests.filter(({ cdcNumber, testNumber }) => past.of(cdcNumber).some((one) => one.delivered(testNumber) > 0)));
}

/**
 * What stands of centres in periods of a grain: for daily returns by week.
 * @param first, last periods, both included
 */
export function pastPeriods(manager: EntityManager, grain: Grain, cdcNumbers: readonly number[], first: number, last: number): Promise<PastPeriods> {
  return readPast(manager, [grain], cdcNumbers, first, last);
}

/** As one text, `centre@days after first:totals|…`: rows of their own took three times as long to come. */
async function readPast(manager: EntityManager, grains: readonly Grain[], cdcNumbers: readonly number[], first: number, last: number): Promise<PastPeriods> {
  const rows: { periods: string | null }[] = await manager.query(
    `select string_agg(cdc_number || '@' || (period - $3::date) || ':' || totals, '|') as periods from activity_period
     where grain = any ($1) and cdc_number = any ($2) and period between $3 and $4`,
    [grains.map(({ number }) => number), cdcNumbers, isoDate(first), isoDate(last)],
  );
  return periodsOf(rows[0]?.periods ?? '', first);
}

/** Reads `centre@after:test,delivered,days;…|…` number by number: splitting it took twice as long. */
function periodsOf(text: string, first: number): PastPeriods {
  const past = new PastPeriods();
  let [number, cdcNumber, testNumber, delivered]: [number, number, number, number] = [0, 0, 0, 0];
  let isTestRead = false;
  let period: PastPeriod | undefined;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at] ?? '|';
    switch (character) {
      case '@':
        cdcNumber = number;
        break;
      case ':':
        period = past.add(cdcNumber, first + number);
        break;
      case ',':
        if (isTestRead) delivered = number;
        else testNumber = number;
        isTestRead = !isTestRead;
        break;
      case ';':
      case '|':
        period?.set(testNumber, delivered, number);
        break;
      default:
        number = number * 10 + Number(character);
        continue;
    }
    number = 0;
  }
  return past;
}
