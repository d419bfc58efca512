import { describe, expect, it } from '@jest/globals';
import { type CentreReturns } from './expected-cells.model.js';
import { centreWeeks, type WeekReturns } from './on-time.model.js';
import { windowOf } from './owed-returns.model.js';

const WINDOW = windowOf('activity-weekly');
/** A Sunday; its soft deadline is the end of Wednesday 4 September 2024, its hard one that of Friday 13. */
const WEEK = '2024-09-01';
const NOW = new Date('2024-09-20T09:00:00Z');

const centre = (code: string, delivered: Readonly<Record<string, number>>, change: Partial<CentreReturns> = {}): CentreReturns => ({
  ...{ code, name: `Centre ${code}`, icbCode: 'QHL', regionCode: 'Y60', status: 'open', opened: '2024-01-01', closed: null },
  ...{ offers: ['CT', 'MRI'].map((test) => ({ test, from: '2024-01-01', to: null })), delivered: new Map(Object.entries(delivered)) },
  ...change,
});
const week = (centres: readonly CentreReturns[], received: Readonly<Record<string, string>>, period = WEEK): WeekReturns => ({
  period,
  centres,
  receivedAt: new Map(Object.entries(received).map(([code, at]) => [code, new Date(at)])),
});
const marks = (one: WeekReturns, now = NOW): string[] => centreWeeks(WINDOW, [one], now).map(({ cdcCode, weeks: [mark] }) => `${cdcCode} ${mark?.state} ${mark?.daysLate}${mark?.isPartial ? ' partial' : ''}`);

describe('the week of a centre', () => {
  it.each([
    ['2024-09-04T22:59:59Z', 'A on-time 0'],
    ['2024-09-04T23:00:00Z', 'A late 1'],
    ['2024-09-09T12:00:00Z', 'A late 5'],
    ['2024-09-16T12:00:00Z', 'A late 12'],
  ])('whose first file came at %s is %s', (at, mark) => expect(marks(week([centre('A', { CT: 1, MRI: 0 })], { A: at }))).toEqual([mark]));

  it('is partial where a test that it offers is missing', () => {
    expect(marks(week([centre('A', { CT: 1 })], { A: '2024-09-03T09:00:00Z' }))).toEqual(['A on-time 0 partial']);
  });

  it('of which nothing has come is due until the soft deadline is over, and missing then', () => {
    const nothing = week([centre('A', {})], {});
    expect(marks(nothing, new Date('2024-09-04T22:59:59Z'))).toEqual(['A due 0']);
    expect(marks(nothing, new Date('2024-09-04T23:00:00Z'))).toEqual(['A missing 0']);
  });

  it('is expected of no centre that was not open', () => {
    expect(marks(week([centre('A', {}, { status: 'approved' }), centre('B', {}, { opened: '2024-09-02' })], {}))).toEqual([]);
  });
});

it('counts the weeks that have come or should have, centres by name', () => {
  const open = centre('B', { CT: 1, MRI: 1 });
  const later = centre('A', { CT: 1, MRI: 1 }, { opened: '2024-09-03' });
  const weeks = [
    week([open, centre('A', {}, { opened: '2024-09-03' })], { B: '2024-09-03T09:00:00Z' }),
    week([open, later], { B: '2024-09-12T09:00:00Z', A: '2024-09-11T09:00:00Z' }, '2024-09-08'),
    week([open, centre('A', {})], { B: '2024-09-17T09:00:00Z' }, '2024-09-15'),
    week([centre('B', {}), centre('A', {})], {}, '2024-09-22'),
  ];
  expect(centreWeeks(WINDOW, weeks, new Date('2024-09-23T09:00:00Z')).map(({ cdcCode, onTime, counted, weeks: own }) => [cdcCode, onTime, counted, own.map(({ state }) => state)])).toEqual([
    ['A', 1, 2, ['not-expected', 'on-time', 'missing', 'due']],
    ['B', 2, 3, ['on-time', 'late', 'on-time', 'due']],
  ]);
});
