import { blankCell, commentBoxesXml, commentsXml, listSheetXml, textCell, type ErrorItem, type SafeChange, type SheetComment } from '@cdc/feeds';
import { fixDoesNotFit } from '../answer.errors.js';
import { SheetCopy, type CellEdit, type SheetCell } from './sheet-edit.js';
import { filledStyles, newSheetName, sheetParts, withComments, withRelations, withSheet, withTypes } from './workbook-xml.model.js';
import { ZipCopy, type PartEdit } from './zip-copy.js';

/** More comments make a workbook slow; the sheet of errors lists all. */
const MOST_COMMENTS = 2_000;

/** Names of what is added to a workbook. */
interface NewNames {
  readonly relation: string;
  readonly errors: string;
  readonly comments: string;
  readonly boxes: string;
}
const COLUMNS = ['sheet', 'cell', 'row', 'column', 'severity', 'code', 'value', 'message', 'fix', 'suggestion'] as const;
const WIDTHS = [16, 8, 8, 20, 10, 20, 24, 70, 70, 20];

/** The sender's workbook, of which copies can be made. */
export class WorkbookCopy {
  private constructor(
    private readonly zip: ZipCopy,
    private readonly workbook: string,
    private readonly relations: string,
    /** Part of each sheet, by its name. */
    private readonly sheets: ReadonlyMap<string, string>,
  ) {}

  /** Null for a workbook that we cannot write into. */
  static async open(bytes: Buffer): Promise<WorkbookCopy | null> {
    const zip = await ZipCopy.open(bytes);
    const [workbook, relations] = [await zip?.text('xl/workbook.xml'), await zip?.text('xl/_rels/workbook.xml.rels')];
    const sheets = workbook && relations ? sheetParts(workbook, relations) : null;
    return zip && workbook && relations && sheets ? new WorkbookCopy(zip, workbook, relations, sheets) : null;
  }

  /** The workbook with each wrong cell filled and commented on, and a sheet that lists every error. */
  async *annotated(items: readonly ErrorItem[], counted: number): AsyncGenerator<Uint8Array> {
    const name = newSheetName(this.sheets.keys());
    const names = this.newNames();
    const edits = new Map<string, PartEdit>();
    const added = new Map([[names.errors, errorsSheet(items, counted)]]);
    edits.set('xl/workbook.xml', replacedBy(withSheet(this.workbook, name, names.relation)));
    edits.set('xl/_rels/workbook.xml.rels', replacedBy(withRelations(this.relations, [{ id: names.relation, type: 'worksheet', target: `/${names.errors}` }])));
    const types = [{ name: names.errors, type: 'worksheet' }];
    const [sheet, part] = this.sheetOf(items);
    if (sheet !== null && part !== null) types.push(...(await this.annotateSheet(part, items.filter((item) => item.sheet === sheet), names, edits, added)));
    edits.set('[Content_Types].xml', replacedBy(withTypes((await this.zip.text('[Content_Types].xml')) ?? '', types)));
    yield* this.zip.copy(edits, added) as AsyncIterable<Uint8Array>;
  }

  /** The workbook with these cells changed. @throws DomainError FIX_DOES_NOT_FIT at its end when one is not there */
  async *fixed(changes: readonly SafeChange[]): AsyncGenerator<Uint8Array> {
    const [sheet] = new Set(changes.map((change) => change.sheet));
    const part = this.sheets.get(sheet ?? '');
    if (part === undefined) throw fixDoesNotFit();
    const copy = new SheetCopy(byPlace(changes.map(({ row, place, to }) => [row, place, (cell) => changedCell(cell, to)])), (tail) => tail);
    yield* this.zip.copy(new Map([[part, through(copy)]]), new Map()) as AsyncIterable<Uint8Array>;
    if (copy.made !== changes.length) throw fixDoesNotFit();
  }

  /** A file that was annotated before has some of ours. */
  private newNames(): NewNames {
    for (let number = 1; ; number++) {
      const names = { relation: `rIdCdcErrors${number}`, errors: `xl/worksheets/cdcErrors${number}.xml`, comments: `xl/cdcComments${number}.xml`, boxes: `xl/drawings/cdcComments${number}.vml` };
      if (!this.zip.has(names.errors)) return names;
    }
  }

