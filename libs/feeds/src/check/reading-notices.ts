import { type DateReading } from '../columns/date-reading.js';
import { dateInWords } from '../columns/date-in-words.js';
import { type Tidied } from '../columns/tidied.js';
import { writtenDate } from '../columns/written-date.js';
import { shownValue } from '../errors/shown-value.js';
import { type FaultReporter } from './fault-reporter.js';

/** What one reading of the rows noticed of the file as a whole. */
export interface ReadingNotices {
  readonly dates: DateReading;
  readonly tidied: Tidied;
  /** Runs of blank rows with data behind them, and the row of the first. */
  readonly blanks: { readonly first: number; readonly runs: number };
  /** The last row that is not blank. */
  readonly lastRow: number;
}

/** One notice for each cause, whatever the number of rows. */
export function reportReading({ dates, tidied, blanks, lastRow }: ReadingNotices, report: FaultReporter): void {
  reportDates(dates, report);
  for (const { column, row, text, readAs } of tidied.cells) report.file('TIDIED', { column, row, value: shownValue(text), detail: readAs });
  if (blanks.runs > 0) report.file('BLANK_ROW', { row: blanks.first, ...(blanks.runs > 1 ? { detail: String(blanks.runs) } : {}) });
  if (lastRow === 65_536 || lastRow === 1_048_576) report.file('ROW_LIMIT_SUSPECT', { row: lastRow });
}

function reportDates(dates: DateReading, report: FaultReporter): void {
  const { question, reread, foundMonthFirst } = dates;
  if (question) {
    const { dayFirst = 0, monthFirst = 0 } = writtenDate(question.text, true) ?? {};
    report.file('DATE_ORDER_UNKNOWN', { row: question.row, value: question.text, detail: `${dateInWords(dayFirst)} or ${dateInWords(monthFirst)}` });
  }
  // Whoever reads a file once only must not take it for accepted.
  if (reread) report.file('DATE_ORDER_REREAD', { row: reread.monthFirst.row, value: reread.monthFirst.text });
  if (foundMonthFirst) report.file('DATE_ORDER_FOUND', { row: foundMonthFirst.row, value: foundMonthFirst.text });
}
