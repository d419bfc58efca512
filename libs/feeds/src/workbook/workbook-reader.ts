import { read, type CellObject, type WorkSheet } from '@e965/xlsx';
import { type SheetRows } from '../feeds/feed.model.js';

/** A whole workbook is held in memory while it is read. */
export const MAX_WORKBOOK_BYTES = 20 * 1024 * 1024;

export type WorkbookReading =
  { readonly sheets: readonly SheetRows[] } | { readonly fault: 'ENCRYPTED' | 'UNREADABLE_WORKBOOK' };

/** The sheets of a workbook of type .xls as rows of text. Formulas, styles, links and macros are never looked at. */
export function readWorkbook(bytes: Uint8Array): WorkbookReading {
  try {
    const book = read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      bookVBA: false,
    });
    return {
      sheets: book.SheetNames.flatMap((name, index) => {
        const sheet = book.Sheets[name];
        const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
        return sheet ? [{ name, hidden, merged: (sheet['!merges']?.length ?? 0) > 0, rows: rowsOf(sheet) }] : [];
      }),
    };
  } catch (error) {
    // The library tells an encrypted workbook only by its message.
    const encrypted = error instanceof Error && /password|encrypt/i.test(error.message);
    return { fault: encrypted ? 'ENCRYPTED' : 'UNREADABLE_WORKBOOK' };
  }
}

function rowsOf(sheet: WorkSheet): string[][] {
  const rows: (CellObject | undefined)[][] = sheet['!data'] ?? [];
  return Array.from(rows, (row) => Array.from(row ?? [], cellText));
}

function cellText(cell: CellObject | undefined): string {
  if (cell?.v === undefined) return '';
  if (cell.t === 'e') return cell.w ?? '#ERROR';
  return cell.v instanceof Date ? cell.v.toISOString() : String(cell.v);
}
