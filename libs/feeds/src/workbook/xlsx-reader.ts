import { isInformationSheet } from '../copy/for-information.js';
import { type Deliver, type ReadingOrder, ReadFault } from '../worker/reading.model.js';
import { RowBatchWriter } from '../worker/row-batch.model.js';
import { readSharedTexts } from './shared-texts.js';
import { SheetParser } from './sheet-parser.js';
import { WorkbookPackage } from './workbook-package.js';
import { readWorkbookParts, type SheetPart, type WorkbookParts } from './workbook-parts.js';
import { readXml } from './xml-reader.js';

/** Reads a workbook of type .xlsx, sheet by sheet and row by row. @throws ReadFault */
export async function readXlsx(order: ReadingOrder, deliver: Deliver): Promise<void> {
  const file = await WorkbookPackage.open(order.bytes, order.limits);
  const book = await readWorkbookParts(file);
  const shared = book.sharedTexts === null ? [] : await readSharedTexts(file, book.sharedTexts, order.limits);
  const workbook = new OpenWorkbook(file, book, shared, deliver);
  const sheets = book.sheets.map(({ name, hidden }) => ({ name, hidden }));
  if (order.sheets === 'all') {
    await deliver({ kind: 'sheets', sheets, chosen: null, filled: [] });
    for (const sheet of book.sheets.keys()) await workbook.readSheet(sheet, order.limits.heldRows);
    return;
  }
  const { chosen, filled } = await workbook.choose(order.sheets);
  await deliver({ kind: 'sheets', sheets, chosen, filled });
  if (chosen !== null) await workbook.readSheet(chosen, Infinity);
  // The others hold no data, but may hold what must not be kept.
  for (const sheet of book.sheets.keys()) if (sheet !== chosen) await workbook.readSheet(sheet, Infinity);
}

class OpenWorkbook {
  private rows = 0;

  constructor(
    private readonly file: WorkbookPackage,
    private readonly book: WorkbookParts,
    private readonly shared: readonly string[],
    private readonly deliver: Deliver,
  ) {}

  /** The sheet of one of these names, else the only visible one that holds anything; the first where none does. */
  async choose(names: readonly string[]): Promise<{ chosen: number | null; filled: readonly string[] }> {
    const { sheets } = this.book;
    const named = sheets.findIndex(({ name }) => names.some((one) => folded(one) === folded(name)));
    if (named >= 0) return { chosen: named, filled: [] };
    const filled: number[] = [];
    for (const [index, sheet] of sheets.entries()) if (!sheet.hidden && !isInformationSheet(sheet.name) && (await this.isFilled(sheet))) filled.push(index);
    if (filled.length > 1) return { chosen: null, filled: filled.map((index) => sheets[index]?.name ?? '') };
    return { chosen: filled[0] ?? 0, filled: [] };
  }

  /** @throws ReadFault when the sheets read so far hold more rows than may be held */
  async readSheet(sheet: number, mostRows: number): Promise<void> {
    const { part: name } = this.sheetAt(sheet);
    const writer = new RowBatchWriter();
    const parser = new SheetParser(writer, this.book, this.shared);
    const send = async (part: number): Promise<void> => {
      const batch = writer.take();
      if (!batch) return;
      this.rows += batch.counts.length;
      if (this.rows > mostRows) throw new ReadFault('WORKBOOK_TOO_LARGE', { detail: `more than ${mostRows.toLocaleString('en-GB')} rows` });
      await this.deliver({ kind: 'rows', sheet, batch, part });
    };
    await readXml(this.file.read(name), parser, async (part) => {
      if (writer.isFull) await send(part);
      return true;
    });
    await send(1);
    await this.deliver({ kind: 'sheet-end', sheet, ...parser.end });
  }

  private async isFilled({ part }: SheetPart): Promise<boolean> {
    const writer = new RowBatchWriter();
    await readXml(this.file.read(part), new SheetParser(writer, this.book, this.shared), () => writer.isEmpty);
    return !writer.isEmpty;
  }

  private sheetAt(index: number): SheetPart {
    const sheet = this.book.sheets[index];
    if (!sheet) throw new ReadFault('UNREADABLE_WORKBOOK');
    return sheet;
  }
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
