import { type CellFault } from './cell-parser.model.js';
import { type WrittenDate } from './written-date.js';

/** What comes first in a date of numbers: the day or the month. */
export type DateOrder = 'dmy' | 'mdy';

/** A date where it was met. */
export interface DateSeen {
  /** As a spreadsheet shows it. */
  readonly row: number;
  readonly text: string;
}

/** How to read a file a second time: the order that its own dates ask for, with the first date of each kind. */
export interface Reread {
  readonly dateOrder: DateOrder;
  /** Can only have the day first; null when there is none. */
  readonly dayFirst: DateSeen | null;
  /** Can only have the month first. */
  readonly monthFirst: DateSeen;
}

/**
 * The order in which the dates of one file are read. Stated or found in a first reading, it is one order. Otherwise dates are read day first while
 * they are counted: those that fit only one order are evidence, and those that mean two days are a question as long as there is none.
 */
export class DateReading {
  private readonly order: DateOrder;
  private readonly collects: boolean;
  private daysFirst = 0;
  private monthsFirst = 0;
  private dayFirst: DateSeen | null = null;
  private monthFirst: DateSeen | null = null;
  private twoDays: DateSeen | null = null;

  /** @param rowNumber the row being read */
  constructor(
    stated: DateOrder | undefined,
    private readonly second: Reread | undefined,
    private readonly rowNumber: () => number,
  ) {
    this.order = stated ?? second?.dateOrder ?? 'dmy';
    this.collects = stated === undefined && second === undefined;
  }

  /** The day of a date in the file's order, or NaN. */
  read(written: WrittenDate, text: string): number {
    if (!this.collects) return this.order === 'dmy' ? written.dayFirst : written.monthFirst;
    this.note(written, text);
    return Number.isNaN(written.dayFirst) ? written.monthFirst : written.dayFirst;
  }

  /** Why `read` gave no day. Null stands for a text that is no date. */
  explain(written: WrittenDate | null): CellFault {
    const notInOrder = this.order === 'dmy' ? 'DATE_DAY_FIRST' : 'DATE_MONTH_FIRST';
    if (written === null) return { code: notInOrder };
    if (Number.isNaN(written.dayFirst) && Number.isNaN(written.monthFirst)) return { code: 'NOT_A_DATE' };
    const other = this.order === 'dmy' ? this.second?.dayFirst : this.second?.monthFirst;
    if (!other) return { code: notInOrder };
    const [own, others] = this.order === 'dmy' ? ['month', 'day'] : ['day', 'month'];
    return { code: 'DATE_ORDER_MIXED', detail: `has the ${own} first, and "${other.text}" in row ${other.row.toLocaleString('en-GB')} has the ${others} first` };
  }

  /** From the first date on that can only have the month first: what was read with the day first may be wrong. */
  get isInDoubt(): boolean {
    return this.monthsFirst > 0;
  }

  /** How to read the file again, or null. Of two orders in one file the commoner is read, so that the other dates can be named. */
  get reread(): Reread | null {
    const { dayFirst, monthFirst } = this;
    if (monthFirst === null) return null;
    return { dateOrder: this.monthsFirst > this.daysFirst ? 'mdy' : 'dmy', dayFirst, monthFirst };
  }

  /** The first date that means two days, where no date of the file tells which. */
  get question(): DateSeen | null {
    return this.daysFirst + this.monthsFirst === 0 ? this.twoDays : null;
  }

  /** The date that made a second reading take the month first. */
  get foundMonthFirst(): DateSeen | null {
    return this.second?.dateOrder === 'mdy' ? this.second.monthFirst : null;
  }

  private note({ dayFirst, monthFirst }: WrittenDate, text: string): void {
    if (dayFirst === monthFirst) return;
    const [day, month] = [!Number.isNaN(dayFirst), !Number.isNaN(monthFirst)];
    if (day && month) this.twoDays ??= this.seen(text);
    else if (day) {
      this.daysFirst++;
      this.dayFirst ??= this.seen(text);
    } else if (month) {
      this.monthsFirst++;
      this.monthFirst ??= this.seen(text);
    }
  }

  private seen(text: string): DateSeen {
    return { row: this.rowNumber(), text };
  }
}
