/** A code and the number that stands for it in rows. */
export interface CodeEntry {
  readonly code: string;
  /** Whole, 0 or more, stable as long as the caller needs it. */
  readonly number: number;
  /** For messages. */
  readonly name?: string;
  readonly aliases?: readonly string[];
}

/** Looks codes up. Case and surrounding spaces do not matter. */
export interface CodeList {
  readonly size: number;
  /** The number of the code in these bytes, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number;
  findText(text: string): number;
  codeOf(number: number): string | undefined;
  nameOf(number: number): string | undefined;
  /** The nearest code, when it is near enough to offer, or null. */
  suggest(text: string): string | null;
}

/** @throws RangeError when two entries share a spelling or a number */
export function createCodeList(entries: Iterable<CodeEntry>): CodeList {
  throw new RangeError(`not built for ${[...entries].length} entries`);
}

/** A list that takes any code and numbers codes from 0 in order of appearance, for checks without the register of centres. */
export function createOpenCodeList(): CodeList {
  return createCodeList([]);
}
