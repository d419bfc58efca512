import { type EditionKind } from './edition-content.js';
import { addDays, datesOfMonth, datesOfWeek, daysInMonth, financialYearOf, sundayOf } from './plain-dates.js';

/** A run of days of one month. */
export interface DayRange {
  readonly month: string;
  readonly from: number;
  readonly to: number;
}

/** A posted line lies in a week by its date and in a month by its ledger. */
export interface PostingTime {
  readonly month: string;
  readonly weekEnding: string;
}

/** What a weekly or monthly period means for spend. */
export interface SpendPeriod {
  readonly firstDay: string;
  readonly lastDay: string;
  /** Month of the last day. */
  readonly month: string;
  /** The months of its financial year, and those of them that have ended and that remain. */
  readonly year: readonly string[];
  readonly ended: readonly string[];
  readonly remaining: readonly string[];
  /** The days of the period, and those from the start of the year's first period to its end, by month. */
  readonly days: readonly DayRange[];
  readonly daysToDate: readonly DayRange[];
  readonly holds: (posting: PostingTime) => boolean;
  readonly holdsToDate: (posting: PostingTime) => boolean;
}

function rangesBetween(firstDay: string, lastDay: string): DayRange[] {
  const ranges: DayRange[] = [];
  for (let day = firstDay; day <= lastDay; ) {
    const month = day.slice(0, 7);
    const monthEnd = `${month}-${daysInMonth(month)}`;
    const end = monthEnd < lastDay ? monthEnd : lastDay;
    ranges.push({ month, from: Number(day.slice(8)), to: Number(end.slice(8)) });
    day = addDays(end, 1);
  }
  return ranges;
}

/** @param period the Sunday of a week, or a month */
export function spendPeriod(kind: EditionKind, period: string): SpendPeriod {
  const isMonth = kind === 'monthly';
  const [firstDay = ''] = isMonth ? datesOfMonth(period) : datesOfWeek(period);
  const lastDay = isMonth ? `${period}-${daysInMonth(period)}` : period;
  const month = lastDay.slice(0, 7);
  const year = financialYearOf(month);
  const april = `${year[0]}-01`;
  const ended = year.filter((one) => (isMonth ? one <= month : one < month));
  return {
    firstDay,
    lastDay,
    month,
    year,
    ended,
    remaining: year.filter((one) => !ended.includes(one)),
    days: rangesBetween(firstDay, lastDay),
    // The year's first week ends on its first Sunday and may begin in March.
    daysToDate: rangesBetween(isMonth ? april : addDays(sundayOf(april), -6), lastDay),
    holds: (posting) => (isMonth ? posting.month === period : posting.weekEnding === period),
    holdsToDate: (posting) => (isMonth ? ended.includes(posting.month) : posting.weekEnding >= april && posting.weekEnding <= period),
  };
}
