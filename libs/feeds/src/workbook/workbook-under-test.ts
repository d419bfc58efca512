import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a zip file; what its headers say of it may be a lie. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Unpacked size as the headers state it. */
  readonly statedSize?: number;
  readonly statedChecksum?: number;
  /** General purpose flags; 1 is encrypted. */
  readonly flags?: number;
  readonly isPacked?: boolean;
}

/** A zip file of these parts, made by hand so that hostile ones can be made too. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, statedSize, statedChecksum, flags = 0, isPacked = true } of parts) {
    const bytes = Buffer.from(content);
    const packed = isPacked ? deflateRawSync(bytes, { level: 1 }) : bytes;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags | 0x800, 2);
    fields.writeUInt16LE(isPacked ? 8 : 0, 4);
    fields.writeUInt32LE(statedChecksum ?? crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(statedSize ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    bodies.push(Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, place, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, list, end]));
}

/** A cell: text, a number, a truth, blank, or the inside of its element as XML. */
export type TestCell = string | number | boolean | null | { readonly attributes?: string; readonly xml: string };

export interface TestSheet {
  readonly name: string;
  readonly rows?: readonly (readonly TestCell[])[];
  readonly state?: 'hidden' | 'veryHidden';
  /** Attributes of rows, by their number. */
  readonly rowAttributes?: Readonly<Record<number, string>>;
  /** Elements behind the cells. */
  readonly after?: string;
  /** The whole part in place of rows. */
  readonly xml?: string;
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[];
  readonly date1904?: boolean;
  /** Codes of number formats: the style of a cell is the place of its code here, from 1. */
  readonly formats?: readonly string[];
  /** Insides of the table of shared texts. */
  readonly shared?: readonly string[];
  /** Parts besides, or in place of those of the same name. */
  readonly parts?: readonly ZipPart[];
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The address of a column: A for 0. */
export function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function cellXml(cell: TestCell, address: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${address}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string') return `<c r="${address}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  return `<c r="${address}" ${cell.attributes ?? ''}>${cell.xml}</c>`;
}

function sheetXml({ rows = [], rowAttributes = {}, after = '' }: TestSheet): string {
  const data = rows.map((cells, index) => `<row r="${index + 1}" ${rowAttributes[index + 1] ?? ''}>${cells.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`)).join('')}</row>`);
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${MAIN}><sheetData>${data.join('')}</sheetData>${after}</worksheet>`;
}

/** The parts of a workbook of type .xlsx as a spreadsheet program writes them. */
export function partsOf(book: TestWorkbook): ZipPart[] {
  const { sheets, formats = [], shared, date1904 = false } = book;
  const relations = [
    ...sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`),
    `<Relationship Id="rIdS" Type="${OFFICE}/styles" Target="styles.xml"/>`,
    ...(shared ? [`<Relationship Id="rIdT" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>`] : []),
  ];
  const list = sheets.map(({ name, state }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" ${state ? `state="${state}"` : ''} r:id="rId${index + 1}"/>`);
  const codes = formats.map((code, index) => `<numFmt numFmtId="${170 + index}" formatCode="${escaped(code)}"/>`);
  const styles = formats.map((_, index) => `<xf numFmtId="${170 + index}"/>`);
  const usual = [
    { name: '[Content_Types].xml', content: `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/></Types>` },
    { name: '_rels/.rels', content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { name: 'xl/workbook.xml', content: `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>` },
    { name: 'xl/styles.xml', content: `<styleSheet ${MAIN}><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>` },
    ...(shared ? [{ name: 'xl/sharedStrings.xml', content: `<sst ${MAIN}>${shared.map((inside) => `<si>${inside}</si>`).join('')}</sst>` }] : []),
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: sheet.xml ?? sheetXml(sheet) })),
  ];
  const given = book.parts ?? [];
  return [...usual.filter(({ name }) => !given.some((part) => part.name === name)), ...given];
}

export function xlsxOf(book: TestWorkbook): Uint8Array {
  return zipOf(partsOf(book));
}
