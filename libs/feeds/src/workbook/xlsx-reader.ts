import { PartLook, type TextPlace } from '../privacy/part-look.js';
import { type Deliver, type Reading, type ReadingOrder, ReadFault } from '../worker/reading.model.js';
import { RowBatchWriter } from '../worker/row-batch.model.js';
import { lookThroughParts, thingOf } from './other-parts.js';
import { readSharedTexts } from './shared-texts.js';
import { chooseSheet } from './sheet-choice.js';
import { SheetParser } from './sheet-parser.js';
import { WorkbookPackage } from './workbook-package.js';
import { readWorkbookParts, type SheetPart, type WorkbookParts } from './workbook-parts.js';
import { readXml } from './xml-reader.js';

/**
 * Reads a workbook of type .xlsx, sheet by sheet and row by row, and looks through what is no cell. Of one that cannot be read to its end, all is looked through.
 * @throws ReadFault
 */
export async function readXlsx(order: ReadingOrder, deliver: Deliver): Promise<void> {
  const file = await WorkbookPackage.open(order.bytes, order.limits);
  const seen = new Set<string>();
  const fault = await readCells(file, order, deliver, seen).then(
    () => null,
    (error: unknown) => error,
  );
  if (fault !== null && !(fault instanceof ReadFault)) throw fault;
  // A comment often stands in two parts.
  const found = new Map<string, Reading>();
  const unseen = await lookThroughParts(file, fault ? new Set() : seen, (place) => found.set(place.thing, { kind: 'found', ...place }));
  for (const one of found.values()) await deliver(one);
  // What is no workbook may hold anything, in any form.
  await deliver({ kind: 'looked', isWhole: unseen === null && fault?.code !== 'TYPE_NOT_SUPPORTED' });
  if (fault ?? unseen) throw fault ?? unseen;
}

/** @param seen gets the parts of which every text was given */
async function readCells(file: WorkbookPackage, order: ReadingOrder, deliver: Deliver, seen: Set<string>): Promise<void> {
  const book = await readWorkbookParts(file);
  for (const code of book.refusals) await deliver({ kind: 'refusal', code });
  const shared = book.sharedTexts === null ? [] : await readSharedTexts(file, book.sharedTexts, order.limits);
  for (const part of [book.sharedTexts ?? '', ...book.sheets.map((sheet) => sheet.part)]) seen.add(part.toLowerCase());
  const workbook = new OpenWorkbook(file, book, shared, deliver);
  const sheets = book.sheets.map(({ name, hidden }) => ({ name, hidden }));
  if (order.sheets === 'all') {
    await deliver({ kind: 'sheets', sheets, chosen: null, filled: [] });
    for (const sheet of book.sheets.keys()) await workbook.readSheet(sheet, order.limits.heldRows);
    return;
  }
  const { chosen, filled } = await chooseSheet(sheets, order.sheets, (sheet) => workbook.isFilled(sheet));
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

  /** @throws ReadFault when the sheets read so far hold more rows than may be held */
  async readSheet(sheet: number, mostRows: number): Promise<void> {
    const { part: name } = this.sheetAt(sheet);
    const writer = new RowBatchWriter();
    const found: TextPlace[] = [];
    const beside = new PartLook(thingOf(name).thing, false, (place) => found.push(place));
    const parser = new SheetParser(writer, this.book, this.shared, beside);
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
    beside.end();
    for (const place of found) await this.deliver({ kind: 'found', ...place });
    await this.deliver({ kind: 'sheet-end', sheet, ...parser.end });
  }

  async isFilled(sheet: number): Promise<boolean> {
    const { part } = this.sheetAt(sheet);
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
