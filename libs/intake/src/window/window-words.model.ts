import { dayNumber, isIsoMonth, regionName } from '@cdc/contracts';

const DAY_MS = 86_400_000;
const MOST_NAMED = 4;

const dates = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const months = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const daysInLondon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' });
const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "the week ending 30 October 2022" or "October 2022". */
export function periodWords(period: string): string {
  return isIsoMonth(period) ? months.format(dayNumber(`${period}-01`) * DAY_MS) : `the week ending ${dates.format(dayNumber(period) * DAY_MS)}`;
}

/** "11 November 2022": the date in England of an instant. */
export function dayWords(instant: Date): string {
  return daysInLondon.format(instant);
}

/** "London: the week ending 30 October 2022 and the week ending 6 November 2022", or how many more there are. */
export function returnsWords(returns: readonly { readonly unit: string; readonly period: string }[]): string {
  const named = returns.slice(0, MOST_NAMED).map(({ unit, period }) => `${regionName(unit) ?? unit}, ${periodWords(period)}`);
  const more = returns.length - named.length;
  return listed.format(more > 0 ? [...named, `${more.toLocaleString('en-GB')} more`] : named);
}
