/** Capital and revenue are two control totals with two sets of rules: never netted, never added. */
export const SPEND_KINDS = ['capital', 'revenue'] as const;
export type SpendKind = (typeof SPEND_KINDS)[number];

/**
 * The programme's budget lines, in the order in which every list shows them. `byCentre`: what is spent on the line is spent on a centre,
 * so that a ledger line of it without one waits in the unmatched queue; the others are spent by a trust, a board, a region or England.
 */
export const BUDGET_LINES = [
  { code: 'CDC_BUILDINGS_EQUIPMENT', name: 'CDC buildings and equipment', byCentre: true },
  { code: 'NEW_BUILD_RESERVE', name: 'New build reserve', byCentre: false },
  { code: 'CDC_RUNNING_COSTS', name: 'CDC running costs', byCentre: true },
  { code: 'ENDOSCOPY', name: 'Endoscopy', byCentre: false },
  { code: 'ACUTE_IMAGING', name: 'Acute imaging', byCentre: false },
  { code: 'LUNG_SCREENING', name: 'Lung screening', byCentre: false },
  { code: 'BREAST_SCREENING', name: 'Breast screening', byCentre: false },
  { code: 'WORKFORCE', name: 'Workforce', byCentre: false },
  { code: 'DIGITAL', name: 'Digital', byCentre: false },
] as const satisfies readonly { code: string; name: string; byCentre: boolean }[];
export type BudgetLine = (typeof BUDGET_LINES)[number]['code'];

export function budgetLine(code: string): (typeof BUDGET_LINES)[number] | undefined {
  return BUDGET_LINES.find((line) => line.code === code);
}

/**
 * Whether a posted line can be compared with a plan: it names its kind, its budget line, and the centre where the line is spent by centre.
 * What is not matched waits in spend-monitor's queue and stands in one row of every report.
 */
export function isMatchedSpend(posted: { readonly cdcCode: string | null; readonly kind: string | null; readonly line: string | null }): boolean {
  if (posted.kind === null || posted.line === null) return false;
  return posted.cdcCode !== null || budgetLine(posted.line)?.byCentre === false;
}
