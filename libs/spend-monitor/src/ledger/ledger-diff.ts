import { isoDate } from '@cdc/contracts';
import { cellChanges, droppedCell, pounds, type CellChange, type Diff } from '@cdc/intake';
import { type LineIdentity } from './ledger-lines.model.js';
import { type IdentifiedLine } from './line-fingerprints.js';

/** A line of the ledger that stood before. */
export type StoodLine = LineIdentity & { readonly date: string; readonly amountPence: number };

const COLUMNS = { date: 'date', amount: 'amount' } as const;
const keyOf = ({ fingerprint, occurrence }: LineIdentity): string => `${fingerprint} ${occurrence}`;

/**
 * What a ledger changes and leaves out of the one before it. A line under the reference of one that went is that line, changed. Suppliers are
 * not named: more people may read a diff than a ledger.
 */
export function ledgerDiff(before: readonly StoodLine[], stated: readonly IdentifiedLine[]): Diff {
  const statedKeys = new Set(stated.map(keyOf));
  const beforeKeys = new Set(before.map(keyOf));
  const gone = new Map<string | null, StoodLine[]>();
  for (const line of before) if (!statedKeys.has(keyOf(line))) gone.set(line.reference, [...(gone.get(line.reference) ?? []), line]);
  const changes: CellChange[] = [];
  for (const line of stated) {
    const { reference } = line;
    const former = reference === null || beforeKeys.has(keyOf(line)) ? undefined : gone.get(reference)?.shift();
    if (former && reference !== null) changes.push(...cellChanges({ row: line.rowNumber, key: { reference } }, shown(former), shown({ ...line, date: isoDate(line.day) }), COLUMNS));
  }
  const left = [...gone.values()].flat();
  return { changes: [...changes, ...left.map((line) => droppedCell({ reference: line.reference ?? '', date: line.date }, 'amount', pounds(line.amountPence)))], dropped: left.length };
}

function shown({ date, amountPence }: Pick<StoodLine, 'date' | 'amountPence'>) {
  return { date, amount: pounds(amountPence) };
}
