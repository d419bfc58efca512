import { MAX_COLUMNS, type RawRow } from '../csv/raw-row.model.js';
import { ReadFault } from './reading.model.js';

const MAX_BYTES_PER_UNIT = 3;

/** As in CSV: a longer row is not a row of ours. */
const MAX_ROW_BYTES = 1_048_576;

const FULL_BYTES = 262_144;
const FULL_ROWS = 4096;

/** What is wrong with a cell besides its text, or with a whole row when `place` is -1. */
export interface Flaw {
  /** Place of the column in the file, from 0. */
  readonly place: number;
  readonly code: 'FORMULA_CELL' | 'ERROR_CELL' | 'NESTED_VALUE' | 'DUPLICATE_KEY_IN_OBJECT' | 'FORBIDDEN_HEADER' | 'JSON_SHAPE';
  readonly detail?: string;
}

/** Rows as they travel from the worker to the check: the cells of all rows as UTF-8, one after another. */
export interface RowBatch {
  readonly bytes: Uint8Array;
  /** Where each cell ends; it starts where the one before it ends. */
  readonly ends: Int32Array;
  /** Cells of each row. */
  readonly counts: Int32Array;
  /** Ascending; rows that are left out are blank. */
  readonly rowNumbers: Int32Array;
  /** By the place of the row in the batch. */
  readonly flaws: readonly { readonly row: number; readonly flaw: Flaw }[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Packs rows into batches. Blank cells at the end of a row, and blank rows, are left out. */
export class RowBatchWriter {
  private bytes = new Uint8Array(FULL_BYTES + 65_536);
  private size = 0;
  private ends: number[] = [];
  private counts: number[] = [];
  private rowNumbers: number[] = [];
  private flaws: { row: number; flaw: Flaw }[] = [];
  private rowStart = 0;
  /** Cells of the present row: up to the last that holds something, because blank ones are only written before another. */
  private cells = 0;
  /** Whether the row has a flaw that is not of one cell. */
  private isMarked = false;

  /** Whether it is time to send what was written. */
  get isFull(): boolean {
    return this.size >= FULL_BYTES || this.counts.length >= FULL_ROWS;
  }

  /**
   * Writes a cell of the present row; places may be skipped but not go back.
   * @throws ReadFault TOO_MANY_COLUMNS, FIELD_TOO_LONG, or UNREADABLE_WORKBOOK for a place that was passed
   */
  cell(place: number, text: string, rowNumber: number): void {
    if (text === '') return;
    if (place >= MAX_COLUMNS) throw new ReadFault('TOO_MANY_COLUMNS');
    if (place < this.cells) throw new ReadFault('UNREADABLE_WORKBOOK');
    while (this.cells < place) this.pushEnd();
    this.reserve(text.length * MAX_BYTES_PER_UNIT);
    this.size += encoder.encodeInto(text, this.bytes.subarray(this.size)).written;
    if (this.size - this.rowStart > MAX_ROW_BYTES) throw new ReadFault('FIELD_TOO_LONG', { row: rowNumber });
    this.pushEnd();
  }

  /** Whether nothing was written since the last {@link take}. */
  get isEmpty(): boolean {
    return this.counts.length === 0;
  }

  /** Notes a flaw of the present row. A flaw of the whole row is told even when the row is blank. */
  flaw(flaw: Flaw): void {
    this.flaws.push({ row: this.counts.length, flaw });
    this.isMarked ||= flaw.place < 0;
  }

  /** @returns whether the row holds anything */
  endRow(rowNumber: number): boolean {
    const row = this.counts.length;
    const isKept = this.cells > 0 || this.isMarked;
    if (isKept) {
      this.counts.push(this.cells);
      this.rowNumbers.push(rowNumber);
    } else {
      while (this.flaws.at(-1)?.row === row) this.flaws.pop();
    }
    this.cells = 0;
    this.isMarked = false;
    this.rowStart = this.size;
    return isKept;
  }

  /** The whole rows that were written since the last call, or null. A row that has begun stays. */
  take(): RowBatch | null {
    const rows = this.counts.length;
    if (rows === 0) return null;
    const { rowStart } = this;
    const cells = this.ends.length - this.cells;
    const batch = {
      bytes: this.bytes.slice(0, rowStart),
      ends: Int32Array.from(this.ends.slice(0, cells)),
      counts: Int32Array.from(this.counts),
      rowNumbers: Int32Array.from(this.rowNumbers),
      flaws: this.flaws.filter(({ row }) => row < rows),
    };
    this.bytes.copyWithin(0, rowStart, this.size);
    this.size -= rowStart;
    this.rowStart = 0;
    this.ends = this.ends.slice(cells).map((end) => end - rowStart);
    this.flaws = this.flaws.filter(({ row }) => row === rows).map(({ flaw }) => ({ row: 0, flaw }));
    this.counts = [];
    this.rowNumbers = [];
    return batch;
  }

  private pushEnd(): void {
    this.ends.push(this.size);
    this.cells++;
  }

  private reserve(size: number): void {
    if (this.size + size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.size + size));
    larger.set(this.bytes.subarray(0, this.size));
    this.bytes = larger;
  }
}

/** Walks through the rows of batches, giving each the form of a row of a CSV file, so that one engine reads both. */
export class BatchRow implements RawRow {
  readonly starts = new Int32Array(MAX_COLUMNS);
  readonly ends = new Int32Array(MAX_COLUMNS);
  bytes: Uint8Array = new Uint8Array(0);
  count = 0;
  rowNumber = 0;

  /** Calls back for every row of the batch, with one object for all of them. */
  forEach(batch: RowBatch, onRow: (row: this, flaws: readonly Flaw[]) => void): void {
    this.bytes = batch.bytes;
    let cell = 0;
    let flawAt = 0;
    for (let row = 0; row < batch.counts.length; row++) {
      const count = batch.counts[row] ?? 0;
      let start = cell === 0 ? 0 : (batch.ends[cell - 1] ?? 0);
      for (let place = 0; place < count; place++) {
        this.starts[place] = start;
        this.ends[place] = start = batch.ends[cell++] ?? 0;
      }
      this.count = count;
      this.rowNumber = batch.rowNumbers[row] ?? 0;
      const firstFlaw = flawAt;
      while (batch.flaws[flawAt]?.row === row) flawAt++;
      onRow(this, firstFlaw === flawAt ? NO_FLAWS : batch.flaws.slice(firstFlaw, flawAt).map(({ flaw }) => flaw));
    }
  }

  /** Gives the row this many cells: what stands further right is not read. */
  setWidth(width: number): this {
    for (let place = this.count; place < width; place++) this.starts[place] = this.ends[place] = 0;
    this.count = width;
    return this;
  }

  /** A row without content. */
  setBlank(rowNumber: number): this {
    this.count = 0;
    this.rowNumber = rowNumber;
    return this;
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, place) => decoder.decode(this.bytes.subarray(this.starts[place], this.ends[place])));
  }
}

const NO_FLAWS: readonly Flaw[] = [];
