import { dayNumber, financialYear, isIsoDate, isIsoMonth, isoDate, londonDate, monthDays, monthOf, weekEnding } from '../calendar/calendar.js';
import { londonInstant } from '../calendar/london-time.js';
import { workingDayAfter } from '../calendar/working-days.js';
import { type FeedWindow } from './feed-windows.js';

/** The ends of a period's windows: the last second in England of a working day, as instants. */
export interface WindowTimes {
  readonly softDeadline: Date;
  readonly hardDeadline: Date;
  readonly correctionsUntil: Date;
}

/** Where a period stands: returns are on time, then late, then only corrections are wanted, then nothing accepted changes any more. */
export type WindowState = 'open' | 'late' | 'corrections' | 'locked';

/** How the first valid file of a period came. `after-close`: after the hard deadline. `daysLate` counts days in England after that of the soft deadline. */
export interface Timeliness {
  readonly timeliness: 'on-time' | 'late' | 'after-close';
  readonly daysLate: number;
}

type Grain = FeedWindow['grain'];

/** Whether a text names a period of that grain: a Sunday, or a month. */
export function isWindowPeriod(grain: Grain, period: string): boolean {
  return grain === 'week' ? isIsoDate(period) && weekEnding(dayNumber(period)) === dayNumber(period) : isIsoMonth(period);
}

/** The week or month that had ended last on a plain date: the period that is being returned. */
export function lastEndedPeriod(grain: Grain, today: string): string {
  const day = dayNumber(today);
  return grain === 'week' ? isoDate(weekEnding(day) - 7) : monthOf(monthDays(today.slice(0, 7)).first - 1);
}

/** @param period a Sunday for a weekly window, else a month */
export function windowTimes({ grain, soft, hard }: FeedWindow, period: string): WindowTimes {
  const last = grain === 'week' ? dayNumber(period) : monthDays(period).last;
  const yearOfPeriod = Number(financialYear(isoDate(last)).slice(0, 4));
  const yearAfterEnds = dayNumber(`${yearOfPeriod + 2}-03-31`);
  return {
    softDeadline: endOfDay(workingDayAfter(last, soft)),
    hardDeadline: endOfDay(workingDayAfter(last, hard)),
    correctionsUntil: endOfDay(workingDayAfter(yearAfterEnds, hard)),
  };
}

/** Whether the second of a deadline is over at an instant. */
export function isAfterDeadline(deadline: Date, instant: Date): boolean {
  return instant.getTime() >= deadline.getTime() + 1_000;
}

export function windowState(times: WindowTimes, instant: Date): WindowState {
  if (isAfterDeadline(times.correctionsUntil, instant)) return 'locked';
  if (isAfterDeadline(times.hardDeadline, instant)) return 'corrections';
  return isAfterDeadline(times.softDeadline, instant) ? 'late' : 'open';
}

/** @param receivedAt when the first file came that was accepted, whenever that was decided */
export function timelinessOf({ softDeadline, hardDeadline }: WindowTimes, receivedAt: Date): Timeliness {
  if (!isAfterDeadline(softDeadline, receivedAt)) return { timeliness: 'on-time', daysLate: 0 };
  const daysLate = dayNumber(londonDate(receivedAt)) - dayNumber(londonDate(softDeadline));
  return { timeliness: isAfterDeadline(hardDeadline, receivedAt) ? 'after-close' : 'late', daysLate };
}

function endOfDay(day: number): Date {
  return new Date(londonInstant(isoDate(day), '23:59').getTime() + 59_000);
}
