import { type SubmissionStatus } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';
import { percentChange, type CellChange } from '../change/change.model.js';
import { type Decision } from '../submission/decision.model.js';

const SHOWN = 1_000;

/** What a submission of the file would be answered, and what it would do. */
export interface DryRunAnswer {
  readonly status: SubmissionStatus;
  readonly layout: string | null;
  readonly counts: Pick<Decision, 'read' | 'new' | 'changed' | 'unchanged' | 'errors' | 'warnings'>;
  readonly totals: Readonly<Record<string, number>>;
  readonly errors: readonly ErrorItem[];
  readonly supersedes: readonly string[];
  readonly diff: Pick<Decision, 'new' | 'changed' | 'unchanged' | 'dropped'> & {
    /** The first thousand changed and dropped values. */
    readonly items: readonly (CellChange & { readonly percent: number | null })[];
    /** How many there are; more than `items` when the list is cut short. */
    readonly kept: number;
  };
}

export function dryRunAnswer({ status, layout, totals, supersedes, ...counts }: Decision, errors: readonly ErrorItem[], changes: readonly CellChange[]): DryRunAnswer {
  const { read, dropped, errors: faults, warnings } = counts;
  const rows = { new: counts.new, changed: counts.changed, unchanged: counts.unchanged };
  return {
    status,
    layout,
    counts: { read, ...rows, errors: faults, warnings },
    totals,
    errors,
    supersedes,
    diff: { ...rows, dropped, items: changes.slice(0, SHOWN).map((change) => ({ ...change, percent: percentChange(change.old, change.new) })), kept: changes.length },
  };
}
