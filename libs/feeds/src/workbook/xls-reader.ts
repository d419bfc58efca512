import { read, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { columnLetters } from '../errors/cell-address.js';
import { PartLook, type TextPlace } from '../privacy/part-look.js';
import { type Deliver, type ReadingOrder, ReadFault } from '../worker/reading.model.js';
import { RowBatchWriter } from '../worker/row-batch.model.js';
import { shownNumber } from './cell-text.model.js';
import { chooseSheet } from './sheet-choice.js';

/** Reads a workbook of type .xls, which is unfolded whole. Formulas, styles, links and macros are never looked at. @throws ReadFault */
export async function readXls({ bytes, limits, sheets: wanted }: ReadingOrder, deliver: Deliver): Promise<void> {
  const book = parse(bytes);
  const sheets = book.SheetNames.map((name, index) => ({ name, hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0 }));
  const isFilled = (index: number): boolean => book.Sheets[book.SheetNames[index] ?? '']?.['!ref'] !== undefined;
  const choice = wanted === 'all' ? { chosen: null, filled: [] } : await chooseSheet(sheets, wanted, isFilled);
  await deliver({ kind: 'sheets', sheets, ...choice });
  for (const place of lookBeside(book)) await deliver({ kind: 'found', ...place });
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

/** Names of sheets, comments and properties. */
function lookBeside(book: WorkBook): TextPlace[] {
  const found: TextPlace[] = [];
  const properties = new PartLook('The properties of the workbook', false, (place) => found.push(place));
  for (const value of [...book.SheetNames, ...Object.values({ ...book.Props, ...book.Custprops })]) if (typeof value === 'string') properties.look(value);
  properties.end();
  for (const sheet of Object.values(book.Sheets)) {
    const rows: (CellObject | undefined)[][] = sheet['!data'] ?? [];
    rows.forEach((cells, row) =>
      cells?.forEach((cell, place) => {
        const comment = new PartLook(`The comment on cell ${columnLetters(place)}${row + 1}`, true, (one) => found.push(one));
        for (const { t } of cell?.c ?? []) comment.look(t ?? '');
      }),
    );
  }
  return found;
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
