import { type EditionKind } from '@cdc/contracts';
import { monthlyReport } from './monthly.report.js';
import { type Report } from './report.model.js';
import { spendWeeklyReport } from './spend-weekly.report.js';
import { weeklyReport } from './weekly.report.js';

/** Every report. A new one is a file and a line here. */
export const REPORTS: readonly Report[] = [weeklyReport, monthlyReport, spendWeeklyReport];

/** @throws RangeError for a kind without a report */
export function reportOf(kind: EditionKind): Report {
  const report = REPORTS.find((one) => one.kind === kind);
  if (!report) throw new RangeError(`no report of kind ${kind}`);
  return report;
}
