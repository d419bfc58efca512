import { type FeedWindow } from '@cdc/contracts';
import { monthlyReport } from '../reports/monthly.report.js';
import { type PeriodDays } from '../reports/report.model.js';
import { weeklyReport } from '../reports/weekly.report.js';

/** The days of a week, named by its Sunday, or of a month, as reports count them. */
export function periodDays(grain: FeedWindow['grain'], period: string): PeriodDays {
  return (grain === 'week' ? weeklyReport : monthlyReport).days(period);
}
