import { createHash } from 'node:crypto';
import { type LedgerRow } from '@cdc/feeds';

/** What tells a line from others of its ledger. */
export interface LineIdentity {
  readonly fingerprint: string;
  /** 1 for the first of several lines that are the same in every column. */
  readonly occurrence: number;
  readonly reference: string | null;
}

export type IdentifiedLine = LedgerRow & LineIdentity;

export interface LineCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** The lines of one ledger with their fingerprints. Entity and month are no part of it: it is compared within one ledger only. */
export function identified(rows: readonly LedgerRow[]): IdentifiedLine[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const fingerprint = fingerprintOf(row);
    const occurrence = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, occurrence);
    return { ...row, fingerprint, occurrence };
  });
}

function fingerprintOf({ day, amountPence, expenseType, expenseArea, supplier, reference, kind, cdcCode, line }: LedgerRow): string {
  const said = JSON.stringify([day, amountPence, expenseType, expenseArea, supplier, reference, kind, cdcCode, line]);
  return createHash('sha256').update(said).digest('hex').slice(0, 32);
}

const keyOf = ({ fingerprint, occurrence }: LineIdentity): string => `${fingerprint} ${occurrence}`;

/**
 * Compares a ledger with the one before it. Unchanged: the same line, as often as before. Changed: another line under the reference of a
 * line that went. New: the rest.
 */
export function lineCounts(before: readonly LineIdentity[], stated: readonly LineIdentity[]): LineCounts {
  const statedKeys = new Set(stated.map(keyOf));
  const beforeKeys = new Set(before.map(keyOf));
  const gone = new Map<string, number>();
  for (const line of before) {
    if (!statedKeys.has(keyOf(line)) && line.reference !== null) gone.set(line.reference, (gone.get(line.reference) ?? 0) + 1);
  }
  let changed = 0;
  const other = stated.filter((line) => !beforeKeys.has(keyOf(line)));
  for (const { reference } of other) {
    const left = reference === null ? 0 : (gone.get(reference) ?? 0);
    if (reference === null || left === 0) continue;
    gone.set(reference, left - 1);
    changed++;
  }
  return { new: other.length - changed, changed, unchanged: stated.length - other.length };
}

/** Whether a ledger says exactly what the one before it said, in whatever order. */
export function saysTheSame(before: readonly LineIdentity[], { unchanged, ...counts }: LineCounts): boolean {
  return counts.new === 0 && counts.changed === 0 && unchanged === before.length;
}