  /** The sheet that errors are about, and its part. */
  private sheetOf(items: readonly ErrorItem[]): [string | null, string | null] {
    const sheet = items.find((item) => item.sheet !== null && item.cell !== null)?.sheet ?? null;
    return [sheet, sheet === null ? null : (this.sheets.get(sheet) ?? null)];
  }

  /** Notes the changes to a sheet. @returns the parts that are new with it */
  private async annotateSheet(part: string, items: readonly ErrorItem[], names: NewNames, edits: Map<string, PartEdit>, added: Map<string, string>): Promise<{ name: string; type: string }[]> {
    const styleSheet = await this.zip.text('xl/styles.xml');
    const styles = filledStyles(styleSheet ?? '');
    if (styleSheet !== null) edits.set('xl/styles.xml', replacedBy(styles.xml));
    const comments = commentsOf(items);
    const filled = (cell: SheetCell): string => filledCell(cell, styles.twinOf(cell.style));
    const relationsPart = part.replace(/([^/]+)$/, '_rels/$1.rels');
    const relations = await this.zip.text(relationsPart);
    const hasOwnComments = relations !== null && /\/(?:comments|vmlDrawing)"/.test(relations);
    const takesComments = comments.length > 0 && !hasOwnComments;
    const copy = new SheetCopy(byPlace(comments.map(({ place, row }) => [row, place, filled])), (tail) => (takesComments ? (withComments(tail, `${names.relation}Boxes`) ?? tail) : tail));
    edits.set(part, through(copy));
    if (!takesComments) return [];
    const shown = comments.slice(0, MOST_COMMENTS);
    added.set(names.comments, commentsXml(shown, 'CDC delivery tracker'));
    added.set(names.boxes, commentBoxesXml(shown));
    const both = withRelations(relations, [
      { id: `${names.relation}Boxes`, type: 'vmlDrawing', target: `/${names.boxes}` },
      { id: `${names.relation}Comments`, type: 'comments', target: `/${names.comments}` },
    ]);
    if (relations === null) added.set(relationsPart, both);
    else edits.set(relationsPart, replacedBy(both));
    return [{ name: names.comments, type: 'comments' }];
  }
}

function errorsSheet(items: readonly ErrorItem[], counted: number): string {
  const more = counted > items.length ? [[`These are the first ${items.length.toLocaleString('en-GB')} of ${counted.toLocaleString('en-GB')}.`]] : [];
  return listSheetXml([[...COLUMNS], ...items.map((item) => COLUMNS.map((column) => item[column])), ...more], WIDTHS);
}

/** One comment a cell, whatever is wrong with it. */
function commentsOf(items: readonly ErrorItem[]): SheetComment[] {
  const byCell = new Map<string, SheetComment>();
  for (const { cell, message, fix } of items) {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(cell ?? '') ?? [];
    if (cell === null || letters === undefined || row === undefined) continue;
    const place = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const text = `${message} ${fix}`;
    const known = byCell.get(cell);
    byCell.set(cell, { place, row: Number(row), text: known ? `${known.text}\n${text}` : text });
  }
  return [...byCell.values()];
}

function byPlace(edits: readonly (readonly [row: number, place: number, edit: CellEdit])[]): ReadonlyMap<number, ReadonlyMap<number, CellEdit>> {
  const rows = new Map<number, Map<number, CellEdit>>();
  for (const [row, place, edit] of edits) {
    const places = rows.get(row) ?? new Map<number, CellEdit>();
    rows.set(row, places.set(place, edit));
  }
  return rows;
}

function filledCell({ address, xml }: SheetCell, style: number | undefined): string {
  if (xml === null) return style === undefined ? '' : blankCell(address, style);
  if (style === undefined) return xml;
  return xml.replace(/^<c\b[^>]*?(?=\/?>)/, (head) => `${head.replace(/\ss="[^"]*"/, '')} s="${style}"`);
}

function changedCell({ address, style, xml }: SheetCell, to: string): string {
  if (xml === null) return '';
  return to === '' ? blankCell(address, style) : textCell(address, to, style);
}

function replacedBy(text: string): PartEdit {
  return async function* (content) {
    const rest = content[Symbol.asyncIterator]();
    while ((await rest.next()).done !== true) continue;
    yield text;
  };
}

function through(copy: SheetCopy): PartEdit {
  return async function* (content) {
    for await (const bytes of content) {
      const text = copy.push(bytes);
      if (text !== '') yield text;
    }
    yield copy.end();
  };
}
