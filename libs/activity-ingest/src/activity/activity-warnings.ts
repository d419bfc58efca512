import { monthDays, monthOf } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';
import { askWarning } from '@cdc/intake';
import { type Grain } from './grain.model.js';
import { type PastPeriod, type PastPeriods } from './past-periods.js';

/** Tests of a centre in a period, over `days` stated days; 1 where a row states the whole period. */
export interface PeriodOfTest {
  readonly cdcNumber: number;
  readonly testNumber: number;
  /** Day number of the week's Sunday, or of the first of the month. */
  readonly period: number;
  readonly delivered: number;
  readonly days: number;
}

/** Periods that a value is compared with, and of which it needs so many. */
export const RECENT_PERIODS = 8;
const LEAST_PERIODS = 4;
/** A value is far from recent ones at 40% below, or at double. */
const LOW = 0.6;
const HIGH = 2;
/** Small numbers swing by chance: the difference has to be at least this many tests, and this many times the root of what was expected. */
const LEAST_TESTS = 25;
const ROOTS = 4;
/** Nobody reads more than this many of one file; what is asked the first time is what is asked again. */
const MOST_ASKED = 1_000;
/** A centre usually reports that has done so in this many of the recent periods. */
const USUAL_PERIODS = 6;
/** Centres that are missing are asked about when they are at least so many, and this share of those that usually report. */
const MISSING_CENTRES = 2;
const MISSING_SHARE = 0.15;
/** A file is a return of its region, and no correction, when it holds this share of them. */
const RETURN_SHARE = 0.5;

/** Names for messages. */
export interface ActivityNames {
  centre(cdcNumber: number): string;
  test(testNumber: number): string;
  period(period: number): string;
  day(day: number): string;
}

/** The start of the period that lies `count` periods before another. */
export function periodBefore(grain: Grain, period: number, count: number): number {
  if (grain.grain !== 'monthly') return period - 7 * count;
  let first = period;
  for (let step = 0; step < count; step++) first = monthDays(monthOf(first - 1)).first;
  return first;
}

/** From which period on a test of a centre is fit to be compared with. */
export type ComparedSince = (cdcNumber: number, testNumber: number) => number;

/** Centre and test far from their own recent periods, in the order of the stated ones. */
export function outliers(grain: Grain, stated: readonly PeriodOfTest[], past: PastPeriods, since: ComparedSince, names: ActivityNames): ErrorItem[] {
  const earliest = new Map([...new Set(stated.map(({ period }) => period))].map((period) => [period, periodBefore(grain, period, RECENT_PERIODS)]));
  const far = stated.flatMap((one) => {
    const first = Math.max(earliest.get(one.period) ?? one.period, since(one.cdcNumber, one.testNumber));
    const recent = sumBetween(past.of(one.cdcNumber), one.testNumber, first, one.period);
    const expected = recent.periods < LEAST_PERIODS ? null : (recent.delivered / recent.days) * one.days;
    return expected === null || !isFar(one.delivered, expected) ? [] : [{ one, expected, periods: recent.periods }];
  });
  return far.slice(0, MOST_ASKED).map(({ one, expected, periods }) => outlier(one, expected, periods, grain, names));
}

/** What is stated of a test in periods from `first` on and before `end`. */
function sumBetween(past: readonly PastPeriod[], testNumber: number, first: number, end: number): { periods: number; delivered: number; days: number } {
  const sum = { periods: 0, delivered: 0, days: 0 };
  for (const one of past) {
    const days = one.days(testNumber);
    if (days === 0 || one.period < first || one.period >= end) continue;
    sum.periods++;
    sum.delivered += one.delivered(testNumber);
    sum.days += days;
  }
  return sum;
}

function isFar(delivered: number, expected: number): boolean {
  const least = Math.max(LEAST_TESTS, ROOTS * Math.sqrt(expected));
  return (delivered <= expected * LOW || delivered >= expected * HIGH) && Math.abs(delivered - expected) >= least;
}

function outlier(one: PeriodOfTest, expected: number, periods: number, grain: Grain, names: ActivityNames): ErrorItem {
  const unit = grain.grain === 'monthly' ? 'months' : 'weeks';
  const average = Math.round(expected);
  const how = one.delivered < expected ? `${Math.round((1 - one.delivered / expected) * 100)}% below` : `${(one.delivered / expected).toFixed(1)} times`;
  return askWarning(
    'OUTLIER',
    {
      message: `${names.centre(one.cdcNumber)}, ${names.test(one.testNumber)}, ${names.period(one.period)}: ${one.delivered.toLocaleString('en-GB')} tests, ${how} the ${average.toLocaleString('en-GB')} that ${periods} recent ${unit} lead to expect.`,
      fix: 'Correct it, or tell us why.',
    },
    { column: 'delivered', value: String(one.delivered) },
  );
}

/**
 * Centres of a return that usually report and are not in it.
 * @param stated centres in the file
 * @param expected centres that may report in this period
 */
export function missingCentres(grain: Grain, period: number, stated: ReadonlySet<number>, expected: readonly number[], past: PastPeriods, names: ActivityNames): ErrorItem[] {
  const earliest = periodBefore(grain, period, RECENT_PERIODS);
  const usual = expected.filter((cdcNumber) => past.of(cdcNumber).filter((one) => one.period >= earliest && one.period < period).length >= USUAL_PERIODS);
  const missing = usual.filter((cdcNumber) => !stated.has(cdcNumber) && !past.of(cdcNumber).some((one) => one.period === period));
  const isReturn = usual.filter((cdcNumber) => stated.has(cdcNumber)).length >= usual.length * RETURN_SHARE;
  if (!isReturn || missing.length < MISSING_CENTRES || missing.length < usual.length * MISSING_SHARE) return [];
  return [
    askWarning('CENTRE_MISSING', {
      message: `${missing.length} of the ${usual.length} centres that usually report have no rows for ${names.period(period)}: ${missing.map((one) => names.centre(one)).join(', ')}.`,
      fix: 'Add them, or tell us why they did not report. They show as not reported until they do.',
    }),
  ];
}
