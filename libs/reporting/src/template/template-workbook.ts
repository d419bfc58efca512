import { Readable } from 'node:stream';
import { dayNumber, isIsoDate } from '@cdc/contracts';
import {
  RELATIONS_NAMESPACE,
  RELATION_TYPES,
  SHEET_NAMESPACE,
  SHEET_TYPES,
  XML_HEAD,
  cellAddress,
  commentBoxesXml,
  commentsXml,
  listSheetXml,
  numberCell,
  relationXml,
  textCell,
  xmlText,
  type Column,
  type SheetComment,
  type TemplateCell,
  type TemplateTable,
} from '@cdc/feeds';
import { ZipFile } from 'yazl';

/** Places in the style sheet below. */
const STYLE = { plain: 0, text: 1, date: 2, header: 3, reminder: 4 } as const;

/** Day 0 of our calendar as spreadsheets count days. */
const SPREADSHEET_DAYS = 25_569;
const HEADER_ROW = 2;
const WIDTH = 18;
/** One instant for every template, so that the same content is the same file. */
const WRITTEN = { mtime: new Date('2024-01-01T00:00:00Z') };

/** A template as a workbook: the sheet to fill in, named as the feed, with a comment on each column, and a sheet that explains the columns. */
export function templateWorkbook(table: TemplateTable): Readable {
  const zip = new ZipFile();
  const add = (name: string, content: string): void => zip.addBuffer(Buffer.from(content), name, WRITTEN);
  const comments = table.columns.map((column, place): SheetComment => ({ place, row: HEADER_ROW, text: columnWords(column) }));
  add('[Content_Types].xml', contentTypes());
  add('_rels/.rels', relations(relationXml('rId1', 'officeDocument', 'xl/workbook.xml'), relationXml('rId2', 'custom-properties', 'docProps/custom.xml')));
  add('docProps/custom.xml', properties(table.mark));
  add('xl/workbook.xml', workbook(table.feed.name));
  add('xl/_rels/workbook.xml.rels', relations(relationXml('rId1', 'worksheet', 'worksheets/sheet1.xml'), relationXml('rId2', 'worksheet', 'worksheets/sheet2.xml'), relationXml('rId3', 'styles', 'styles.xml')));
  add('xl/styles.xml', STYLES);
  zip.addReadStreamLazy('xl/worksheets/sheet1.xml', WRITTEN, (open) => open(null, Readable.from(sheetXml(table))));
  add('xl/worksheets/_rels/sheet1.xml.rels', relations(relationXml('rId1', 'vmlDrawing', '../drawings/vmlDrawing1.vml'), relationXml('rId2', 'comments', '../comments1.xml')));
  add('xl/worksheets/sheet2.xml', listSheetXml(guide(table), [24, 12, 60, 60, 24]));
  add('xl/comments1.xml', commentsXml(comments, 'CDC delivery tracker'));
  add('xl/drawings/vmlDrawing1.vml', commentBoxesXml(comments));
  zip.end();
  return Readable.from(zip.outputStream as AsyncIterable<Buffer>);
}

function columnWords({ description, rule, example, required }: Column): string {
  return `${description}. ${rule}. ${required === true ? 'Must be filled in.' : 'May be empty.'} Example: ${example}`;
}

function guide({ columns }: TemplateTable): string[][] {
  const rows = columns.map(({ name, required, description, rule, example }) => [name, required === true ? 'yes' : 'no', description, rule, example]);
  return [['Column', 'Must be filled in', 'What it is', 'Rule', 'Example'], ...rows];
}

function* sheetXml({ mark, columns, headers, rows }: TemplateTable): Generator<string> {
  const cols = headers.map((_, place) => `<col min="${place + 1}" max="${place + 1}" width="${WIDTH}" style="${styleOf(columns[place])}" customWidth="1"/>`);
  yield `${XML_HEAD}<worksheet xmlns="${SHEET_NAMESPACE}" xmlns:r="${RELATION_TYPES}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${HEADER_ROW}" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>`;
  yield `<row r="1">${textCell('A1', mark, STYLE.plain)}</row>`;
  yield `<row r="${HEADER_ROW}">${headers.map((header, place) => textCell(cellAddress(place, HEADER_ROW), header, columns[place] ? STYLE.header : STYLE.reminder)).join('')}</row>`;
  for (const [index, cells] of rows.entries()) {
    const row = HEADER_ROW + 1 + index;
    yield `<row r="${row}">${cells.map((cell, place) => cellXml(cell, cellAddress(place, row), columns[place])).join('')}</row>`;
  }
  yield '</sheetData><legacyDrawing r:id="rId1"/></worksheet>';
}

function cellXml(cell: TemplateCell | null, address: string, column: Column | undefined): string {
  if (cell === null) return '';
  const style = styleOf(column);
  if (typeof cell === 'number') return numberCell(address, cell, style);
  return column?.type === 'date' && isIsoDate(cell) ? numberCell(address, dayNumber(cell) + SPREADSHEET_DAYS, style) : textCell(address, cell, style);
}

/** Codes and months are texts, so that no spreadsheet takes 1E5 for a number or 2024-08 for a day. */
function styleOf(column: Column | undefined): number {
  if (column === undefined) return STYLE.reminder;
  if (column.type === 'date') return STYLE.date;
  return column.type === 'whole' || column.type === 'money' || column.type === 'decimal' ? STYLE.plain : STYLE.text;
}

const STYLES = `${XML_HEAD}<styleSheet xmlns="${SHEET_NAMESPACE}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font><font><i/><sz val="11"/><color rgb="FF4C6272"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDEE"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs></styleSheet>`;

function workbook(sheet: string): string {
  return `${XML_HEAD}<workbook xmlns="${SHEET_NAMESPACE}" xmlns:r="${RELATION_TYPES}"><sheets><sheet name="${xmlText(sheet)}" sheetId="1" r:id="rId1"/><sheet name="Columns" sheetId="2" r:id="rId2"/></sheets></workbook>`;
}

function relations(...list: readonly string[]): string {
  return `${XML_HEAD}<Relationships xmlns="${RELATIONS_NAMESPACE}">${list.join('')}</Relationships>`;
}

function contentTypes(): string {
  const parts = [
    ['/xl/workbook.xml', `${SHEET_TYPES}.sheet.main+xml`],
    ['/xl/worksheets/sheet1.xml', `${SHEET_TYPES}.worksheet+xml`],
    ['/xl/worksheets/sheet2.xml', `${SHEET_TYPES}.worksheet+xml`],
    ['/xl/styles.xml', `${SHEET_TYPES}.styles+xml`],
    ['/xl/comments1.xml', `${SHEET_TYPES}.comments+xml`],
    ['/docProps/custom.xml', 'application/vnd.openxmlformats-officedocument.custom-properties+xml'],
  ];
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('');
  return `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides}</Types>`;
}

function properties(mark: string): string {
  return `${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="cdc-template"><vt:lpwstr>${xmlText(mark)}</vt:lpwstr></property></Properties>`;
}
