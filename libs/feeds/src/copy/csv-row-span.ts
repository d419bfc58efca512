import { type TextEncoding } from './text-encoding.js';

/** Where one row stands in a buffer, quotation marks included. All places are in bytes. */
export interface CsvRowSpan {
  /** By cell: its first byte and the byte after its last. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Where the line end begins, and where the next row does. */
  readonly end: number;
  readonly next: number;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;

/**
 * Finds the row that starts at `from`, by the same rules as the check.
 * @returns null when more bytes are needed, `broken` where a quotation mark is not closed or text follows it
 */
export function csvRowAt(bytes: Uint8Array, from: number, final: boolean, { name, unitBytes }: TextEncoding, delimiter: string): CsvRowSpan | null | 'broken' {
  const stop = delimiter.charCodeAt(0);
  const limit = bytes.length - (bytes.length - from) % unitBytes;
  const low = name === 'utf-16be' ? 1 : 0;
  const unit = (at: number): number => (unitBytes === 1 ? (bytes[at] ?? 0) : ((bytes[at + 1 - low] ?? 0) << 8) | (bytes[at + low] ?? 0));
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = from; ; at += unitBytes) {
    starts.push(at);
    if (at < limit && unit(at) === QUOTE) {
      const close = closingQuote(unit, at + unitBytes, limit, unitBytes, final);
      if (close < 0) return final ? 'broken' : null;
      at = close + unitBytes;
      ends.push(at);
      while (at < limit && unit(at) === SPACE && stop !== SPACE) at += unitBytes;
      if (at < limit && ![stop, LF, CR].includes(unit(at))) return 'broken';
    } else {
      while (at < limit && unit(at) !== stop && unit(at) !== LF && unit(at) !== CR) at += unitBytes;
      ends.push(at);
    }
    if (at >= limit) return final ? { starts, ends, end: at, next: bytes.length } : null;
    if (unit(at) === stop) continue;
    const after = at + unitBytes;
    // A line feed may follow a carriage return in the bytes that are still to come.
    if (unit(at) === CR && after >= limit && !final) return null;
    return { starts, ends, end: at, next: unit(at) === CR && after < limit && unit(after) === LF ? after + unitBytes : after };
  }
}

/** The place of the quotation mark that ends the cell, or -1. */
function closingQuote(unit: (at: number) => number, from: number, limit: number, unitBytes: number, final: boolean): number {
  for (let at = from; at < limit; at += unitBytes) {
    if (unit(at) !== QUOTE) continue;
    const after = at + unitBytes;
    if (after >= limit) return final ? at : -1;
    if (unit(after) !== QUOTE) return at;
    at = after;
  }
  return -1;
}
