import { monthAfter } from '../oracle/plain-dates.js';
import { GRAINS, type Grain } from '../oracle/stated-figures.js';
import { RETURN_MONTHS, activityRowsOf, corrected, type ActivityRow } from './activity-rows.js';
import { centreProfiles, type CentreProfile, type ReturnCentre } from './centre-profile.js';
import { offersAndPlans } from './offers-and-plans.js';
import { randomSource, type RandomSource } from './random-source.js';
import { type ReturnFile } from './return-file.js';
import { countText, monthSpelling, returnText, testText, type TextColumn } from './return-text.js';

const COMMENTS = ['', '', 'Scanner down, mornings only', 'Staff said "as planned"', 'Includes Saturday list'] as const;

function columnsOf(grain: Grain, random: RandomSource): TextColumn<ActivityRow>[] {
  const month = monthSpelling(random);
  const lowerCase = random.chance(5);
  const count = (value: number | null): string | null => (value === null ? null : countText(value, random));
  const period: Record<Grain, TextColumn<ActivityRow>> = {
    daily: { headers: ['date', 'Date'], text: (row) => row.period },
    weekly: { headers: ['week_ending', 'Week ending', 'WEEK-ENDING'], text: (row) => row.period },
    monthly: { headers: ['month', 'Month'], text: (row) => month(row.period) },
  };
  const optional: TextColumn<ActivityRow>[] = [
    { headers: ['did_not_attend', 'Did not attend'], text: (row) => count(row.didNotAttend) },
    { headers: ['cancelled', 'Cancelled'], text: (row) => count(row.cancelled) },
  ];
  return [
    { headers: ['cdc_code', 'CDC Code', 'CDC_CODE', 'cdc code'], text: (row) => (lowerCase ? row.cdcCode.toLowerCase() : row.cdcCode) },
    period[grain],
    { headers: ['test', 'Test'], text: (row) => testText(row.test, random) },
    { headers: ['delivered', 'Delivered'], text: (row) => count(row.delivered) },
    ...optional.filter(() => random.chance(85)),
    ...(random.chance(15) ? [{ headers: ['comment', 'Comment'] as const, text: () => random.pick(COMMENTS) }] : []),
    // What a sender calls planned is not the approved plan and must not show in any figure.
    ...(random.chance(10) ? [{ headers: ['planned'] as const, text: () => String(random.whole(0, 40)) }] : []),
  ];
}

function activityFile(grain: Grain, region: string, name: string, clock: string, rows: readonly ActivityRow[], seed: number): ReturnFile {
  const fileName = `${region.toLowerCase()}-${grain}-${name}.csv`;
  const random = randomSource(seed, 'file', fileName);
  const client = random.chance(95) ? `region-${region.toLowerCase()}` : 'national';
  const body = returnText(`Community diagnostic centres: ${grain} activity`, rows, columnsOf(grain, random), random);
  return { feed: `activity-${grain}`, client, fileName, body, clock, ...(name.includes('correction') ? { reason: 'Counted again' } : {}) };
}

/** The rows of one region and grain by month, and the files they are sent in: on time, late, and corrected twice. */
function filesOf(region: string, grain: Grain, rows: readonly ActivityRow[], seed: number): ReturnFile[] {
  return RETURN_MONTHS.flatMap((month): ReturnFile[] => {
    const random = randomSource(seed, 'sending', region, grain, month);
    const ofMonth = rows.filter((row) => row.period.startsWith(month));
    const centres = [...new Set(ofMonth.map((row) => row.cdcCode))];
    const late = new Set(centres.filter(() => random.chance(5)));
    const never = new Set(centres.filter(() => random.chance(2)));
    const sent = ofMonth.filter(({ cdcCode }) => !never.has(cdcCode));
    const next = monthAfter(month);
    const afterNext = monthAfter(next);
    const restated = random.chance(45) ? sent.filter(() => random.chance(3)).map((row) => corrected(row, random)) : [];
    const again = restated.filter(() => random.chance(30)).map((row) => corrected(row, random));
    const sendings: [name: string, clock: string, rows: ActivityRow[]][] = [
      [month, `${next}-05T09:00:00.000Z`, sent.filter(({ cdcCode }) => !late.has(cdcCode))],
      [`${month}-late`, `${afterNext}-12T09:00:00.000Z`, sent.filter(({ cdcCode }) => late.has(cdcCode))],
      [`${month}-correction`, `${afterNext}-20T09:00:00.000Z`, restated],
      [`${month}-correction-2`, `${afterNext}-25T09:00:00.000Z`, again],
    ];
    return sendings.filter(([, , some]) => some.length > 0).map(([name, clock, some]) => activityFile(grain, region, name, clock, some, seed));
  });
}

function regionFiles(region: string, profiles: readonly CentreProfile[], seed: number): ReturnFile[] {
  const byTest = profiles.flatMap((profile) => profile.tests.map((test) => activityRowsOf(profile, test, seed)));
  return GRAINS.flatMap((grain) => filesOf(region, grain, byTest.flatMap((rows) => rows[grain]), seed));
}

/**
 * The returns of August 2024 to July 2025 for the centres given, with the offers and plans behind them: gaps, late centres, explicit zeros,
 * corrections, two grains of one centre, and every spelling a sender may use. In the order of sending; each file is valid.
 */
export function yearOfReturns(centres: readonly ReturnCentre[], seed = 20_240_801): ReturnFile[] {
  const profiles = centreProfiles(centres, seed);
  const regions = [...new Set(centres.map(({ regionCode }) => regionCode))].sort();
  const activity = regions.flatMap((region) => regionFiles(region, profiles.filter(({ centre }) => centre.regionCode === region), seed));
  return [...offersAndPlans(profiles, seed), ...activity].sort((left, right) => (left.clock < right.clock ? -1 : left.clock > right.clock ? 1 : 0));
}
