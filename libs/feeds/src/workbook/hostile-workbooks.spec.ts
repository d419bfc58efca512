import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { utils, write } from '@e965/xlsx';
import { brief, checkFile, type Checked } from '../check/check-under-test.js';
import { type CheckOptions } from '../check/check-result.model.js';
import { partsOf, type TestWorkbook, xlsxOf, type ZipPart, zipOf } from './workbook-under-test.js';

const SHEET = { name: 'Sheet1', rows: [['cdc_code', 'date', 'test', 'delivered'], ['RWX01', '2024-08-05', 'MRI', 12]] };
const SHEET_PART = 'xl/worksheets/sheet1.xml';

const check = (bytes: Uint8Array, options: Partial<CheckOptions> = {}): Promise<Checked> => checkFile('activity-daily', bytes, options);
const withParts = (...parts: ZipPart[]): Uint8Array => xlsxOf({ sheets: [SHEET], parts });
const codesOf = async (bytes: Uint8Array, options: Partial<CheckOptions> = {}): Promise<string[]> => brief(await check(bytes, options));

/** The parts of a sound workbook, one of them changed. */
function changed(name: string, change: (part: ZipPart) => Partial<ZipPart>, book: TestWorkbook = { sheets: [SHEET] }): Uint8Array {
  return zipOf(partsOf(book).map((part) => (part.name === name ? { ...part, ...change(part) } : part)));
}

it('the workbook that the tests below change is sound', async () => {
  expect(await codesOf(xlsxOf({ sheets: [SHEET], shared: ['<t>a</t>'] }))).toEqual([]);
});

describe('a workbook that unfolds', () => {
  const spaces = ' '.repeat(24 * 1024 * 1024);

  it('catalogue 61: to hundreds of times its size is refused, by what its list of parts says', async () => {
    const result = await check(changed(SHEET_PART, ({ content }) => ({ content: `${String(content)}${spaces}` })));
    expect(brief(result)).toEqual(['WORKBOOK_TOO_LARGE']);
    expect(result.errors[0]?.message).toBe('The file holds a part that is folded too often.');
  });

  it.each([100, 1_000_000])('catalogue 61: to more than the %d bytes that its headers state is refused', async (statedSize) => {
    expect(await codesOf(changed(SHEET_PART, ({ content }) => ({ content: `${String(content)}${spaces}`, statedSize })))).toEqual(['UNREADABLE_WORKBOOK']);
  });

  it('catalogue 61: to less than its headers state is refused', async () => {
    expect(await codesOf(changed(SHEET_PART, () => ({ statedSize: 500_000 })))).toEqual(['UNREADABLE_WORKBOOK']);
    expect(await codesOf(changed(SHEET_PART, () => ({ statedSize: 500_000_000 })))).toEqual(['WORKBOOK_TOO_LARGE']);
  });

  it('catalogue 61: to more than may be unfolded at all is refused', async () => {
    expect(await codesOf(withParts(), { limits: { unpackedBytes: 1000 } })).toEqual(['WORKBOOK_TOO_LARGE']);
    // Every part may be small enough and all of them together not.
    const largest = Math.max(...partsOf({ sheets: [SHEET] }).map(({ content }) => Buffer.from(content).length));
    expect(await codesOf(withParts(), { limits: { unpackedBytes: largest } })).toEqual(['WORKBOOK_TOO_LARGE']);
    expect(await codesOf(withParts(), { limits: { unpackedBytes: 100_000 } })).toEqual([]);
  });

  it('catalogue 61: into thousands of parts is refused', async () => {
    const parts = Array.from({ length: 2100 }, (_, index) => ({ name: `xl/media/${index}.png`, content: '' }));
    expect((await check(withParts(...parts))).errors[0]?.message).toBe('The file holds more than 2,000 parts.');
  });

  it('catalogue 61: to more shared texts than may be kept is refused', async () => {
    const bytes = xlsxOf({ sheets: [SHEET], shared: Array.from({ length: 200 }, () => '<t>abc</t>') });
    expect(await codesOf(bytes, { limits: { sharedTexts: 199 } })).toEqual(['WORKBOOK_TOO_LARGE']);
    expect(await codesOf(bytes, { limits: { sharedLetters: 599 } })).toEqual(['WORKBOOK_TOO_LARGE']);
    expect(await codesOf(bytes, { limits: { sharedTexts: 200, sharedLetters: 600 } })).toEqual([]);
  });

  it('to a row or a cell longer than any is refused', async () => {
    const long = (count: number, size: number) => xlsxOf({ sheets: [{ name: 'S', rows: [SHEET.rows[0] ?? [], Array.from({ length: count }, () => randomBytes(size / 2).toString('hex'))] }] });
    expect(await codesOf(long(1, 1_100_000))).toEqual(['FIELD_TOO_LONG 2']);
    expect(await codesOf(long(3, 400_000))).toEqual(['FIELD_TOO_LONG 2']);
    const digits = `<worksheet><sheetData><row><c t="s"><v>${randomBytes(600_000).toString('hex').replaceAll(/[a-f]/g, '1')}</v></c></row></sheetData></worksheet>`;
    expect(await codesOf(xlsxOf({ sheets: [{ name: 'S', xml: digits }] }))).toEqual(['FIELD_TOO_LONG 1']);
  });

  it('catalogue 18: to a million columns is refused, wherever they stand', async () => {
    const at = (address: string) => xlsxOf({ sheets: [{ name: 'S', xml: `<worksheet><sheetData><row r="1"><c r="${address}"><v>1</v></c></row></sheetData></worksheet>` }] });
    expect(await codesOf(at('BDWGN1'))).toEqual(['TOO_MANY_COLUMNS']);
    expect(await codesOf(at('SS1'))).toEqual(['TOO_MANY_COLUMNS']);
    expect(await codesOf(at('SR1'))).toEqual(['HEADER_NOT_FOUND']);
    const many = `<worksheet><sheetData><row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row></sheetData></worksheet>`;
    expect(await codesOf(xlsxOf({ sheets: [{ name: 'S', xml: many }] }))).toEqual(['TOO_MANY_COLUMNS']);
  });
});

