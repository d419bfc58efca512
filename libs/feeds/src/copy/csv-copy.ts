import { csvRowAt, type CsvRowSpan } from './csv-row-span.js';
import { decodeText, encodeText, type TextEncoding } from './text-encoding.js';

/** A row longer than this is none: the rest of such a file is copied as it is. */
const MAX_ROW_BYTES = 2 * 1024 * 1024;

/** One row of the copy under way. */
export interface CopiedRow {
  /** As a spreadsheet shows it, from 1. */
  readonly rowNumber: number;
  readonly cellCount: number;
  /** The text of a cell, without its quotation marks and the spaces around it. */
  text(cell: number): string;
  /** Puts another value into a cell. */
  replace(cell: number, value: string): void;
  /** Puts cells behind the last one. */
  append(cells: readonly string[]): void;
}

/**
 * Copies a CSV file row by row with some cells changed or added; every other byte stays as it is, in the sender's own encoding.
 * From a row that cannot be read on, the rest is copied unchanged.
 */
export class CsvCopy {
  private waiting: Uint8Array = new Uint8Array(0);
  private rowNumber = 0;
  private markIsCopied = false;
  private verbatim = false;

  constructor(
    private readonly encoding: TextEncoding,
    private readonly delimiter: string,
    private readonly onRow: (row: CopiedRow) => void,
  ) {}

  push(chunk: Uint8Array): Uint8Array {
    return this.copy(chunk, false);
  }

  end(): Uint8Array {
    return this.copy(new Uint8Array(0), true);
  }

  private copy(chunk: Uint8Array, final: boolean): Uint8Array {
    if (this.verbatim) return chunk;
    const bytes = joined([this.waiting, chunk]);
    const out: Uint8Array[] = [];
    let from = 0;
    if (!this.markIsCopied && (final || bytes.length >= this.encoding.markBytes)) {
      from = this.encoding.markBytes;
      this.markIsCopied = true;
      out.push(bytes.subarray(0, from));
    }
    while (from < bytes.length) {
      const span = csvRowAt(bytes, from, final, this.encoding, this.delimiter);
      if (span === null && bytes.length - from <= MAX_ROW_BYTES) break;
      if (span === null || span === 'broken') {
        this.verbatim = true;
        break;
      }
      out.push(...this.copyRow(bytes, from, span));
      from = span.next;
    }
    if (this.verbatim) out.push(bytes.subarray(from));
    this.waiting = this.verbatim ? new Uint8Array(0) : bytes.slice(from);
    return joined(out);
  }

  private copyRow(bytes: Uint8Array, from: number, span: CsvRowSpan): Uint8Array[] {
    this.rowNumber++;
    const row = new RowUnderCopy(this.rowNumber, bytes, span, this.encoding, this.delimiter);
    this.onRow(row);
    return row.parts(from);
  }
}

class RowUnderCopy implements CopiedRow {
  private readonly changed = new Map<number, string>();
  private added: readonly string[] = [];

  constructor(
    readonly rowNumber: number,
    private readonly bytes: Uint8Array,
    private readonly span: CsvRowSpan,
    private readonly encoding: TextEncoding,
    private readonly delimiter: string,
  ) {}

  get cellCount(): number {
    return this.span.starts.length;
  }

  text(cell: number): string {
    const raw = this.raw(cell);
    const inner = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    return inner.replaceAll('\u00a0', ' ').trim();
  }

  replace(cell: number, value: string): void {
    if (cell < 0 || cell >= this.cellCount) throw new RangeError(`row ${this.rowNumber} has no cell ${cell}`);
    this.changed.set(cell, value);
  }

  append(cells: readonly string[]): void {
    this.added = cells;
  }

  /** The row as bytes, its line end included. */
  parts(from: number): Uint8Array[] {
    const { bytes, span } = this;
    const parts: Uint8Array[] = [];
    let at = from;
    for (const [cell, value] of [...this.changed].sort(([left], [right]) => left - right)) {
      const isQuoted = this.raw(cell).startsWith('"');
      parts.push(bytes.subarray(at, span.starts[cell]), encodeText(quoted(value, this.delimiter, isQuoted), this.encoding));
      at = span.ends[cell] ?? at;
    }
    parts.push(bytes.subarray(at, span.end));
    if (this.added.length > 0) parts.push(encodeText(this.added.map((cell) => this.delimiter + quoted(cell, this.delimiter)).join(''), this.encoding));
    parts.push(bytes.subarray(span.end, span.next));
    return parts;
  }

  private raw(cell: number): string {
    return decodeText(this.bytes.subarray(this.span.starts[cell], this.span.ends[cell]), this.encoding);
  }
}

function quoted(value: string, delimiter: string, always = false): string {
  return always || value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
