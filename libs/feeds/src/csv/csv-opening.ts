import { type Layout } from '../feeds/feed.model.js';
import { findHeader, type FoundHeader, HEADER_SEARCH_ROWS, isBetter } from '../header/header-search.js';
import { CsvReader, type ReadFault } from './csv-reader.js';
import { type RawRow } from './raw-row.model.js';

const DELIMITERS = [',', ';', '\t', '|'];
const decoder = new TextDecoder();

/** The first rows of a CSV file, split at one delimiter. */
export interface CsvOpening {
  readonly delimiter: number;
  readonly rows: readonly (readonly string[])[];
  readonly fault: ReadFault | null;
  readonly header: FoundHeader | null;
}

/** Splits the opening bytes at the delimiter under which a header of these layouts fits best; a comma when none fits. */
export function readOpening(head: Uint8Array, whole: boolean, layouts: readonly Layout[]): CsvOpening {
  const openings = DELIMITERS.map((delimiter) => openWith(delimiter.charCodeAt(0), head, whole, layouts));
  return openings.reduce((best, next) => {
    if (best.header && next.header) return isBetter(next.header, best.header) ? next : best;
    if (best.header || next.header) return best.header ? best : next;
    return widest(next) > widest(best) ? next : best;
  });
}

function widest(opening: CsvOpening): number {
  return Math.max(0, ...opening.rows.map((cells) => cells.length));
}

function openWith(delimiter: number, head: Uint8Array, whole: boolean, layouts: readonly Layout[]): CsvOpening {
  const rows: string[][] = [];
  const reader = new CsvReader(delimiter, (row) => {
    if (rows.length < HEADER_SEARCH_ROWS) rows.push(cellTexts(row));
  });
  reader.push(head);
  if (whole) reader.end();
  return { delimiter, rows, fault: reader.fault, header: findHeader(rows, layouts) };
}

export function cellText(row: RawRow, cell: number): string {
  return decoder.decode(row.bytes.subarray(row.starts[cell], row.ends[cell]));
}

export function cellTexts(row: RawRow): string[] {
  return Array.from({ length: row.count }, (_, cell) => cellText(row, cell));
}
