import { dayNumber, financialYearMonths, isoDate, monthsTouched, weekEnding } from '@cdc/contracts';
import { type Report } from '../reports/report.model.js';

/** What of plans, ledgers and forecasts a report of spend looks at. Months are ISO. */
export interface SpendWindow {
  /** Day numbers of the period, and from the start of the year to its end. */
  readonly first: number;
  readonly last: number;
  readonly toDateFirst: number;
  /** Months that the period's days touch, and those of the days to date. */
  readonly months: readonly string[];
  readonly monthsToDate: readonly string[];
  /** The twelve months of the financial year; the month that holds the last day. */
  readonly year: readonly string[];
  readonly month: string;
  /** Months of the year whose ledgers stand for them in the outturn; the rest is forecast. */
  readonly ended: readonly string[];
  readonly remaining: readonly string[];
  isInPeriod(posted: { readonly month: string; readonly weekEnding: string }): boolean;
  isToDate(posted: { readonly month: string; readonly weekEnding: string }): boolean;
}

/** A month counts by ledger month, a week by the lines' dates. A week belongs to the financial year of its Sunday. */
export function spendWindow(report: Pick<Report, 'periodKind' | 'days'>, period: string): SpendWindow {
  const days = report.days(period);
  const [first, last] = [dayNumber(days.first), dayNumber(days.last)];
  const year = financialYearMonths(days.last);
  const month = days.last.slice(0, 7);
  const yearStart = dayNumber(`${year[0]}-01`);
  const weekly = report.periodKind === 'week';
  const firstSunday = weekEnding(yearStart);
  const toDateFirst = weekly ? firstSunday - 6 : yearStart;
  const ended = year.filter((one) => (weekly ? one < month : one <= month));
  const firstWeek = isoDate(firstSunday);
  return {
    first,
    last,
    toDateFirst,
    months: monthsTouched(first, last),
    monthsToDate: monthsTouched(toDateFirst, last),
    year,
    month,
    ended,
    remaining: year.filter((one) => !ended.includes(one)),
    isInPeriod: weekly ? ({ weekEnding: week }) => week === period : (posted) => posted.month === period,
    isToDate: weekly
      ? ({ weekEnding: week }) => week >= firstWeek && week <= period
      : (posted) => ended.includes(posted.month),
  };
}
