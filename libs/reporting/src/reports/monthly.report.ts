import { ACTIVITY_BASES, isIsoMonth, isoDate, monthDays, monthOf } from '@cdc/contracts';
import { periodInFuture, periodNotAMonth } from './period.errors.js';
import { DOMAINS, INSTALLATION_BASES, type Report } from './report.model.js';

/** Activity of a calendar month. */
export const monthlyReport: Report = {
  kind: 'monthly',
  title: 'Monthly report',
  domains: DOMAINS,
  periodKind: 'month',
  wholeGrain: 'monthly',
  otherGrain: 'weekly',
  bases: {
    domains: DOMAINS,
    activity: ACTIVITY_BASES,
    actual: 'daily returns of the month, else the monthly return; never a sum of weeks',
    plan: 'monthly plan',
    dm01: 'whole providers as published in DM01, shown beside activity and never added to it',
    ...INSTALLATION_BASES,
    spend: 'posted in ledgers, by ledger month, without accruals and commitments; whole pence',
  },
  assertPeriod(period, today) {
    if (!isIsoMonth(period)) throw periodNotAMonth(period);
    if (period > today.slice(0, 7)) throw periodInFuture(period, today);
  },
  days(period) {
    const { first, last } = monthDays(period);
    return { first: isoDate(first), last: isoDate(last) };
  },
  periodsBetween(from, to) {
    const periods: string[] = [];
    for (let month = from; month <= to; month = monthOf(monthDays(month).last + 1)) periods.push(month);
    return periods;
  },
  planMonths: (period) => [period],
  planOf: (period, plannedInMonth) => plannedInMonth(period),
  // A week belongs to the month that holds its Sunday.
  otherPeriods: (period) => ({ from: `${period}-01`, to: `${period}-31` }),
  dm01Month: (period, loaded) => (loaded.includes(period) ? period : null),
};
