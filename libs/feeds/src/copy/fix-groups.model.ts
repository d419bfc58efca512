import { type SafeChange } from './safe-fix.model.js';

/** Changes that a sender agrees to at once. */
export interface FixGroup {
  /** Stable for the file: `UNKNOWN_TEST.test.USS`, `DATE_FORMAT.week_ending`. */
  readonly id: string;
  readonly code: SafeChange['code'];
  readonly column: string;
  /** How many cells are changed. */
  readonly count: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Each old text with its new one, the first {@link MOST_PAIRS}, in the order of the file. */
  readonly pairs: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  readonly sentence: string;
}

const MOST_PAIRS = 100;

/** A code has one right spelling, so each wrong one is a question of its own; dates of a column are one question. */
export function fixGroupId({ code, column, from, to }: SafeChange): string {
  return code === 'DATE_FORMAT' || to === '' ? `${code}.${column}` : `${code}.${column}.${from}`;
}

/** The groups, most cells first. */
export function fixGroups(changes: readonly SafeChange[]): FixGroup[] {
  const groups = new Map<string, SafeChange[]>();
  for (const change of changes) {
    const group = groups.get(fixGroupId(change));
    if (group) group.push(change);
    else groups.set(fixGroupId(change), [change]);
  }
  return [...groups].map(([id, found]) => groupOf(id, found)).sort((left, right) => right.count - left.count);
}

function groupOf(id: string, changes: readonly SafeChange[]): FixGroup {
  const [{ code, column }] = changes as [SafeChange];
  const pairs = new Map<string, { from: string; to: string; count: number }>();
  for (const { from, to } of changes) {
    const known = pairs.get(from);
    if (known) known.count++;
    else pairs.set(from, { from, to, count: 1 });
  }
  const rows = changes.map(({ row }) => row);
  return {
    id,
    code,
    column,
    count: changes.length,
    firstRow: rows.reduce((least, row) => Math.min(least, row), Infinity),
    lastRow: rows.reduce((most, row) => Math.max(most, row), 0),
    pairs: [...pairs.values()].slice(0, MOST_PAIRS),
    sentence: sentenceOf(changes, pairs.size),
  };
}

function sentenceOf(changes: readonly SafeChange[], differing: number): string {
  const [{ code, column, from, to }] = changes as [SafeChange];
  const rows = changes.length === 1 ? '1 row' : `all ${changes.length.toLocaleString('en-GB')} rows`;
  if (code === 'MISSING_COLUMN') return `Rename the column "${from}" to "${to}"`;
  if (to === '') return `Empty ${column} where it says that there is no value, in ${rows}`;
  if (differing === 1) return `Change ${from} to ${to} in ${rows}`;
  return `Write the dates in ${column} year first, in ${rows}`;
}
