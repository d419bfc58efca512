import { type ErrorItem } from '../check/check-result.model.js';
import { inertText } from '../csv/csv-text.js';
import { type ErrorCode } from '../errors/error-codes.js';
import { informationHeader } from './for-information.js';

/** What is said beside a row: codes, messages, fixes. */
export type RowNote = readonly [codes: string, messages: string, fixes: string];

export const NOTE_HEADERS: RowNote = [informationHeader('error codes'), informationHeader('what is wrong'), informationHeader('how to fix it')];

/** Reading stopped here, so the row has no place of its own in a copy. */
const ENDS_READING: ReadonlySet<ErrorCode> = new Set(['NUL_BYTE', 'ENCODING', 'MALFORMED_CSV', 'TOO_MANY_COLUMNS']);

const BETWEEN = ' | ';

/** The notes of a file, by row. */
export interface FileNotes {
  /** What concerns no single row; null where there is nothing of the kind. */
  readonly wholeFile: RowNote | null;
  readonly byRow: ReadonlyMap<number, RowNote>;
}

/**
 * @param headerRow the row of the header, 0 where there is none: what concerns it or rows above it is said of the whole file
 * @param counted how many errors and warnings the file has, which may be more than are kept
 */
export function fileNotes(items: readonly ErrorItem[], headerRow: number, counted: number): FileNotes {
  const whole: ErrorItem[] = [];
  const rows = new Map<number, ErrorItem[]>();
  for (const item of items) {
    if (item.row === null || item.row <= headerRow || endsReading(item)) whole.push(item);
    else rows.set(item.row, [...(rows.get(item.row) ?? []), item]);
  }
  const more = counted > items.length ? `These are the first ${count(items.length)} of ${count(counted)} errors and warnings.` : null;
  return {
    wholeFile: whole.length === 0 && more === null ? null : noteOf(whole, (item) => `Whole file: ${item.message}`, more),
    byRow: new Map([...rows].map(([row, found]) => [row, noteOf(found, (item) => `${placeOf(item)}${item.message}`)])),
  };
}

/** Two notes in one place. */
export function bothNotes(left: RowNote, right: RowNote): RowNote {
  return [`${left[0]}${BETWEEN}${right[0]}`, `${left[1]}${BETWEEN}${right[1]}`, `${left[2]}${BETWEEN}${right[2]}`];
}

function endsReading({ code, column }: ErrorItem): boolean {
  return ENDS_READING.has(code) || (code === 'FIELD_TOO_LONG' && column === null);
}

function noteOf(items: readonly ErrorItem[], messageOf: (item: ErrorItem) => string, more: string | null = null): RowNote {
  const messages = items.map((item) => `${item.severity === 'warning' ? 'Warning: ' : ''}${messageOf(item)}`);
  return [
    [...new Set(items.map(({ code }) => code))].join(BETWEEN),
    [...messages, ...(more === null ? [] : [more])].join(BETWEEN),
    [...new Set(items.map(({ fix }) => fix))].join(BETWEEN),
  ].map(inertText) as [string, string, string];
}

function placeOf({ column, cell }: ErrorItem): string {
  if (column === null) return '';
  return cell === null ? `${column}: ` : `${column} (${cell}): `;
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}
