import { read, type CellObject, type WorkSheet } from '@e965/xlsx';
import { type Deliver, type ReadingOrder, ReadFault } from '../worker/reading.model.js';
import { RowBatchWriter } from '../worker/row-batch.model.js';
import { shownNumber } from './cell-text.model.js';

/** Reads a workbook of type .xls, which is unfolded whole. Formulas, styles, links and macros are never looked at. @throws ReadFault */
export async function readXls({ bytes, limits }: ReadingOrder, deliver: Deliver): Promise<void> {
  const book = parse(bytes);
  const sheets = book.SheetNames.map((name, index) => ({ name, hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0 }));
  await deliver({ kind: 'sheets', sheets, chosen: null, filled: [] });
  let held = 0;
  for (const [index, { name }] of sheets.entries()) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const writer = new RowBatchWriter();
    const send = async (): Promise<void> => {
      const batch = writer.take();
      held += batch?.counts.length ?? 0;
      if (held > limits.heldRows) throw new ReadFault('WORKBOOK_TOO_LARGE', { detail: `more than ${limits.heldRows.toLocaleString('en-GB')} rows` });
      if (batch) await deliver({ kind: 'rows', sheet: index, batch, part: (index + 1) / sheets.length });
    };
    const rows: (CellObject | undefined)[][] = sheet['!data'] ?? [];
    for (const [at, cells] of rows.entries()) {
      // The library leaves blank rows out of its list.
      cells?.forEach((cell, place) => writer.cell(place, cellText(cell), at + 1));
      writer.endRow(at + 1);
      if (writer.isFull) await send();
    }
    await send();
    await deliver({ kind: 'sheet-end', sheet: index, mergedTo: mergedTo(sheet), hiddenRows: 0, firstHiddenRow: 0 });
  }
}

function parse(bytes: Uint8Array): ReturnType<typeof read> {
  try {
    return read(bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false, cellText: false, bookVBA: false });
  } catch (error) {
    // The library tells an encrypted workbook only by its message.
    const encrypted = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new ReadFault(encrypted ? 'ENCRYPTED' : 'UNREADABLE_WORKBOOK');
  }
}

function mergedTo(sheet: WorkSheet): number {
  return Math.max(0, ...(sheet['!merges'] ?? []).map(({ e }) => e.r + 1));
}

function cellText(cell: CellObject | undefined): string {
  if (cell?.v === undefined) return '';
  if (cell.t === 'e') return cell.w ?? '#ERROR';
  if (cell.t === 'n') return shownNumber(String(cell.v));
  return cell.v instanceof Date ? cell.v.toISOString() : String(cell.v);
}
