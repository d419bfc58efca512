import { describe, expect, it } from '@jest/globals';
import { dayNumber } from '@cdc/contracts';
import { missingCentres, outliers, periodBefore, type ActivityNames, type PeriodOfTest } from './activity-warnings.js';
import { grainOf } from './grain.model.js';
import { PastPeriods } from './past-periods.js';

const WEEKLY = grainOf('activity-weekly');
const SUNDAY = dayNumber('2024-08-04');
const names: ActivityNames = { centre: (cdcNumber) => `Centre ${cdcNumber}`, test: () => 'CT', period: () => 'week ending 4 August', day: String };
const value = (delivered: number, days = 1): PeriodOfTest => ({ cdcNumber: 1, testNumber: 0, period: SUNDAY, delivered, days });
/** Weeks before, the newest first. */
const past = (...delivered: number[]): PeriodOfTest[] => delivered.map((one, at) => ({ cdcNumber: 1, testNumber: 0, period: SUNDAY - 7 * (at + 1), delivered: one, days: 1 }));
const always = (): number => -Infinity;
/** As they are read from the database. */
function standing(all: readonly PeriodOfTest[]): PastPeriods {
  const periods = new PastPeriods();
  for (const { cdcNumber, testNumber, period, delivered, days } of all) periods.add(cdcNumber, period).set(testNumber, delivered, days);
  return periods;
}
const asked = (delivered: number, ...before: number[]): string[] => outliers(WEEKLY, [value(delivered)], standing(past(...before)), always, names).map(({ message }) => message);

describe('activity of a centre and test', () => {
  it('is far from recent weeks at 40% below or at double, and the sender sees by how much', () => {
    expect(asked(222, 371, 371, 371, 371)).toEqual(['Centre 1, CT, week ending 4 August: 222 tests, 40% below the 371 that 4 recent weeks lead to expect.']);
    expect(asked(224, 371, 371, 371, 371)).toEqual([]);
    expect(asked(602, 301, 301, 301, 301)).toEqual(['Centre 1, CT, week ending 4 August: 602 tests, 2.0 times the 301 that 4 recent weeks lead to expect.']);
    expect(asked(601, 301, 301, 301, 301)).toEqual([]);
    expect(asked(0, 100, 100, 100, 100).length).toBe(1);
  });

  it.each([
    [2, 1],
    [0, 20],
    [10, 30],
    [60, 100 - 65],
    [53, 90],
  ])('is no alarm where small numbers swing: %i against %i', (delivered, before) => expect(asked(delivered, before, before, before, before)).toEqual([]));

  it('is compared with at least four and with no older than eight weeks', () => {
    expect(asked(10, 300, 300, 300)).toEqual([]);
    // Eight weeks of 10 and four older ones of 1,000.
    expect(asked(10, ...Array<number>(8).fill(10), ...Array<number>(4).fill(1000))).toEqual([]);
    expect(asked(10, ...Array<number>(7).fill(10), 1000, 1000, 1000).length).toBe(1);
  });

  it('is compared by the days that are stated: half a week is not half the activity', () => {
    const days = standing(past(700, 700, 700, 700).map((one) => ({ ...one, days: 7 })));
    const daily = grainOf('activity-daily');
    expect(outliers(daily, [value(300, 3)], days, always, names)).toEqual([]);
    expect(outliers(daily, [value(300, 7)], days, always, names).length).toBe(1);
  });

  it('has months of months before it', () => {
    const monthly = grainOf('activity-monthly');
    expect([1, 2, 12].map((count) => periodBefore(monthly, dayNumber('2024-03-01'), count))).toEqual(['2024-02-01', '2024-01-01', '2023-03-01'].map(dayNumber));
    expect(periodBefore(WEEKLY, SUNDAY, 2)).toBe(dayNumber('2024-07-21'));
  });
});

describe('a return', () => {
  const centres = [1, 2, 3, 4, 5, 6, 7, 8];
  const fourteen = Array.from({ length: 14 }, (_, at) => at + 1);
  const reports = (cdcNumbers: readonly number[], weeks: readonly number[]): PeriodOfTest[] =>
    cdcNumbers.flatMap((cdcNumber) => weeks.map((back) => ({ cdcNumber, testNumber: 0, period: SUNDAY - 7 * back, delivered: 1, days: 1 })));
  const missing = (stated: readonly number[], before: readonly PeriodOfTest[], expected = centres): string[] => missingCentres(WEEKLY, SUNDAY, new Set(stated), expected, standing(before), names).map(({ message }) => message);

  it('names the centres that usually report and are not in it', () => {
    expect(missing([1, 2, 3, 4, 5], reports(centres, [1, 2, 3, 4, 5, 6]))).toEqual([
      '3 of the 8 centres that usually report have no rows for week ending 4 August: Centre 6, Centre 7, Centre 8.',
    ]);
  });

  it.each([
    ['one is missing', [1, 2, 3, 4, 5, 6, 7], reports(centres, [1, 2, 3, 4, 5, 6])],
    ['two of fourteen are missing', fourteen.slice(2), reports(fourteen, [1, 2, 3, 4, 5, 6]), fourteen],
    ['the missing ones report now and then', [1, 2, 3, 4, 5], [...reports([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]), ...reports([6, 7, 8], [1, 2, 3, 4, 5])]],
    ['another file has brought them', [1, 2, 3, 4, 5], [...reports(centres, [1, 2, 3, 4, 5, 6]), ...reports([6, 7], [0])]],
    ['it holds less than half of them, as a correction does', [1, 2, 3], reports(centres, [1, 2, 3, 4, 5, 6])],
    ['they reported more than eight weeks ago', [1, 2, 3, 4, 5], [...reports([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]), ...reports([6, 7, 8], [9, 10, 11, 12, 13, 14])]],
  ])('is not asked when %s', (_what, stated, before, expected = centres) => expect(missing(stated, before, expected)).toEqual([]));
});
