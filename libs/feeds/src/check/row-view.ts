import { isoDate } from '@cdc/contracts';
import { ABSENT, type Layout, type Row } from '../feeds/feed.model.js';
import { type CodeList } from '../columns/code-list.js';

const decoder = new TextDecoder();

/** The one row object of a check, filled anew for every row. Arrays are by column of the layout. */
export class RowView implements Row {
  bytes: Uint8Array = new Uint8Array(0);
  rowNumber = 0;
  /** Whether a cell of the row had spaces around it. */
  padded = false;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly values: Float64Array;

  constructor(
    readonly layout: Layout,
    private readonly lists: readonly (CodeList | null)[],
  ) {
    this.starts = new Int32Array(layout.columns.length);
    this.ends = new Int32Array(layout.columns.length);
    this.values = new Float64Array(layout.columns.length).fill(ABSENT);
  }

  number(column: number): number {
    return this.values[column] ?? ABSENT;
  }

  text(column: number): string | null {
    const start = this.starts[column] ?? 0;
    const end = this.ends[column] ?? 0;
    return start === end ? null : decoder.decode(this.bytes.subarray(start, end)).replaceAll('\u00a0', ' ').trim();
  }

  value(column: number): string | null {
    const number = this.number(column);
    const type = this.layout.columns[column]?.type;
    if (number === ABSENT || Number.isNaN(number)) return this.text(column);
    if (type === 'code') return this.lists[column]?.codeOf(number) ?? null;
    if (type === 'date') return isoDate(number);
    return type === 'month' ? isoDate(number).slice(0, 7) : this.text(column);
  }

  /** Points the cells at a raw row, without the spaces around them (ordinary, tab and no-break). */
  place(column: number, start: number, end: number): void {
    const { bytes } = this;
    const first = start;
    const last = end;
    while (start < end && (bytes[start] ?? 0) <= 32) start++;
    while (start + 1 < end && bytes[start] === 0xc2 && bytes[start + 1] === 0xa0) {
      start += 2;
      while (start < end && (bytes[start] ?? 0) <= 32) start++;
    }
    while (end > start && (bytes[end - 1] ?? 0) <= 32) end--;
    while (end - 1 > start && bytes[end - 1] === 0xa0 && bytes[end - 2] === 0xc2) {
      end -= 2;
      while (end > start && (bytes[end - 1] ?? 0) <= 32) end--;
    }
    if (start !== first || end !== last) this.padded = true;
    this.starts[column] = start;
    this.ends[column] = end;
  }
}
