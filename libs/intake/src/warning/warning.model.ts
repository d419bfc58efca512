import { CONFIRM_CODES, type ConfirmCode, type ErrorItem } from '@cdc/feeds';
import { type FeedName } from '@cdc/contracts';
import { type CellChange, type Diff } from '../change/change.model.js';

/** Lists of which one column that changes in many rows is more likely a slip than news. */
const LISTS: ReadonlySet<FeedName> = new Set(['cdc-register', 'organisations', 'estate', 'machines', 'offered-tests']);
/** A column changed in this many rows, and in this share of the rows that stood before, is a mass change. */
const MASS_ROWS = 10;
const MASS_SHARE = 0.2;
/** As much for what a file leaves out. */
const DROPPED_ROWS = 5;
const DROPPED_SHARE = 0.2;

/** What a file did to what stood before, in rows. */
export interface Restatement {
  readonly changed: number;
  readonly unchanged: number;
  readonly diff: Diff;
}

/** A warning that holds the file back until its sender has given a reason. */
export function askWarning(code: ConfirmCode, words: { readonly message: string; readonly fix: string }, place: { readonly row?: number | null; readonly column?: string | null; readonly value?: string | null } = {}): ErrorItem {
  const { row = null, column = null, value = null } = place;
  return { severity: 'warning', row, column, cell: null, sheet: null, code, value, ...words, suggestion: null };
}

export function needsReason({ code }: Pick<ErrorItem, 'code'>): boolean {
  return CONFIRM_CODES.some((one) => one === code);
}

/** What a restatement of a list or of a whole gives reason to ask. */
export function restatementWarnings(feed: FeedName, { changed, unchanged, diff }: Restatement): ErrorItem[] {
  const before = changed + unchanged;
  return [...(LISTS.has(feed) ? massChanges(diff.changes, before) : []), ...dropped(diff.dropped, before + diff.dropped)];
}

/** Filling in what was not known is no change of mind, so only values that stood count. */
function massChanges(changes: readonly CellChange[], before: number): ErrorItem[] {
  const byColumn = new Map<string, CellChange[]>();
  for (const change of changes) {
    if (change.kind === 'changed' && change.column !== null && change.old !== null) listed(byColumn, change.column).push(change);
  }
  return [...byColumn].flatMap(([column, all]) => {
    if (all.length < MASS_ROWS || all.length < before * MASS_SHARE) return [];
    const [first] = all;
    return askWarning(
      'MASS_CHANGE',
      {
        message: `"${column}" changes in ${count(all.length)} of the ${count(before)} rows that were there before (${percent(all.length, before)})${first ? `, first from ${shown(first.old)} to ${shown(first.new)} for ${Object.values(first.key).join(', ')}` : ''}.`,
        fix: `Check that the column has not moved by a row, as happens when one column is sorted alone. Correct it, or tell us why so many changed.`,
      },
      { column, row: first?.row ?? null },
    );
  });
}

function dropped(gone: number, before: number): ErrorItem[] {
  if (gone < DROPPED_ROWS || gone < before * DROPPED_SHARE) return [];
  return [
    askWarning('DROPPED', {
      message: `${count(gone)} of the ${count(before)} rows that were there before (${percent(gone, before)}) are not in the file, and end with it.`,
      fix: 'Add what is missing, or tell us why it is gone.',
    }),
  ];
}

function shown(value: CellChange['old']): string {
  if (value === null) return 'empty';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : `"${value}"`;
}

const count = (rows: number): string => rows.toLocaleString('en-GB');
const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)}%`;

function listed(byColumn: Map<string, CellChange[]>, column: string): CellChange[] {
  const known = byColumn.get(column) ?? [];
  byColumn.set(column, known);
  return known;
}
