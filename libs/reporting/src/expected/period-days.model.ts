import { lastEndedPeriod, type FeedWindow } from '@cdc/contracts';
import { monthlyReport } from '../reports/monthly.report.js';
import { type PeriodDays } from '../reports/report.model.js';
import { weeklyReport } from '../reports/weekly.report.js';

/** The days of a week, named by its Sunday, or of a month, as reports count them. */
export function periodDays(grain: FeedWindow['grain'], period: string): PeriodDays {
  return (grain === 'week' ? weeklyReport : monthlyReport).days(period);
}

/** The last periods that have ended on a plain date, newest first. */
export function lastPeriods({ grain }: Pick<FeedWindow, 'grain'>, today: string, count: number): readonly string[] {
  const periods = [lastEndedPeriod(grain, today)];
  while (periods.length < count) {
    const newest = periods.at(-1) ?? today;
    // Any day of a period has the period before it as the last that had ended.
    periods.push(lastEndedPeriod(grain, grain === 'week' ? newest : `${newest}-15`));
  }
  return periods;
}
