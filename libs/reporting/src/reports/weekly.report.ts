import { ACTIVITY_BASES, dayNumber, isIsoDate, isoDate, monthOf, plannedInWeek, weekEnding } from '@cdc/contracts';
import { periodInFuture, periodNotADate, periodNotASunday } from './period.errors.js';
import { DOMAINS, INSTALLATION_BASES, type Report } from './report.model.js';

/** Activity of a week, Monday to Sunday, named by its Sunday. */
export const weeklyReport: Report = {
  kind: 'weekly',
  title: 'Weekly report',
  domains: DOMAINS,
  periodKind: 'week',
  wholeGrain: 'weekly',
  otherGrain: 'monthly',
  bases: {
    domains: DOMAINS,
    activity: ACTIVITY_BASES,
    actual: 'daily returns of the seven days, else the weekly return; never a part of a month',
    plan: 'monthly plan spread over days by cumulative rounding',
    dm01: 'whole providers as published in DM01, shown beside activity and never added to it',
    ...INSTALLATION_BASES,
    spend: 'posted in ledgers, by the date of each line, without accruals and commitments; plan spread over days by cumulative rounding; whole pence',
  },
  assertPeriod(period, today) {
    if (!isIsoDate(period)) throw periodNotADate(period);
    const sunday = weekEnding(dayNumber(period));
    if (isoDate(sunday) !== period) throw periodNotASunday(period, isoDate(sunday - 7), isoDate(sunday));
    if (isoDate(sunday - 6) > today) throw periodInFuture(period, today);
  },
  days: (period) => ({ first: isoDate(dayNumber(period) - 6), last: period }),
  periodsBetween(from, to) {
    const periods: string[] = [];
    for (let sunday = dayNumber(from); sunday <= dayNumber(to); sunday += 7) periods.push(isoDate(sunday));
    return periods;
  },
  planMonths: (period) => [...new Set([monthOf(dayNumber(period) - 6), monthOf(dayNumber(period))])],
  planOf: (period, plannedInMonth) => plannedInWeek(plannedInMonth, dayNumber(period)),
  otherPeriods: (period) => ({ from: period.slice(0, 7), to: period.slice(0, 7) }),
  dm01Month: (period, loaded) =>
    loaded
      .filter((month) => month <= period.slice(0, 7))
      .toSorted()
      .at(-1) ?? null,
};
