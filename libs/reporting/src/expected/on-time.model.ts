import { isAfterDeadline, timelinessOf, windowTimes, type FeedWindow } from '@cdc/contracts';
import { expectedCells, missingReturns, type CentreReturns } from './expected-cells.model.js';
import { periodDays } from './period-days.model.js';

/**
 * How a centre's return of a week came, judged by its first accepted file. `missing`: nothing has come, and the soft deadline is over; `due`: it
 * is not over; `not-expected`: the centre had nothing to return.
 */
export const WEEK_STATES = ['on-time', 'late', 'missing', 'due', 'not-expected'] as const;

export interface CentreWeek {
  readonly state: (typeof WEEK_STATES)[number];
  /** Days in England after that of the soft deadline; 0 unless late. */
  readonly daysLate: number;
  /** Something has come, but not all tests that the centre offers. */
  readonly isPartial: boolean;
}

export interface CentreWeeks {
  readonly cdcCode: string;
  readonly cdcName: string;
  /** In the order of the weeks asked for. */
  readonly weeks: readonly CentreWeek[];
  /** Weeks that were on time, of those that were expected and have come or should have. */
  readonly onTime: number;
  readonly counted: number;
}

/** What is known of one week. */
export interface WeekReturns {
  readonly period: string;
  readonly centres: readonly CentreReturns[];
  /** When the first accepted file with a centre's activity of the week was received, by the centre's code. */
  readonly receivedAt: ReadonlyMap<string, Date>;
}

const NOT_EXPECTED: CentreWeek = { state: 'not-expected', daysLate: 0, isPartial: false };

/** The centres that had something to return in one of the weeks, by name. */
export function centreWeeks(window: FeedWindow, weeks: readonly WeekReturns[], now: Date): readonly CentreWeeks[] {
  const marks = weeks.map((week) => marksOf(window, week, now));
  const centres = weeks[0]?.centres ?? [];
  return centres
    .map(({ code, name }) => {
      const own = marks.map((week) => week.get(code) ?? NOT_EXPECTED);
      const counted = own.filter(({ state }) => state !== 'not-expected' && state !== 'due').length;
      return { cdcCode: code, cdcName: name, weeks: own, onTime: own.filter(({ state }) => state === 'on-time').length, counted };
    })
    .filter((centre) => centre.weeks.some(({ state }) => state !== 'not-expected'))
    .sort((left, right) => left.cdcName.localeCompare(right.cdcName, 'en-GB'));
}

/** Of one week, by the centre's code. */
function marksOf(window: FeedWindow, { period, centres, receivedAt }: WeekReturns, now: Date): ReadonlyMap<string, CentreWeek> {
  const times = windowTimes(window, period);
  const cells = expectedCells(centres, periodDays(window.grain, period));
  const gaps = new Map(missingReturns(cells).map((missing) => [missing.cdcCode, missing]));
  const expected = new Set(cells.filter(({ state }) => state !== 'not-offered').map(({ cdcCode }) => cdcCode));
  return new Map(
    [...expected].map((code): [string, CentreWeek] => {
      const first = receivedAt.get(code);
      if (!first) return [code, { state: isAfterDeadline(times.softDeadline, now) ? 'missing' : 'due', daysLate: 0, isPartial: false }];
      const { timeliness, daysLate } = timelinessOf(times, first);
      return [code, { state: timeliness === 'on-time' ? 'on-time' : 'late', daysLate, isPartial: gaps.has(code) }];
    }),
  );
}
