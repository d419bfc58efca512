import {
  dayNumber,
  isoDate,
  londonDate,
  londonInstant,
  monthDays,
  monthOf,
  weekEnding,
  windowTimes,
  workingDayAfter,
  workingDayBefore,
  type FeedWindow,
} from '@cdc/contracts';

/** When people are reminded of a return that is missing: working days before (minus) or after the day of its soft deadline, at nine in England. */
export const RUNGS = [
  { rung: 'before', workingDays: -2 },
  { rung: 'due', workingDays: 0 },
  { rung: 'after-1', workingDays: 1 },
  { rung: 'after-5', workingDays: 5 },
] as const;
export type Rung = (typeof RUNGS)[number]['rung'];

const TIME = '09:00';
/** No rung stands further from its period's end than this. */
const FURTHEST_DAYS = 60;

/** A reminder that is due for a period, in whatever region something of it is missing then. */
export interface DueRung {
  readonly period: string;
  readonly rung: Rung;
  readonly dueAt: Date;
}

/** The rungs of a feed after one instant and up to another, oldest first. */
export function dueRungs(window: FeedWindow, after: Date, upTo: Date): readonly DueRung[] {
  return periodsEnding(window, dayNumber(londonDate(after)) - FURTHEST_DAYS, dayNumber(londonDate(upTo)))
    .flatMap((period) => rungsOf(window, period))
    .filter(({ dueAt }) => dueAt > after && dueAt <= upTo)
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
}

function rungsOf(window: FeedWindow, period: string): readonly DueRung[] {
  const soft = dayNumber(londonDate(windowTimes(window, period).softDeadline));
  return RUNGS.map(({ rung, workingDays }) => ({ period, rung, dueAt: londonInstant(isoDate(movedBy(soft, workingDays)), TIME) }));
}

/** @param day a working day */
function movedBy(day: number, workingDays: number): number {
  if (workingDays === 0) return day;
  return workingDays < 0 ? workingDayBefore(day, -workingDays) : workingDayAfter(day, workingDays);
}

function periodsEnding({ grain }: FeedWindow, first: number, last: number): readonly string[] {
  const periods: string[] = [];
  if (grain === 'week') for (let sunday = weekEnding(first); sunday <= last; sunday += 7) periods.push(isoDate(sunday));
  else for (let day = monthDays(monthOf(first)).first; monthDays(monthOf(day)).last <= last; day = monthDays(monthOf(day)).last + 1) periods.push(monthOf(day));
  return periods;
}
