import { type ChangeItem, type DiffItem } from '../../platform-api/confirmation-item.js';
import { formatCount } from '../../words/format.model.js';

export interface ChangeLine {
  readonly row: string;
  readonly what: string;
  readonly column: string;
  readonly before: string;
  readonly now: string;
  readonly percent: string;
}

export interface ChangesView {
  readonly summary: string;
  readonly lines: readonly ChangeLine[];
  /** Set when there are more than the page lists. */
  readonly more: string | null;
}

const MINUS = '\u2212';

/** What a file does to what stood before, as a page shows it; null where nothing stood before. */
export function changesView({ totals, items, next }: DiffItem): ChangesView | null {
  const before = totals.changed + totals.unchanged + totals.dropped;
  if (before === 0) return null;
  const parts = [
    `${formatCount(totals.new)} new`,
    `${formatCount(totals.changed)} changed`,
    `${formatCount(totals.unchanged)} unchanged`,
    ...(totals.dropped > 0 ? [`${formatCount(totals.dropped)} no longer there`] : []),
  ];
  const nothing = totals.new + totals.changed + totals.dropped === 0;
  return {
    summary: nothing ? `Nothing changes: all ${formatCount(totals.unchanged)} rows say what was there before.` : `Rows: ${parts.join(', ')}.`,
    lines: items.map(changeLine),
    more: next === null ? null : `These are the first ${formatCount(items.length)} values. The rest is in the service's interface.`,
  };
}

function changeLine({ kind, row, key, column, old, new: now, percent }: ChangeItem): ChangeLine {
  return {
    row: row === null ? 'Not in the file' : String(row),
    what: Object.values(key).filter(Boolean).join(', '),
    column: column ?? '',
    before: shown(old),
    now: kind === 'dropped' ? 'Gone' : shown(now),
    percent: percent === null ? '' : `${percent < 0 ? MINUS : percent > 0 ? '+' : ''}${Math.abs(percent)}%`,
  };
}

function shown(value: ChangeItem['old']): string {
  if (value === null || value === '') return 'Empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? (Number.isInteger(value) ? formatCount(value) : value.toLocaleString('en-GB', { minimumFractionDigits: 2 })) : value;
}
