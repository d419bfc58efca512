import { MAX_COLUMNS, type RawRow } from '../csv/raw-row.model.js';

const encoder = new TextEncoder();
const MAX_BYTES_PER_UNIT = 3;

/** Gives the rows of a sheet the form of rows of a CSV file, so that one engine reads both. */
export class SheetRow implements RawRow {
  readonly starts = new Int32Array(MAX_COLUMNS);
  readonly ends = new Int32Array(MAX_COLUMNS);
  bytes = new Uint8Array(4096);
  rowNumber = 0;

  /** @param count every row has this many cells; what stands further right is not read */
  constructor(readonly count: number) {}

  set(cells: readonly string[], rowNumber: number): this {
    this.rowNumber = rowNumber;
    const kept = Array.from({ length: this.count }, (_, index) => cells[index] ?? '');
    const needed = kept.reduce((sum, cell) => sum + cell.length * MAX_BYTES_PER_UNIT, 0);
    if (needed > this.bytes.length) this.bytes = new Uint8Array(needed * 2);
    let at = 0;
    kept.forEach((cell, index) => {
      this.starts[index] = at;
      at += encoder.encodeInto(cell, this.bytes.subarray(at)).written;
      this.ends[index] = at;
    });
    return this;
  }
}
