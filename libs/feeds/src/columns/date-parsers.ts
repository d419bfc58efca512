import { dayNumber, isoDate, isIsoDate } from '@cdc/contracts';
import { type DateFormat } from '../feeds/feed.model.js';
import { type CellFault, type CellParser } from './cell-parser.model.js';
import { fullYear, monthNumber, monthOfText } from './month-text.js';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
const DASH = 45;
const DAY_FIRST = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/;
const DAY_AND_NAME = /^(\d{1,2})([/ -])([a-z]{3,9})\2(\d{4}|\d{2})$/i;
const decoder = new TextDecoder();

/** Day number of the first of every month of the years we accept; one more entry ends the last month. */
const monthStarts = Int32Array.from({ length: (LAST_YEAR - FIRST_YEAR + 1) * 12 + 1 }, (_, index) =>
  dayNumber(`${FIRST_YEAR + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`),
);

function dayOf(year: number, month: number, day: number): number {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return Number.NaN;
  const index = (year - FIRST_YEAR) * 12 + month - 1;
  const value = (monthStarts[index] ?? 0) + day - 1;
  return value < (monthStarts[index + 1] ?? 0) ? value : Number.NaN;
}

/** The number in these bytes, or NaN when one is not a digit. */
function digits(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Day numbers of plain dates. Our templates take `2024-08-04` alone: 03/04/2024 is two dates. */
export class DateParser implements CellParser {
  constructor(private readonly format: DateFormat = 'iso') {}

  parse(bytes: Uint8Array, start: number, end: number): number {
    if (this.format === 'day-first') return dayFirst(decoder.decode(bytes.subarray(start, Math.min(end, start + 30))));
    if (this.format === 'compact') {
      if (end - start !== 8) return Number.NaN;
      return dayOf(digits(bytes, start, start + 4), digits(bytes, start + 4, start + 6), digits(bytes, start + 6, end));
    }
    if (end - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
    return dayOf(digits(bytes, start, start + 4), digits(bytes, start + 5, start + 7), digits(bytes, start + 8, end));
  }

  explain(text: string): CellFault {
    if (this.format === 'day-first') return { code: DAY_FIRST.test(text) || DAY_AND_NAME.test(text) ? 'NOT_A_DATE' : 'DATE_DAY_FIRST' };
    const shape = { iso: /^\d{4}-\d{2}-\d{2}$/, compact: /^\d{8}$/ }[this.format];
    if (shape.test(text)) return { code: 'NOT_A_DATE' };
    const day = dayFirst(text);
    if (Number.isNaN(day)) return { code: isIsoDate(text.slice(0, 10)) ? 'DATE_FORMAT' : impossibleOrOther(text) };
    const certain = Number(text.split(/[/-]/)[0]) > 12 || DAY_AND_NAME.test(text);
    return { code: 'DATE_FORMAT', detail: isoDate(day), ...(certain ? { suggestion: isoDate(day) } : {}) };
  }
}

/** `29/04/2020` or `29-04-2020`; `29-Apr-2020` or `29-Apr-20`. */
function dayFirst(text: string): number {
  const named = DAY_AND_NAME.exec(text);
  if (named) return dayOf(fullYear(named[4] ?? ''), monthNumber(named[3] ?? '') ?? 0, Number(named[1]));
  const found = DAY_FIRST.exec(text);
  return found ? dayOf(Number(found[4]), Number(found[3]), Number(found[1])) : Number.NaN;
}

function impossibleOrOther(text: string): 'NOT_A_DATE' | 'DATE_FORMAT' {
  const found = /^(\d{1,2})[/-](\d{1,2})[/-]\d{4}$/.exec(text);
  return found && !(Number(found[1]) <= 12 && Number(found[2]) <= 31) ? 'NOT_A_DATE' : 'DATE_FORMAT';
}

/** The day number of the first of a month: `2024-08`, `2024-08-01`, `Aug-24` or `August 2024`. */
export class MonthParser implements CellParser {
  parse(bytes: Uint8Array, start: number, end: number): number {
    if (end - start === 7 && bytes[start + 4] === DASH) {
      return dayOf(digits(bytes, start, start + 4), digits(bytes, start + 5, end), 1);
    }
    const month = end - start > 20 ? undefined : monthOfText(decoder.decode(bytes.subarray(start, end)));
    return month === undefined ? Number.NaN : dayOf(Number(month.slice(0, 4)), Number(month.slice(5)), 1);
  }

  explain(text: string): CellFault {
    return isIsoDate(text) ? { code: 'MONTH_FORMAT', suggestion: text.slice(0, 7) } : { code: 'MONTH_FORMAT' };
  }
}
