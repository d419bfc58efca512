import { datesOfMonth, datesOfWeek, isSunday } from '../oracle/plain-dates.js';
import { type Grain } from '../oracle/stated-figures.js';
import { type CentreProfile, type TestProfile } from './centre-profile.js';
import { randomSource, type RandomSource } from './random-source.js';

/** One row of an activity return before it is written down. Null = the row leaves it out. */
export interface ActivityRow {
  readonly cdcCode: string;
  /** A date, a week's Sunday or a month, by the grain of its file. */
  readonly period: string;
  readonly test: string;
  readonly delivered: number;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
}

/** The months of the year of returns. */
export const RETURN_MONTHS = [
  '2024-08', '2024-09', '2024-10', '2024-11', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06', '2025-07',
] as const;

function countsOf(random: RandomSource, delivered: number): Pick<ActivityRow, 'delivered' | 'didNotAttend' | 'cancelled'> {
  const share = (percent: number): number | null => (random.chance(20) ? null : Math.floor((delivered * random.whole(0, percent)) / 100));
  return { delivered, didNotAttend: share(12), cancelled: share(8) };
}

/** A quiet day is stated as zero, a day that nobody counted is left out, and now and then a whole week is. */
function dailyRows(cdcCode: string, profile: TestProfile, month: string, random: RandomSource): ActivityRow[] {
  const lostWeek = random.chance(8) ? random.whole(1, 22) : 99;
  return datesOfMonth(month).flatMap((period): ActivityRow[] => {
    const day = Number(period.slice(8));
    if (random.chance(2) || (day >= lostWeek && day < lostWeek + 7) || (profile.restsOnSunday && isSunday(period))) return [];
    const delivered = random.chance(5) ? 0 : random.whole(Math.floor(profile.perDay / 2), profile.perDay + 3);
    return [{ cdcCode, period, test: profile.test, ...countsOf(random, delivered) }];
  });
}

/** The weekly or monthly figure: near what daily rows of the same days add up to where there are any, and half the time equal. */
function wholeRow(cdcCode: string, profile: TestProfile, period: string, days: readonly string[], daily: ReadonlyMap<string, number>, random: RandomSource) {
  const known = days.flatMap((date) => daily.get(date) ?? []);
  const sum = known.reduce((total, delivered) => total + delivered, 0);
  const near = random.chance(50) ? sum : Math.max(0, sum + random.whole(-4, 6));
  const delivered = known.length > 0 ? near : random.chance(4) ? 0 : random.whole(profile.perDay * days.length - days.length, profile.perDay * days.length + 40);
  return { cdcCode, period, test: profile.test, ...countsOf(random, Math.max(0, delivered)) };
}

/** What a centre returns of one test over the year, by grain. */
export function activityRowsOf({ centre }: CentreProfile, profile: TestProfile, seed: number): Record<Grain, ActivityRow[]> {
  const rows: Record<Grain, ActivityRow[]> = { daily: [], weekly: [], monthly: [] };
  const random = randomSource(seed, 'activity', centre.cdcCode, profile.test);
  for (const month of RETURN_MONTHS) {
    // A month without the test: nobody returned it.
    if (random.chance(4)) continue;
    if (profile.grains.includes('daily')) rows.daily.push(...dailyRows(centre.cdcCode, profile, month, random));
  }
  const daily = new Map(rows.daily.map((row) => [row.period, row.delivered]));
  for (const month of RETURN_MONTHS) {
    const dates = datesOfMonth(month);
    for (const sunday of profile.grains.includes('weekly') ? dates.filter(isSunday) : []) {
      if (!random.chance(5)) rows.weekly.push(wholeRow(centre.cdcCode, profile, sunday, datesOfWeek(sunday), daily, random));
    }
    if (profile.grains.includes('monthly') && !random.chance(5)) {
      rows.monthly.push(wholeRow(centre.cdcCode, profile, month, dates, daily, random));
    }
  }
  return rows;
}

/** The same cell stated again: higher, lower or unchanged. */
export function corrected(row: ActivityRow, random: RandomSource): ActivityRow {
  if (random.chance(25)) return row;
  const delivered = random.chance(10) ? 0 : Math.max(0, row.delivered + random.whole(-9, 9));
  return { ...row, ...countsOf(random, delivered) };
}
