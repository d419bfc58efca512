import { dayNumber, financialYearMonths, isoDate, londonInstant, monthDays, weekEnding } from '@cdc/contracts';

/** The financial year of the demonstration. */
export const YEAR = { first: '2022-04-01', last: '2023-03-31' } as const;
/** The last day of the story. */
export const TODAY = '2022-11-18';

/** @param date ISO date */
export function addDays(date: string, days: number): string {
  return isoDate(dayNumber(date) + days);
}

export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO dates from one to another, both included. */
export function datesFrom(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, at) => addDays(first, at));
}

/** Sundays that end the weeks of the story: 33, of 3 April to 13 November 2022. */
export function weekEndings(): string[] {
  const first = weekEnding(dayNumber(YEAR.first));
  const weeks = Math.floor((dayNumber(TODAY) - first) / 7) + 1;
  return Array.from({ length: weeks }, (_, at) => isoDate(first + 7 * at));
}

/** The Monday of the week that a Sunday ends. */
export function mondayOf(sunday: string): string {
  return addDays(sunday, -6);
}

/** `2022-04` to `2023-03`. */
export const MONTHS: readonly string[] = financialYearMonths(YEAR.first);

export function datesOfMonth(month: string): string[] {
  const { first, last } = monthDays(month);
  return datesFrom(isoDate(first), isoDate(last));
}

/** An ISO instant of a time in England. @param time as `10:00` */
export function instant(date: string, time: string): string {
  return londonInstant(date, time).toISOString();
}

const inWords = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `13 November 2022`. */
export function dateInWords(date: string): string {
  return inWords.format(new Date(`${date}T00:00:00Z`));
}
