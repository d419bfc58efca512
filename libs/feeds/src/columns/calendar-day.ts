import { dayNumber } from '@cdc/contracts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** Day number of the first of every month of the years we accept; one more entry ends the last month. */
const monthStarts = Int32Array.from({ length: (LAST_YEAR - FIRST_YEAR + 1) * 12 + 1 }, (_, index) =>
  dayNumber(`${FIRST_YEAR + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`),
);

/** The day number of a date from 1900 to 2100, or NaN when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): number {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const index = (year - FIRST_YEAR) * 12 + month - 1;
  const value = (monthStarts[index] ?? 0) + day - 1;
  return value < (monthStarts[index + 1] ?? 0) ? value : Number.NaN;
}
