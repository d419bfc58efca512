/** What tells a line from others of its ledger. */
export interface LineIdentity {
  readonly fingerprint: string;
  /** 1 for the first of several lines that are the same in every column. */
  readonly occurrence: number;
  readonly reference: string | null;
}

export interface LineCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
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