describe('a workbook with XML of its own', () => {
  const bomb = `<!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index] ?? ''} "${`&${'abcdefghi'[index] ?? ''};`.repeat(10)}">`).join('')}]>`;

  it.each([
    ['a sheet', SHEET_PART],
    ['the list of sheets', 'xl/workbook.xml'],
    ['its styles', 'xl/styles.xml'],
    ['its shared texts', 'xl/sharedStrings.xml'],
    ['its relations', 'xl/_rels/workbook.xml.rels'],
    ['its types', '[Content_Types].xml'],
  ])('catalogue 62: a document type in %s is refused', async (_, name) => {
    const book = { sheets: [SHEET], shared: ['<t>a</t>'] };
    for (const declaration of [bomb, '<!DOCTYPE x SYSTEM "file:///etc/passwd">', `<!-- ${'x'.repeat(1000)} --><!doctype x>`, `<!DOCTYPE x [<!ENTITY a "${randomBytes(60_000).toString('hex')}">]>`, `${' \n'.repeat(50_000)}<!DOCTYPE x>`]) {
      expect(await codesOf(changed(name, ({ content }) => ({ content: `<?xml version="1.0"?>${declaration}${String(content).replace(/^<\?.*?\?>/, '')}` }), book))).toEqual(['XML_DTD']);
    }
  });

  it('catalogue 62: an entity without a document type has no meaning', async () => {
    expect(await codesOf(changed(SHEET_PART, ({ content }) => ({ content: String(content).replace('RWX01', '&lol;') })))).toEqual(['UNREADABLE_WORKBOOK']);
  });

  it('that is not well formed cannot be read', async () => {
    for (const content of ['<worksheet><sheetData>', '<worksheet></sheetData>', 'text', '']) {
      expect(await codesOf(changed(SHEET_PART, () => ({ content })))).toEqual(['UNREADABLE_WORKBOOK']);
    }
    expect(await codesOf(changed(SHEET_PART, () => ({ content: Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xfe) })))).toEqual(['UNREADABLE_WORKBOOK']);
  });
});

describe('a workbook with links', () => {
  it('catalogue 63: to other files, by DDE or to databases is refused, and nothing is fetched', async () => {
    let calls = 0;
    const server = createServer((_, response) => void response.end(String(++calls)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/book.xlsx`;
    const relation = `<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="${url}" TargetMode="External"/></Relationships>`;
    const link = { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink><externalBook/></externalLink>' };
    expect(await codesOf(withParts(link, { name: 'xl/externalLinks/_rels/externalLink1.xml.rels', content: relation }))).toEqual(['EXTERNAL_LINKS']);
    expect(await codesOf(withParts({ ...link, content: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>' }))).toEqual(['EXTERNAL_LINKS']);
    expect(await codesOf(withParts({ name: 'xl/connections.xml', content: '<connections/>' }))).toEqual(['EXTERNAL_LINKS']);
    // A hyperlink is text with an address that nobody opens.
    expect(await codesOf(withParts({ name: 'xl/worksheets/_rels/sheet1.xml.rels', content: relation }))).toEqual([]);
    server.close();
    expect(calls).toBe(0);
  });

  it('catalogue 71: to macros is refused, by its parts and by its type', async () => {
    expect(await codesOf(withParts({ name: 'xl/vbaProject.bin', content: 'x' }))).toEqual(['MACROS']);
    expect(await codesOf(withParts({ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' }))).toEqual(['MACROS']);
    const type = (part: ZipPart) => ({ content: String(part.content).replace('spreadsheetml.sheet.main', 'spreadsheetml.sheet.macroEnabled.main') });
    expect(await codesOf(changed('[Content_Types].xml', type))).toEqual(['MACROS']);
  });
});

describe('a workbook that needs a password', () => {
  const utf16 = (text: string) => [...Buffer.from(text, 'utf16le')];
  const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

  it('catalogue 70: is told from an old workbook, for every feed', async () => {
    const file = Uint8Array.from([...OLE2, ...Array<number>(1000).fill(0), ...utf16('EncryptionInfo'), 0, 0, ...utf16('EncryptedPackage')]);
    expect(await codesOf(file)).toEqual(['ENCRYPTED']);
    expect(brief(await checkFile('dm01-monthly', file))).toEqual(['ENCRYPTED']);
  });

  it('catalogue 70: is told in the old format by its record of a password', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['a']]), 'Provider by Test');
    const bytes = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }));
    // The record of the writer's name (0x5c, 112 bytes) becomes one of a password (0x2f), by RC4.
    const at = bytes.indexOf(Buffer.from([0x5c, 0x00, 0x70, 0x00]));
    expect(at).toBeGreaterThan(0);
    bytes.set([0x2f, 0x00, 0x70, 0x00, 0x01, 0x00, 0x01, 0x00, 0x01, 0x00], at);
    expect(brief(await checkFile('dm01-monthly', new Uint8Array(bytes)))).toEqual(['ENCRYPTED']);
  });

  it('catalogue 70: is told when only its parts are encrypted', async () => {
    expect(await codesOf(changed(SHEET_PART, () => ({ flags: 1 })))).toEqual(['ENCRYPTED']);
  });

  it('catalogue 72: of the old format is refused for our templates, since it may have lost rows', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(SHEET.rows), 'activity-daily');
    const result = await check(new Uint8Array(write(book, { type: 'array', bookType: 'biff8' })));
    expect([brief(result), result.rows]).toEqual([['LEGACY_XLS'], []]);
    expect(result.errors[0]?.message).toContain('65,536');
  });
});

