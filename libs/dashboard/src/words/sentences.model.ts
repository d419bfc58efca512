import { type EditionKind, type SpendKind } from '@cdc/contracts';
import { counted, formatCount, formatDate, formatMonth, formatPercent } from './format.model.js';
import { formatMoney } from './money.model.js';

/** Plan and actual of one organisation. `variance` compares only what has both, so it is not `actual` minus `plan`. */
export interface Measured {
  readonly plan: number | null;
  readonly actual: number | null;
  readonly actualWithoutPlan: number;
  readonly variance: number | null;
}

/** "week ending 4 August 2024" or "August 2024". */
export function periodName(kind: EditionKind, period: string): string {
  return kind === 'monthly' ? formatMonth(period) : `week ending ${formatDate(period)}`;
}

/** "1,200 (2%) under the plan of 63,600", "as planned (63,600)", "There was no plan to compare with". */
export function againstPlan({ plan, variance }: Measured): string {
  if (plan === null || variance === null) return 'no plan to compare with';
  if (variance === 0) return `as planned (${formatCount(plan)})`;
  const share = formatPercent(variance, plan);
  return `${formatCount(Math.abs(variance))}${share === null ? '' : ` (${share})`} ${variance < 0 ? 'under' : 'over'} the plan of ${formatCount(plan)}`;
}

/** What a report is called. */
export const REPORT_NAMES: Readonly<Record<EditionKind, string>> = { weekly: 'weekly report', monthly: 'monthly report', 'spend-weekly': 'weekly spend report' };

function inPeriod(kind: EditionKind, period: string): string {
  return kind === 'monthly' ? periodName(kind, period) : `the ${periodName(kind, period)}`;
}

/** "England spent £2.1m of capital and £3.4m of revenue in the week ending …". Amounts in pence; what was not posted is left out. */
export function spendLede(
  organisation: string,
  kind: EditionKind,
  period: string,
  figures: readonly { readonly kind: SpendKind; readonly actual: number | null }[],
): string {
  const posted = figures.flatMap(({ kind: money, actual }) => (actual === null ? [] : [`${formatMoney(actual)} of ${money}`]));
  const when = inPeriod(kind, period);
  return posted.length === 0 ? `No ledger of ${organisation} has been posted for ${when}.` : `${organisation} spent ${joined(posted)} in ${when}.`;
}

/** "England carried out 62,400 of the 15 DM01 tests in …" and how that compares. */
export function editionLede(organisation: string, kind: EditionKind, period: string, total: Measured | undefined): string {
  const when = inPeriod(kind, period);
  if (!total || total.actual === null) return `${organisation} has reported no DM01 tests for ${when}.`;
  const tests = `${organisation} carried out ${counted(total.actual, 'DM01 test', 'DM01 tests')} in ${when}`;
  return total.plan === null ? `${tests}. There is no plan to compare with.` : `${tests}, ${againstPlan(total)}.`;
}

/** "All 170 centres have reported." "20 of 170 centres have not reported." */
export function coverage(reported: number, expected: number): string {
  const missing = expected - reported;
  if (expected === 0) return 'No centre was expected to report.';
  if (missing === 0) return expected === 1 ? 'The 1 centre expected has reported.' : `All ${formatCount(expected)} centres have reported.`;
  if (reported === 0) return expected === 1 ? 'The 1 centre expected has not reported.' : `None of ${formatCount(expected)} centres has reported.`;
  return `${formatCount(missing)} of ${formatCount(expected)} centres ${missing === 1 ? 'has' : 'have'} not reported.`;
}

/** @param newest when the first file of the page was sent; null where there is none */
export function olderFilesLede(newest: string | null): string {
  return newest === null ? 'No older files.' : `Older files, from ${newest}.`;
}

/** What a region needs to know first about its files. `month` is the month that `acceptedThisMonth` counts. */
export function submissionsLede(filesToFix: number, acceptedThisMonth: number, month: string): string {
  const first =
    filesToFix === 0
      ? 'No file is waiting for a correction.'
      : `${counted(filesToFix, 'file needs', 'files need')} a correction before ${filesToFix === 1 ? 'it is' : 'they are'} used.`;
  const accepted =
    acceptedThisMonth === 0
      ? `No file has been accepted in ${formatMonth(month)}.`
      : `${counted(acceptedThisMonth, 'file was', 'files were')} accepted in ${formatMonth(month)}.`;
  return `${first} ${accepted}`;
}

/** "We found 46 problems in 1,250 rows. They have 4 causes." */
export function rejectionSummary(errors: number, causes: number, rowsRead: number): string {
  const where = rowsRead === 0 ? 'the file' : counted(rowsRead, 'row', 'rows');
  const found = `We found ${counted(errors, 'problem', 'problems')} in ${where}.`;
  const why = errors <= 1 ? '' : ` They have ${counted(causes, 'cause', 'causes')}.`;
  return `${found}${why} Nothing from this file is in any figure.`;
}

/** "1,250 rows were read: 1,000 are new, 200 change a figure and 50 say what we had." */
export function acceptanceSummary(counts: { readonly read: number; readonly new: number; readonly changed: number; readonly unchanged: number }): string {
  const parts = [
    counts.new > 0 ? `${formatCount(counts.new)} new` : null,
    counts.changed > 0 ? `${formatCount(counts.changed)} changed` : null,
    counts.unchanged > 0 ? `${formatCount(counts.unchanged)} the same as before` : null,
  ].filter((part) => part !== null);
  const read = counted(counts.read, 'row was read', 'rows were read');
  return parts.length === 0 ? `${read}.` : `${read}: ${joined(parts)}.`;
}

/** "a", "a and b", "a, b and c". */
export function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** "23 cells, column test, rows 48 to 611". */
export function whereInFile(count: number, columns: readonly string[], firstRow: number | null, lastRow: number | null): string {
  if (firstRow === null && columns.length > 0) return `${columns.length === 1 ? 'column' : 'columns'} ${joined(columns)}`;
  const places = [columns.length > 0 ? counted(count, 'cell', 'cells') : firstRow === null ? counted(count, 'place', 'places') : counted(count, 'row', 'rows')];
  if (columns.length > 0) places.push(`${columns.length === 1 ? 'column' : 'columns'} ${joined(columns)}`);
  if (firstRow !== null && lastRow !== null) {
    places.push(firstRow === lastRow ? `row ${formatCount(firstRow)}` : `rows ${formatCount(firstRow)} to ${formatCount(lastRow)}`);
  }
  return places.join(', ');
}
