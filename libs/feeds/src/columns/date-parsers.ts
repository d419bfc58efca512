import { isoDate, isIsoDate } from '@cdc/contracts';
import { dayOf } from './calendar-day.js';
import { type CellFault, type CellParser } from './cell-parser.model.js';
import { type DateReading } from './date-reading.js';
import { monthOfText } from './month-text.js';
import { writtenDate } from './written-date.js';

const DASH = 45;
const LONGEST_DATE = 40;
const decoder = new TextDecoder();

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

/** Day numbers of dates in one form: `2024-08-04`, which our templates take alone as 03/04/2024 is two dates, or `20240804`. */
export class DateParser implements CellParser {
  constructor(private readonly format: 'iso' | 'compact' = 'iso') {}

  parse(bytes: Uint8Array, start: number, end: number): number {
    if (this.format === 'compact') {
      if (end - start !== 8) return Number.NaN;
      return dayOf(digits(bytes, start, start + 4), digits(bytes, start + 4, start + 6), digits(bytes, start + 6, end));
    }
    if (end - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
    return dayOf(digits(bytes, start, start + 4), digits(bytes, start + 5, start + 7), digits(bytes, start + 8, end));
  }

  explain(text: string): CellFault {
    const shape = { iso: /^\d{4}-\d{2}-\d{2}$/, compact: /^\d{8}$/ }[this.format];
    if (shape.test(text)) return { code: 'NOT_A_DATE' };
    const written = writtenDate(text, false);
    if (written === null || isIsoDate(text.slice(0, 10))) return { code: 'DATE_FORMAT' };
    const { dayFirst, monthFirst } = written;
    if (Number.isNaN(dayFirst)) return { code: Number.isNaN(monthFirst) ? 'NOT_A_DATE' : 'DATE_FORMAT' };
    const certain = dayFirst === monthFirst || Number.isNaN(monthFirst);
    return { code: 'DATE_FORMAT', detail: isoDate(dayFirst), ...(certain ? { suggestion: isoDate(dayFirst) } : {}) };
  }
}

/** Day numbers of dates in the order of their file, and of those that are the same in any order: `2020-04-29`, `29-Apr-20`. */
export class OrderedDateParser implements CellParser {
  /** @param shortYears whether 29/04/20 is a date too */
  constructor(
    private readonly reading: DateReading,
    private readonly shortYears: boolean,
  ) {}

  parse(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > LONGEST_DATE) return Number.NaN;
    const text = decoder.decode(bytes.subarray(start, end));
    const written = writtenDate(text, this.shortYears);
    return written === null ? Number.NaN : this.reading.read(written, text);
  }

  explain(text: string): CellFault {
    return this.reading.explain(writtenDate(text, this.shortYears));
  }
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
