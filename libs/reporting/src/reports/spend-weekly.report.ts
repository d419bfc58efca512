import { type Report } from './report.model.js';
import { weeklyReport } from './weekly.report.js';

const DOMAINS = ['spend'] as const;

/** Spend of a week alone, for finance: the spend of the weekly report, without the rest. */
export const spendWeeklyReport: Report = {
  ...weeklyReport,
  kind: 'spend-weekly',
  title: 'Weekly spend report',
  domains: DOMAINS,
  bases: { domains: DOMAINS, ...(weeklyReport.bases.spend === undefined ? {} : { spend: weeklyReport.bases.spend }) },
};
