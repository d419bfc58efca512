import { columnLetters } from '../errors/cell-address.js';

/** Pieces of the XML of a workbook, as ECMA-376 has them. */

export const SHEET_NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATION_TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const RELATIONS_NAMESPACE = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const SHEET_TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

// eslint-disable-next-line no-control-regex -- XML has no way to write these
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function xmlText(text: string): string {
  return text.replace(NOT_IN_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** @param place of the column, from 0 */
export function cellAddress(place: number, row: number): string {
  return `${columnLetters(place)}${row}`;
}

const styled = (style: string | number | null | undefined): string => (style === null || style === undefined ? '' : ` s="${style}"`);

/** A text is written as a text, so nothing in it is ever a formula. */
export function textCell(address: string, text: string, style?: string | number | null): string {
  return `<c r="${address}"${styled(style)} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

export function numberCell(address: string, number: number, style?: string | number | null): string {
  return `<c r="${address}"${styled(style)}><v>${number}</v></c>`;
}

export function blankCell(address: string, style?: string | number | null): string {
  return `<c r="${address}"${styled(style)}/>`;
}

/** A sheet of texts and numbers; the first row stays in view. @param widths of columns, in letters */
export function listSheetXml(rows: readonly (readonly (string | number | null)[])[], widths: readonly number[]): string {
  const cols = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
  const data = rows.map((cells, index) => `<row r="${index + 1}">${cells.map((cell, place) => cellXml(cell, cellAddress(place, index + 1))).join('')}</row>`).join('');
  return `${XML_HEAD}<worksheet xmlns="${SHEET_NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols}</cols><sheetData>${data}</sheetData></worksheet>`;
}

function cellXml(cell: string | number | null, address: string): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? numberCell(address, cell) : textCell(address, cell);
}

/** A comment on one cell. */
export interface SheetComment {
  readonly place: number;
  readonly row: number;
  readonly text: string;
}

export function commentsXml(comments: readonly SheetComment[], author: string): string {
  const list = comments.map(({ place, row, text }) => `<comment ref="${cellAddress(place, row)}" authorId="0"><text><t xml:space="preserve">${xmlText(text)}</t></text></comment>`).join('');
  return `${XML_HEAD}<comments xmlns="${SHEET_NAMESPACE}"><authors><author>${xmlText(author)}</author></authors><commentList>${list}</commentList></comments>`;
}

/** The boxes that comments open in, which spreadsheet programs still ask for in VML. */
export function commentBoxesXml(comments: readonly SheetComment[]): string {
  const boxes = comments.map(
    ({ place, row }, index) =>
      `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${place + 1}, 15, ${row}, 2, ${place + 4}, 15, ${row + 5}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${place}</x:Column></x:ClientData></v:shape>`,
  );
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${boxes.join('')}</xml>`;
}

export function relationXml(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATION_TYPES}/${type}" Target="${xmlText(target)}"/>`;
}
