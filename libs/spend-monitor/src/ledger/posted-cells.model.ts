import { dayNumber, isoDate, weekEnding, type PostedCell, type SpendKind } from '@cdc/contracts';

/** What was posted on one day for one centre (or none), kind and line. */
export interface PostedDay {
  readonly cdcCode: string | null;
  readonly kind: SpendKind | null;
  readonly line: string | null;
  /** ISO date. */
  readonly date: string;
  readonly amountPence: number;
  readonly lines: number;
}

/** The days of a ledger added up to weeks, in a fixed order. @throws RangeError when a sum is more than a whole number can hold */
export function postedCells(days: readonly PostedDay[]): PostedCell[] {
  const cells = new Map<string, PostedCell>();
  for (const { date, ...day } of days) {
    const week = isoDate(weekEnding(dayNumber(date)));
    const key = JSON.stringify([day.cdcCode, day.kind, day.line, week]);
    const cell = cells.get(key);
    const amountPence = (cell?.amountPence ?? 0) + day.amountPence;
    if (!Number.isSafeInteger(amountPence)) throw new RangeError(`the week that ends on ${week} adds up to more pence than can be held`);
    cells.set(key, { ...day, weekEnding: week, amountPence, lines: (cell?.lines ?? 0) + day.lines });
  }
  return [...cells].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
}
