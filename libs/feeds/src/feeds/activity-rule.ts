import { isoDate, monthDays, monthOf, weekday, weekEnding } from '@cdc/contracts';
import { dateInWords } from '../columns/date-in-words.js';
import { ABSENT, type CheckContext, type ReportCell, type Row, type RowRule } from './feed.model.js';

/** Columns of every feed that names a centre: the centre first, its date or month second. */
const CENTRE = 0;
const PERIOD = 1;
const SUNDAY = 6;

/** The rules of a return of activity: the sender's own centre, open then, in the past, weeks ending on Sundays. */
export function activityRule(period: string): RowRule {
  const weekly = period === 'week_ending';
  const monthly = period === 'month';
  return (row, context, report) => {
    const first = row.number(PERIOD);
    if (!(first > ABSENT)) {
      checkScope(row, context, report);
      return;
    }
    if (weekly && weekday(first) !== SUNDAY) reportWeek(first, report);
    else if (first > context.today) report(PERIOD, 'FUTURE_DATE');
    if (!checkScope(row, context, report)) return;
    if (monthly) checkOpen(row, first, lastOfMonth(first), context, report);
    else checkOpen(row, weekly ? first - 6 : first, first, context, report);
  };
}

/** Whether the centre is known and the sender's own. */
export function checkScope(row: Row, context: CheckContext, report: ReportCell): boolean {
  const centre = row.number(CENTRE);
  if (!(centre >= 0) || !context.centres) return false;
  if (context.centres.inScope(centre)) return true;
  report(CENTRE, 'FORBIDDEN_SITE');
  return false;
}

/** A period is refused when all of it lies before the opening or after the closing of the centre. */
function checkOpen(row: Row, first: number, last: number, context: CheckContext, report: ReportCell): void {
  const centre = row.number(CENTRE);
  const opened = context.centres?.openedDay(centre) ?? ABSENT;
  const closed = context.centres?.closedDay(centre) ?? ABSENT;
  if (opened !== ABSENT && last < opened) report(PERIOD, 'SITE_NOT_OPEN', dateInWords(opened));
  if (closed !== ABSENT && first > closed) report(PERIOD, 'SITE_CLOSED', dateInWords(closed));
}

function lastOfMonth(first: number): number {
  return monthDays(monthOf(first)).last;
}

function reportWeek(day: number, report: ReportCell): void {
  const next = weekEnding(day);
  const sundays = `The nearest Sundays are ${dateInWords(next - 7)} and ${dateInWords(next)}`;
  report(PERIOD, 'WEEK_ENDING', `${sundays}; it lies in the week that ends on the second.`, isoDate(next));
}
