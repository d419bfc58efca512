import { daysInMonth } from '../oracle/plain-dates.js';
import { RETURN_MONTHS } from './activity-rows.js';
import { type CentreProfile } from './centre-profile.js';
import { randomSource } from './random-source.js';
import { type ReturnFile } from './return-file.js';
import { countText, monthSpelling, returnText, testText } from './return-text.js';

interface PlanRow {
  readonly cdcCode: string;
  readonly month: string;
  readonly test: string;
  readonly planned: number;
}

function planRows(profiles: readonly CentreProfile[], months: readonly string[], seed: number, version: string): PlanRow[] {
  return profiles.flatMap(({ centre: { cdcCode }, tests }) =>
    tests.filter(({ isPlanned }) => isPlanned).flatMap(({ test, perDay }): PlanRow[] => {
      const random = randomSource(seed, 'plan', version, cdcCode, test);
      return months.map((month) => ({
        cdcCode,
        month,
        test,
        planned: random.chance(3) ? 0 : Math.floor((perDay * daysInMonth(month) * random.whole(70, 110)) / 100),
      }));
    }),
  );
}

function planFile(fileName: string, clock: string, rows: readonly PlanRow[], seed: number): ReturnFile {
  const random = randomSource(seed, 'file', fileName);
  const month = monthSpelling(random);
  const body = returnText('Activity plan', rows, [
    { headers: ['cdc_code', 'CDC code'], text: (row) => row.cdcCode },
    { headers: ['month', 'Month'], text: (row) => month(row.month) },
    { headers: ['test', 'Test'], text: (row) => testText(row.test, random) },
    { headers: ['planned', 'Planned'], text: (row) => countText(row.planned, random) },
  ], random);
  return { feed: 'plan-activity', client: 'national', fileName, body, clock };
}

/** The offers of all centres, the year's plan in two files, and a revision that restates whole later months of some centres. */
export function offersAndPlans(profiles: readonly CentreProfile[], seed: number): ReturnFile[] {
  const random = randomSource(seed, 'file', 'offers');
  const offers = profiles.flatMap(({ centre: { cdcCode }, tests }) => tests.flatMap(({ test, offer }) => (offer ? [{ cdcCode, test, ...offer }] : [])));
  const body = returnText('Tests offered', offers, [
    { headers: ['cdc_code', 'CDC Code'], text: (row) => row.cdcCode },
    { headers: ['test', 'TEST'], text: (row) => testText(row.test, random) },
    { headers: ['from', 'From'], text: (row) => row.from },
    { headers: ['to', 'To'], text: (row) => row.to },
  ], random);
  const half = Math.ceil(profiles.length / 2);
  const revised = profiles.filter((_, place) => place % 14 === 3);
  return [
    { feed: 'offered-tests', client: 'national', fileName: 'offered-tests.csv', body, clock: '2024-08-01T08:00:00.000Z' },
    planFile('plan-2024-25-a.csv', '2024-08-01T08:10:00.000Z', planRows(profiles.slice(0, half), RETURN_MONTHS, seed, 'first'), seed),
    planFile('plan-2024-25-b.csv', '2024-08-01T08:10:00.000Z', planRows(profiles.slice(half), RETURN_MONTHS, seed, 'first'), seed),
    planFile('plan-2025-revised.csv', '2025-02-20T10:00:00.000Z', planRows(revised, RETURN_MONTHS.slice(7), seed, 'revised'), seed),
  ].filter((file) => file.body.trim().split('\n').length > 1);
}
