import { MAX_COLUMNS, type RawRow } from './raw-row.model.js';
import { invalidUtf8At } from './utf8.js';

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;

const STOP = 1;
const NUL = 2;
const NOT_ASCII = 3;

/** A row longer than this is not a row of ours: a wrong file, or a quotation mark that never closes. */
const MAX_ROW_BYTES = 1_048_576;

export interface ReadFault {
  readonly code: 'NUL_BYTE' | 'ENCODING' | 'MALFORMED_CSV' | 'FIELD_TOO_LONG' | 'TOO_MANY_COLUMNS';
  readonly row: number;
  /** Bytes from the start of what was pushed. */
  readonly offset: number;
}

/**
 * Splits pushed bytes into rows and cells: quotes with doubled quotes inside, line breaks inside quotes, LF, CR LF and CR, all mixed.
 * Rows are views into one buffer, valid only during the callback. The first fault ends the reading.
 */
export class CsvReader implements RawRow {
  readonly starts = new Int32Array(MAX_COLUMNS);
  readonly ends = new Int32Array(MAX_COLUMNS);
  bytes = new Uint8Array(1 << 17);
  count = 0;
  rowNumber = 0;
  fault: ReadFault | null = null;

  private readonly unquoted = new Uint8Array(256);
  private readonly quoted = new Uint8Array(256);
  private readonly doubled = new Uint8Array(MAX_COLUMNS);
  private limit = 0;
  /** Bytes pushed before the first byte of the buffer. */
  private base = 0;
  private skipLineFeed = false;
  private notAscii = false;
  private anyDoubled = false;

  constructor(
    private readonly delimiter: number,
    private readonly onRow: (row: RawRow) => void,
  ) {
    this.unquoted.fill(NOT_ASCII, 0x80);
    this.quoted.fill(NOT_ASCII, 0x80);
    this.unquoted[0] = this.quoted[0] = NUL;
    for (const byte of [delimiter, LF, CR]) this.unquoted[byte] = STOP;
    this.quoted[QUOTE] = STOP;
  }

  push(chunk: Uint8Array): void {
    if (this.fault) return;
    this.reserve(chunk.length);
    this.bytes.set(chunk, this.limit);
    this.limit += chunk.length;
    this.readRows(false);
  }

  end(): void {
    if (!this.fault) this.readRows(true);
  }

  /** After a fault: what was pushed from the start of the faulty row on. */
  get unread(): Uint8Array {
    return this.bytes.subarray(0, this.limit);
  }

  private reserve(size: number): void {
    if (this.limit + size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.limit + size));
    larger.set(this.bytes.subarray(0, this.limit));
    this.bytes = larger;
  }

  private readRows(final: boolean): void {
    let start = 0;
    while (start < this.limit && !this.fault) {
      if (this.skipLineFeed && this.bytes[start] === LF) start++;
      this.skipLineFeed = false;
      if (start === this.limit) break;
      const stop = this.splitRow(start, final);
      if (stop < 0) break;
      this.rowNumber++;
      if (!this.rowIsSound(start, stop)) break;
      this.onRow(this);
      start = stop + 1;
    }
    this.drop(start);
    if (!final && !this.fault && this.limit > MAX_ROW_BYTES) this.fail('FIELD_TOO_LONG', 0, this.rowNumber + 1);
  }

  /** Keeps only the bytes of the row that is not complete yet. */
  private drop(start: number): void {
    const from = Math.min(start, this.limit);
    this.bytes.copyWithin(0, from, this.limit);
    this.limit -= from;
    this.base += from;
  }

  /** Fills the cells of the row that starts here. Returns the index of its line end (or the limit), or -1 when more bytes are needed or on a fault. */
  private splitRow(start: number, final: boolean): number {
    const { bytes, limit, unquoted, starts, ends, delimiter } = this;
    let at = start;
    let count = 0;
    this.notAscii = this.anyDoubled = false;
    for (;;) {
      if (count === MAX_COLUMNS) return this.fail('TOO_MANY_COLUMNS', start, this.rowNumber + 1);
      if (at < limit && bytes[at] === QUOTE) {
        at = this.splitQuoted(at, count, final);
        if (at < 0) return -1;
      } else {
        starts[count] = at;
        let kind: number;
        while (at < limit && (kind = unquoted[bytes[at] ?? 0] ?? 0) !== STOP) {
          if (kind === NUL) return this.fail('NUL_BYTE', at, this.rowNumber + 1);
          if (kind === NOT_ASCII) this.notAscii = true;
          at++;
        }
        ends[count] = at;
      }
      count++;
      if (at >= limit) {
        this.count = count;
        return final ? at : -1;
      }
      const stop = bytes[at] ?? 0;
      if (stop === delimiter) {
        at++;
        continue;
      }
      this.count = count;
      this.skipLineFeed = stop === CR;
      return at;
    }
  }

  /** Reads a quoted cell; returns the index of the delimiter or line end behind it, or -1. */
  private splitQuoted(open: number, cell: number, final: boolean): number {
    const { bytes, limit, quoted } = this;
    let at = open + 1;
    this.starts[cell] = at;
    this.doubled[cell] = 0;
    for (;;) {
      let kind: number;
      while (at < limit && (kind = quoted[bytes[at] ?? 0] ?? 0) !== STOP) {
        if (kind === NUL) return this.fail('NUL_BYTE', at, this.rowNumber + 1);
        if (kind === NOT_ASCII) this.notAscii = true;
        at++;
      }
      if (at >= limit && !final) return -1;
      if (at >= limit) return this.fail('MALFORMED_CSV', open, this.rowNumber + 1);
      if (bytes[at + 1] !== QUOTE || at + 1 >= limit) break;
      this.doubled[cell] = 1;
      this.anyDoubled = true;
      at += 2;
    }
    this.ends[cell] = at++;
    while (at < limit && bytes[at] === SPACE && this.delimiter !== SPACE) at++;
    if (at < limit && this.unquoted[bytes[at] ?? 0] !== STOP) return this.fail('MALFORMED_CSV', at, this.rowNumber + 1);
    return at;
  }

  private rowIsSound(start: number, stop: number): boolean {
    if (this.notAscii) {
      const bad = invalidUtf8At(this.bytes, start, Math.min(stop, this.limit));
      if (bad >= 0) {
        this.fail('ENCODING', bad, this.rowNumber);
        return false;
      }
    }
    if (this.anyDoubled) this.joinDoubledQuotes();
    return true;
  }

  /** Rewrites `""` as `"` in place; the row is complete, so its bytes are never scanned again. */
  private joinDoubledQuotes(): void {
    for (let cell = 0; cell < this.count; cell++) {
      const start = this.starts[cell] ?? 0;
      if (this.doubled[cell] !== 1) continue;
      let to = start;
      for (let from = start; from < (this.ends[cell] ?? 0); from++) {
        const byte = this.bytes[from] ?? 0;
        if (byte === QUOTE) from++;
        this.bytes[to++] = byte;
      }
      this.ends[cell] = to;
      this.doubled[cell] = 0;
    }
  }

  private fail(code: ReadFault['code'], at: number, row: number): -1 {
    this.fault ??= { code, row, offset: this.base + at };
    return -1;
  }
}
