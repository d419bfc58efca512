import { monthDays, monthOf } from './calendar.js';

/**
 * Spreads a monthly plan over its days by cumulative rounding: the plan up to and including day d is `round(planned × d ÷ days)`, halves up.
 * The days of a month add up to the month to the unit. This holds until approved phasing exists.
 * @returns the planned number of that day
 */
export function plannedOnDay(plannedInMonth: number, day: number): number {
  return plannedInDays(() => plannedInMonth, day, day) ?? 0;
}

/** The plan of the week ending on `sunday` (a day number): the sum of its seven days, which may lie in two months. */
export function plannedInWeek(plannedInMonth: (month: string) => number | undefined, sunday: number): number | undefined {
  return plannedInDays(plannedInMonth, sunday - 6, sunday);
}

/**
 * The plan of consecutive days: the sum of their shares, which telescopes within each month, so that a year costs twelve steps.
 * @param first and `last`: day numbers, both included
 * @returns undefined where no month that the days touch has a plan
 */
export function plannedInDays(plannedInMonth: (month: string) => number | undefined, first: number, last: number): number | undefined {
  let total: number | undefined;
  for (let day = first; day <= last; ) {
    const month = monthOf(day);
    const days = monthDays(month);
    const until = Math.min(last, days.last);
    const planned = plannedInMonth(month);
    if (planned !== undefined) {
      const length = days.last - days.first + 1;
      const upTo = (count: number): number => Math.floor((2 * planned * count + length) / (2 * length));
      total = (total ?? 0) + upTo(until - days.first + 1) - upTo(day - days.first);
    }
    day = until + 1;
  }
  return total;
}

/** Every month that the days from one to another touch, oldest first. */
export function monthsTouched(first: number, last: number): readonly string[] {
  const months: string[] = [];
  for (let day = first; day <= last; day = monthDays(monthOf(day)).last + 1) months.push(monthOf(day));
  return months;
}

/** The twelve months of the financial year that holds an ISO date or month, April first. */
export function financialYearMonths(isoDateOrMonth: string): readonly string[] {
  const year = Number(isoDateOrMonth.slice(0, 4)) - (Number(isoDateOrMonth.slice(5, 7)) < 4 ? 1 : 0);
  return monthsTouched(monthDays(`${year}-04`).first, monthDays(`${year + 1}-03`).last);
}
