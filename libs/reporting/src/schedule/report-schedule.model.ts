import {
  dayNumber,
  isoDate,
  londonDate,
  londonInstant,
  monthDays,
  monthOf,
  weekEnding,
  weekday,
  workingDayOfMonth,
  type EditionKind,
  type Level,
} from '@cdc/contracts';

export interface ReportScope {
  readonly level: Level;
  readonly code: string;
}

/** When a kind of report is due, in the time that clocks in England show. */
export interface ScheduleRule {
  readonly every: 'week' | 'month';
  /** Of a week 0 = Monday to 6 = Sunday; of a month the number of a working day, from 1. */
  readonly day: number;
  /** As `07:00`. */
  readonly time: string;
}

export interface ReportSchedule {
  readonly kind: EditionKind;
  readonly rule: ScheduleRule;
  readonly scopes: readonly ReportScope[];
  /** Nothing is due before. */
  readonly startsAt: Date;
  /** The newest time that was found due; null while there is none. */
  readonly newestDue: Date | null;
}

/** A time at which a report is due. */
export interface DueTime {
  /** The whole period that had ended: the week that ended on the Sunday before, or the month before. */
  readonly period: string;
  readonly dueAt: Date;
}

/** A time at which the report of a scope is due. */
export interface DueSlot extends DueTime {
  readonly kind: EditionKind;
  readonly scope: ReportScope;
}

/** What a schedule has due up to an instant and was not found due yet, oldest first. */
export function dueSlots({ kind, rule, scopes, startsAt, newestDue }: ReportSchedule, upTo: Date): readonly DueSlot[] {
  const after = newestDue ?? new Date(startsAt.getTime() - 1);
  return dueTimes(rule, after, upTo).flatMap((time) => scopes.map((scope) => ({ kind, scope, ...time })));
}

/** The times of a rule after one instant and up to another, oldest first. */
export function dueTimes(rule: ScheduleRule, after: Date, upTo: Date): readonly DueTime[] {
  const first = dayNumber(londonDate(after));
  const last = dayNumber(londonDate(upTo));
  const days = rule.every === 'week' ? weeklyDays(rule.day, first, last) : monthlyDays(rule.day, first, last);
  return days
    .map(({ day, period }) => ({ period, dueAt: londonInstant(isoDate(day), rule.time) }))
    .filter(({ dueAt }) => dueAt > after && dueAt <= upTo);
}

interface DueDay {
  readonly day: number;
  readonly period: string;
}

function weeklyDays(onWeekday: number, first: number, last: number): readonly DueDay[] {
  const days: DueDay[] = [];
  for (let day = first + ((onWeekday - weekday(first) + 7) % 7); day <= last; day += 7)
    days.push({ day, period: isoDate(weekEnding(day) - 7) });
  return days;
}

function monthlyDays(workingDay: number, first: number, last: number): readonly DueDay[] {
  const days: DueDay[] = [];
  for (let month = monthOf(first); month <= monthOf(last); month = monthOf(monthDays(month).last + 1))
    days.push({ day: workingDayOfMonth(month, workingDay), period: monthOf(monthDays(month).first - 1) });
  return days;
}