describe('a workbook that is damaged', () => {
  const sound = xlsxOf({ sheets: [SHEET] });

  it('catalogue 74: because it was cut short, anywhere, is refused', async () => {
    for (const part of [0.1, 0.5, 0.9, 0.999]) expect(await codesOf(sound.subarray(0, Math.floor(sound.length * part)))).toEqual(['UNREADABLE_WORKBOOK']);
  });

  it('catalogue 74: in the bytes of a sheet is refused', async () => {
    expect(await codesOf(changed(SHEET_PART, () => ({ statedChecksum: 1 })))).toEqual(['UNREADABLE_WORKBOOK']);
  });

  it('with a part twice, or names that reach out of the file, is refused', async () => {
    expect(await codesOf(withParts({ name: 'XL/workbook.xml', content: '<workbook/>' }))).toEqual(['UNREADABLE_WORKBOOK']);
    for (const name of ['../../etc/passwd', '/etc/passwd', 'C:/windows/x.xml', 'xl\\..\\..\\x']) expect(await codesOf(withParts({ name, content: 'x' }))).toEqual(['UNREADABLE_WORKBOOK']);
  });

  it('without the sheet that it lists is refused', async () => {
    expect(await codesOf(zipOf(partsOf({ sheets: [SHEET] }).filter(({ name }) => name !== SHEET_PART)))).toEqual(['UNREADABLE_WORKBOOK']);
  });
});
