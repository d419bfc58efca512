import { dayOf } from './calendar-day.js';
import { fullYear, monthNumber } from './month-text.js';

/** What a date can mean: day numbers, NaN where that order gives none. Both are the same where the order does not matter. */
export interface WrittenDate {
  readonly dayFirst: number;
  readonly monthFirst: number;
}

/** A time that exports put behind a plain date. */
const MIDNIGHT = /[ T]00:00(?::00(?:\.0+)?)?$/;
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
const DAY_AND_NAME = /^(\d{1,2})([/ .-])([a-z]{3,9})\2(\d{4}|\d{2})$/i;
const NAME_AND_DAY = /^([a-z]{3,9}) (\d{1,2}),? (\d{4})$/i;

/**
 * Reads `29/04/2020`, `30.04.2020`, `4-29-2020`; `2020-04-29`, `29-Apr-20`, `29 April 2020`, `April 29, 2020`, each with a time of midnight
 * or without. Null for any other text; a day that the calendar lacks is NaN in both orders.
 * @param shortYears whether `29/04/20` is read too; two digits are a year of this century
 */
export function writtenDate(text: string, shortYears: boolean): WrittenDate | null {
  const plain = text.replace(MIDNIGHT, '');
  const numbers = NUMBERS.exec(plain);
  if (numbers) {
    const [, first = '', , second = '', year = ''] = numbers;
    if (year.length === 2 && !shortYears) return null;
    const day = (month: string, dayOfMonth: string): number => dayOf(fullYear(year), Number(month), Number(dayOfMonth));
    return { dayFirst: day(second, first), monthFirst: day(first, second) };
  }
  const certain = certainDay(plain);
  return certain === undefined ? null : { dayFirst: certain, monthFirst: certain };
}

function certainDay(text: string): number | undefined {
  const [, year, , month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return dayOf(Number(year), Number(month), Number(day));
  const [, before, , name, shortYear] = DAY_AND_NAME.exec(text) ?? [];
  if (before !== undefined) return dayOf(fullYear(shortYear ?? ''), monthNumber(name ?? '') ?? 0, Number(before));
  const [, first, behind, longYear] = NAME_AND_DAY.exec(text) ?? [];
  return first === undefined ? undefined : dayOf(Number(longYear), monthNumber(first) ?? 0, Number(behind));
}
