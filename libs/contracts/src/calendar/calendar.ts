/**
 * Calendar arithmetic on plain dates. A date is an ISO string (`2024-08-04`), a month `2024-08`; a reporting week is Monday to Sunday
 * and is named by its ending Sunday. Day numbers count days since 1 January 1970, so they compare and subtract as whole numbers.
 */

const DAY_MS = 86_400_000;

/** Day number of an ISO date. Expects a real date; see {@link isIsoDate}. */
export function dayNumber(isoDate: string): number {
  return Date.UTC(Number(isoDate.slice(0, 4)), Number(isoDate.slice(5, 7)) - 1, Number(isoDate.slice(8, 10))) / DAY_MS;
}

/** The day that was written last: rows of one day follow each other. */
let written = { day: 0, text: '1970-01-01' };

export function isoDate(day: number): string {
  if (day !== written.day) written = { day, text: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return written.text;
}

export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isoDate(dayNumber(text)) === text;
}

export function isIsoMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** 0 = Monday … 6 = Sunday. Day 0 was a Thursday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The day number of the Sunday that ends the week of `day`. */
export function weekEnding(day: number): number {
  return day + 6 - weekday(day);
}

export function monthOf(day: number): string {
  return isoDate(day).slice(0, 7);
}

/** First and last day number of a month. */
export function monthDays(month: string): { first: number; last: number } {
  const first = dayNumber(`${month}-01`);
  const year = Number(month.slice(0, 4));
  const last = Date.UTC(year, Number(month.slice(5, 7)), 0) / DAY_MS;
  return { first, last };
}

/** The financial year (1 April to 31 March) of a date or month, as `2024/25`. */
export function financialYear(isoDateOrMonth: string): string {
  const year = Number(isoDateOrMonth.slice(0, 4)) - (Number(isoDateOrMonth.slice(5, 7)) < 4 ? 1 : 0);
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/** Made once: making one takes a hundred times as long as using it. */
const LONDON_DATE = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The plain date in England of an instant: days change at midnight in Europe/London, not in UTC. */
export function londonDate(instant: Date): string {
  return LONDON_DATE.format(instant);
}
