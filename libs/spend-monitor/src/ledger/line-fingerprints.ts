import { createHash } from 'node:crypto';
import { type LedgerRow } from '@cdc/feeds';
import { type LineIdentity } from './ledger-lines.model.js';

export type IdentifiedLine = LedgerRow & LineIdentity;

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
