import { isoDate, monthDays, monthOf } from './calendar.js';

/**
 * Spreads a monthly plan over its days by cumulative rounding: the plan up to and including day d is `round(planned × d ÷ days)`, halves up.
 * The days of a month add up to the month to the unit. This holds until approved phasing exists.
 * @returns the planned number of that day
 */
export function plannedOnDay(plannedInMonth: number, day: number): number {
  const { first, last } = monthDays(monthOf(day));
  const days = last - first + 1;
  const upTo = (count: number): number => Math.floor((2 * plannedInMonth * count + days) / (2 * days));
  const dayOfMonth = Number(isoDate(day).slice(8, 10));
  return upTo(dayOfMonth) - upTo(dayOfMonth - 1);
}

/** The plan of the week ending on `sunday` (a day number): the sum of its seven days, which may lie in two months. */
export function plannedInWeek(plannedInMonth: (month: string) => number | undefined, sunday: number): number | undefined {
  let total: number | undefined;
  for (let day = sunday - 6; day <= sunday; day++) {
    const planned = plannedInMonth(monthOf(day));
    if (planned !== undefined) total = (total ?? 0) + plannedOnDay(planned, day);
  }
  return total;
}
