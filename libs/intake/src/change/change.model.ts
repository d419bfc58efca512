/** Most changed and dropped values that are kept of a file; the counts are always whole. */
export const MAX_CHANGES_KEPT = 10_000;

/** A value as the file's column holds it: money in pounds, dates ISO. Null is empty. */
export type CellValue = string | number | boolean | null;

/** Where a value stands: the row of the file, or null for what the file leaves out, and the columns that name it. */
export interface CellPlace {
  readonly row: number | null;
  readonly key: Readonly<Record<string, string>>;
}

/** One value that is not as it was. Of what a file leaves out, `column` is null or the column that counted, and `new` is null. */
export interface CellChange extends CellPlace {
  readonly kind: 'changed' | 'dropped';
  readonly column: string | null;
  readonly old: CellValue;
  readonly new: CellValue;
}

/** What a file does to what stood before. New values are counted only. */
export interface Diff {
  /** All of them, or the first {@link MAX_CHANGES_KEPT}, in the order of the file. */
  readonly changes: readonly CellChange[];
  /** Rows, or whole values of them, that stood before and that the file leaves out. */
  readonly dropped: number;
}

export const NO_DIFF: Diff = { changes: [], dropped: 0 };

/** A fact of an object whose value a diff can show. */
type ShownFact<Facts> = { [Fact in keyof Facts]: Facts[Fact] extends CellValue | undefined ? Fact : never }[keyof Facts];

/** Names the column of each fact that is compared. */
export type FactColumns<Facts> = Partial<Record<ShownFact<Facts>, string>>;

/** The facts of one row that are not as they were. Nothing stood before: no change, for new values are counted only. */
export function cellChanges<Facts extends object>(place: CellPlace, before: Facts | undefined, after: Facts, columns: FactColumns<Facts>): CellChange[] {
  if (before === undefined) return [];
  return (Object.entries(columns) as [keyof Facts, string][]).flatMap(([fact, column]) => {
    const [old, now] = [before[fact] as CellValue, after[fact] as CellValue];
    return old === now ? [] : [{ ...place, kind: 'changed' as const, column, old, new: now }];
  });
}

export function droppedCell(key: CellPlace['key'], column: string | null = null, old: CellValue = null): CellChange {
  return { row: null, key, kind: 'dropped', column, old, new: null };
}

/** By how much a number changed, in percent of the old one with one decimal; null for what is no number, and from 0. */
export function percentChange(old: CellValue, now: CellValue): number | null {
  if (typeof old !== 'number' || typeof now !== 'number' || old === 0) return null;
  return Math.round(((now - old) / Math.abs(old)) * 1000) / 10;
}

/** Whole pence in pounds, as files write them. */
export function pounds(pence: number | null): number | null {
  return pence === null ? null : pence / 100;
}
