import { utils, write } from '@e965/xlsx';
import { brief, checkFile, CONTEXT, readHere } from '../check/check-under-test.js';
import { openCheck } from '../check/file-check.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { partsOf, type TestSheet, type TestWorkbook, xlsxOf, type ZipPart, zipOf } from '../workbook/workbook-under-test.js';

const ONE = '9434765919';
const HEADER = ['cdc_code', 'date', 'test', 'delivered', 'comment'];
const SOUND = ['RWX01', '2024-08-05', 'MRI', 12];

const places = async (...sheets: TestSheet[]): Promise<unknown[]> => {
  const { errors, quarantined, rows } = await checkFile('activity-daily', xlsxOf({ sheets }));
  expect(quarantined).toBe(true);
  expect(JSON.stringify([errors, rows])).not.toContain(ONE);
  return errors.map(({ code, sheet, cell }) => [code, sheet, cell]);
};

describe('a workbook that names a patient is quarantined', () => {
  it('in a row of data', async () => {
    expect(await places({ name: 'S', rows: [HEADER, [...SOUND, `patient ${ONE}`]] })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'E2']]);
  });

  it('above the header', async () => {
    expect(await places({ name: 'S', rows: [['List', ONE], HEADER, SOUND] })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'B1']]);
  });

  it('beside the table', async () => {
    expect(await places({ name: 'S', rows: [HEADER, [...SOUND, null, null, ONE]] })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'G2']]);
  });

  it.each([undefined, 'hidden', 'veryHidden'] as const)('in another sheet (%s)', async (state) => {
    const other = { name: 'Old', rows: [['note'], [], [null, ONE]], ...(state ? { state } : {}) };
    expect(await places({ name: 'activity-daily', rows: [HEADER, SOUND] }, other)).toEqual([['POSSIBLE_PATIENT_DATA', 'Old', 'B3']]);
  });

  it('in a sheet that is not chosen among several, or is of no use to the feed', async () => {
    expect(await places({ name: 'A', rows: [HEADER, SOUND] }, { name: 'B', rows: [[ONE]] })).toEqual([['POSSIBLE_PATIENT_DATA', 'B', 'A1']]);
    const far = Array.from({ length: 20_000 }, (_, index) => [`row ${index}`, index === 19_999 ? ONE : 'x']);
    expect(await places({ name: 'S', rows: far })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'B20000']]);
  });
});

const SHEET: TestSheet = { name: 'S', rows: [HEADER, SOUND] };
const SPACED = '943 476 5919';
const book = (...parts: ZipPart[]): Uint8Array => xlsxOf({ sheets: [SHEET], parts });
const found = async (bytes: Uint8Array, feed: 'activity-daily' | 'ledger' = 'activity-daily'): Promise<unknown[]> => {
  const { errors, quarantined, unseen, rows } = await checkFile(feed, bytes);
  expect(JSON.stringify([errors, rows])).not.toMatch(/943.?476.?5919/);
  if (quarantined) expect(unseen).toBe(false);
  return [quarantined, unseen, ...errors.map(({ code, message }) => (code === 'POSSIBLE_PATIENT_DATA' ? message.replace(/^(.*?) may hold an NHS number.*$/, '$1') : code))];
};
const sst = (...texts: string[]): ZipPart => ({ name: 'xl/sharedStrings.xml', content: `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>` });
const comments = (...of: [cell: string, text: string][]): ZipPart => ({
  name: 'xl/comments1.xml',
  content: `<comments><authors><author>Dr Ann Smith</author></authors><commentList>${of.map(([cell, text]) => `<comment ref="${cell}" authorId="0"><text><r><rPr><b/></rPr><t>Note: </t></r><r><t>${text.slice(0, 6)}</t></r><r><rPr><b/></rPr><t>${text.slice(6)}</t></r></text></comment>`).join('')}</commentList></comments>`,
});
const core = (text: string): ZipPart => ({ name: 'docProps/core.xml', content: `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Ann Smith</dc:creator><cp:lastModifiedBy>Bob Jones</cp:lastModifiedBy><dc:title>${text}</dc:title></cp:coreProperties>` });
const app = { name: 'docProps/app.xml', content: '<Properties><Application>Microsoft Excel</Application><Company>A trust</Company><AppVersion>16.0300</AppVersion></Properties>' };

describe('a workbook that names a patient beside its cells is quarantined', () => {
  it('in a comment, in whatever fonts, with the cell that it stands on', async () => {
    expect(await found(book(comments(['B2', 'all well'], ['D7', ONE], ['E9', SPACED])))).toEqual([true, false, 'The comment on cell D7', 'The comment on cell E9']);
    const threads = { name: 'xl/threadedComments/threadedComment1.xml', content: `<ThreadedComments><threadedComment ref="D7"><text>see ${ONE}</text></threadedComment></ThreadedComments>` };
    expect(await found(book(threads, comments(['D7', ONE])))).toEqual([true, false, 'The comment on cell D7']);
  });

  it.each<[string, ZipPart]>([
    ['The properties of the workbook', core(`List ${ONE}`)],
    ['The properties of the workbook', { name: 'docProps/custom.xml', content: `<Properties><property name="Case"><vt:lpwstr xmlns:vt="v">${ONE}</vt:lpwstr></property></Properties>` }],
    ['A property of the workbook', { name: 'customXml/item1.xml', content: Buffer.from(`\ufeff<a><b>${SPACED}</b></a>`, 'utf16le') }],
    ['The data kept for a pivot table', { name: 'xl/pivotCache/pivotCacheRecords1.xml', content: `<r><r><s v="MRI"/><n v="${ONE}"/></r></r>` }],
    ['A chart', { name: 'xl/charts/chart1.xml', content: `<c:chart xmlns:c="c"><c:pt idx="0"><c:v>${ONE}</c:v></c:pt></c:chart>` }],
    ['A shape or text box', { name: 'xl/drawings/drawing1.xml', content: `<a:p xmlns:a="a"><a:r><a:t>943 47</a:t></a:r><a:r><a:t>6 5919</a:t></a:r></a:p>` }],
    ['A shape or text box', { name: 'xl/drawings/vmlDrawing1.vml', content: `<xml><div><br>patient ${ONE}</div></xml>` }],
    ['A sheet', { name: 'xl/worksheets/sheet9.xml', content: `<worksheet><sheetData><row><c><v>${ONE}</v></c></row></sheetData></worksheet>` }],
    ['A part of the workbook that is no sheet', { name: 'xl/queries.xml', content: `<q><dbPr command="select * where nhs_no = '${ONE}'"/></q>` }],
    ['A part of the workbook that is no sheet', { name: 'xl/tables/table1.xml', content: `<table name="T"><tableColumn name="patient ${ONE}"/></table>` }],
  ])('%s (%#)', async (thing, part) => {
    expect(await found(book(part))).toEqual([true, false, thing]);
  });

  it.each([
    ['in its header', `<headerFooter><oddHeader>&amp;CClinic ${SPACED}</oddHeader></headerFooter>`],
    ['in the hint of a cell', `<dataValidations><dataValidation prompt="not ${ONE}"/></dataValidations>`],
    ['in the text of a link', `<hyperlinks><hyperlink ref="A1" tooltip="${SPACED}"/></hyperlinks>`],
  ])('%s', async (_, after) => {
    expect(await found(xlsxOf({ sheets: [{ ...SHEET, after }] }))).toEqual([true, false, 'A sheet']);
  });
});

describe('a workbook that is refused is looked through all the same', () => {
  const macros = { name: 'xl/vbaProject.bin', content: 'x' };
  const links = { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' };

  it.each([
    ['for macros', macros, 'MACROS'],
    ['for links', links, 'EXTERNAL_LINKS'],
  ])('%s: cell by cell', async (_, part, code) => {
    const cells: TestSheet = { name: 'S', rows: [HEADER, [...SOUND, `patient ${ONE}`]] };
    expect(await places(cells)).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'E2']]);
    expect(await found(xlsxOf({ sheets: [cells], parts: [part] }))).toEqual([true, false, 'Cell E2']);
    expect(await found(book(part))).toEqual([false, false, code]);
    expect((await checkFile('activity-daily', book(part))).rows).toEqual([]);
  });

  it('for macros and links: what is written in those', async () => {
    expect(await found(book({ ...macros, content: `\u0001\u0002' patient ${ONE}\u0000\u0003` }))).toEqual([true, false, 'A macro']);
    const kept = `<externalLink><sheetDataSet><sheetData><row r="1"><cell r="A1"><v>${ONE}</v></cell></row></sheetData></sheetDataSet></externalLink>`;
    expect(await found(book({ ...links, content: kept }))).toEqual([true, false, 'The data kept of a linked file']);
  });

  const damaged = (name: string, change: Partial<ZipPart>, more: Partial<TestWorkbook> = {}): Uint8Array =>
    zipOf(partsOf({ sheets: [SHEET], ...more }).map((part) => (part.name === name ? { ...part, ...change } : part)));
  const cut = (text: string): string => `<worksheet><sheetData><row><c t="inlineStr"><is><t>${text}</t></is></c><c><v>12</v></c></row>`;

  it('for a sheet that breaks off', async () => {
    expect(await found(damaged('xl/worksheets/sheet1.xml', { content: cut(ONE) }))).toEqual([true, false, 'A sheet']);
    expect(await found(damaged('xl/worksheets/sheet1.xml', { content: cut('x') }))).toEqual([false, false, 'UNREADABLE_WORKBOOK']);
    expect(await found(damaged('xl/worksheets/sheet1.xml', { content: '<worksheet>' }, { parts: [sst(SPACED)] }))).toEqual([true, false, 'A sheet']);
  });

  it('for more rows than are held', async () => {
    const rows = [...Array.from({ length: 50 }, (_, index) => [`row ${index}`]), [`patient ${ONE}`]];
    const { quarantined, errors } = await checkFile('dm01-monthly', xlsxOf({ sheets: [{ name: 'S', rows }] }), { limits: { heldRows: 10 } });
    expect([quarantined, errors.map(({ code }) => code)]).toEqual([true, ['POSSIBLE_PATIENT_DATA']]);
    const { unseen, errors: other } = await checkFile('dm01-monthly', xlsxOf({ sheets: [{ name: 'S', rows: rows.slice(0, 50) }] }), { limits: { heldRows: 10 } });
    expect([unseen, other.map(({ code }) => code)]).toEqual([false, ['WORKBOOK_TOO_LARGE']]);
  });

  const old = (rows: readonly (readonly (string | number)[])[], change: (sheet: ReturnType<typeof utils.aoa_to_sheet>) => void = () => undefined): Uint8Array => {
    const workbook = utils.book_new();
    const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
    change(sheet);
    utils.book_append_sheet(workbook, sheet, 'S');
    workbook.Props = { Author: 'Ann Smith' };
    return new Uint8Array(write(workbook, { type: 'array', bookType: 'biff8' }));
  };

  it('for its old format', async () => {
    expect(await found(old([HEADER, [...SOUND, `patient ${ONE}`]]))).toEqual([true, false, 'Cell E2']);
    expect(await found(old([HEADER, SOUND]))).toEqual([false, false, 'LEGACY_XLS']);
    expect((await checkFile('activity-daily', old([HEADER, SOUND]).subarray(0, 700))).unseen).toBe(true);
    const ledger = [['entity', 'date', 'amount', 'expense_type', 'expense_area', 'supplier', 'reference'], ['RWX', '2024-08-01', 10, 'Transport', 'Imaging', 'Supplier A', ONE]];
    expect(await found(old(ledger), 'ledger')).toEqual([false, false, 'LEGACY_XLS']);
  });
});

describe('a workbook is not quarantined for what stands beside its cells when that is', () => {
  it.each<[string, ZipPart[]]>([
    ['names of authors and companies', [core('Weekly return'), app, comments(['A1', 'Please check, Dr Smith'])]],
    ['a number that fails', [core('Order 9434765918'), comments(['A1', '9434765918'])]],
    ['the number by which a document store knows it', [{ name: 'docProps/custom.xml', content: `<Properties><property name="_dlc_DocId"><vt:lpwstr xmlns:vt="v">QRXVJMTHWCSP-${ONE}-4471</vt:lpwstr></property></Properties>` }]],
    ['an address with a number', [{ name: 'xl/worksheets/_rels/sheet1.xml.rels', content: `<Relationships><Relationship Id="r" Type="h" TargetMode="External" Target="https://example.org/item/${ONE}"/></Relationships>` }]],
    ['a number that a program drew', [{ name: 'xl/charts/chart1.xml', content: `<c:chart xmlns:c="c"><c:axId val="${ONE}"/></c:chart>` }]],
    ['other numbers of a pivot table, of which few pass', [{ name: 'xl/pivotCache/pivotCacheRecords1.xml', content: `<r>${[ONE, '9434765918', '9434765917'].map((value) => `<r><n v="${value}"/></r>`).join('')}</r>` }]],
  ])('%s', async (_, parts) => {
    expect(await found(book(...parts))).toEqual([false, false]);
  });
});

describe('a file that cannot be looked through may not be kept', () => {
  const flagged = (bytes: Uint8Array, limits = {}) => checkFile('activity-daily', bytes, { limits }).then((result) => [result.unseen, brief(result)[0]]);
  const part = (change: Partial<ZipPart>): Uint8Array => zipOf(partsOf({ sheets: [SHEET] }).map((one) => (one.name === 'xl/worksheets/sheet1.xml' ? { ...one, ...change } : one)));

  it.each<[string, Uint8Array, string]>([
    ['with a password', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from('EncryptedPackage', 'utf16le')]), 'ENCRYPTED'],
    ['with encrypted parts', part({ flags: 1 }), 'ENCRYPTED'],
    ['cut short', book().subarray(0, 500), 'UNREADABLE_WORKBOOK'],
    ['with a damaged sheet', part({ statedChecksum: 1 }), 'UNREADABLE_WORKBOOK'],
    ['that unfolds too far', part({ content: `<worksheet>${' '.repeat(24 * 1024 * 1024)}</worksheet>` }), 'WORKBOOK_TOO_LARGE'],
    ['with a document type', part({ content: '<!DOCTYPE x [<!ENTITY a "1">]><worksheet/>' }), 'XML_DTD'],
    ['with a document type in a part that is not read', book({ name: 'xl/theme/theme1.xml', content: '<!DOCTYPE x><a/>' }), 'XML_DTD'],
    ['with comments that are damaged', book({ ...comments(['A1', 'a']), statedChecksum: 1 }), 'UNREADABLE_WORKBOOK'],
    ['in another archive', zipOf([{ name: 'a.csv', content: 'a,b' }]), 'TYPE_NOT_SUPPORTED'],
    ['in a PDF', Buffer.from('%PDF-1.7 x'), 'TYPE_NOT_SUPPORTED'],
    ['in a letter', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from('WordDocument', 'utf16le')]), 'TYPE_NOT_SUPPORTED'],
  ])('%s', async (_, bytes, code) => {
    expect(await flagged(bytes)).toEqual([true, code]);
  });

  it('for its size', async () => {
    expect(await flagged(book(), { fileBytes: 100 })).toEqual([true, 'FILE_TOO_LARGE']);
    const json = Buffer.from(`[${`{"comment":"x"},`.repeat(9000)}{"comment":"patient ${ONE}"}]`);
    expect((await checkFile('activity-daily', json, { limits: { fileBytes: 70_000 } })).quarantined).toBe(true);
    expect(await flagged(Buffer.from(json.toString().replace(ONE, '')), { fileBytes: 70_000 })).toEqual([false, 'FILE_TOO_LARGE']);
  });

  it('unlike one that can, sound or not', async () => {
    expect([await flagged(book()), await flagged(Buffer.from('<html></html>')), await flagged(Buffer.from('a,b\n"1,2\n'))]).toEqual([
      [false, undefined],
      [false, 'TYPE_NOT_SUPPORTED'],
      [false, 'MALFORMED_CSV 2'],
    ]);
  });
});

describe('a JSON file that names a patient is quarantined', () => {
  const ROW = '"cdc_code":"RWX01","date":"2024-08-05","test":"MRI","delivered":1';

  it.each([
    ['in a row', `[{${ROW}},{${ROW.replace('05', '06')},"comment":"${ONE}"}]`],
    ['as a key', `[{${ROW},"${ONE}":1}]`],
    ['in a file for no feed', `[{"first":"a","second":"patient ${ONE}"}]`],
    ['in a file that cannot be read', `[{${ROW},"comment":"patient ${ONE}"}`],
    ['in an object inside a value', `[{${ROW},"comment":{"a":[{"note":"${ONE}"}]}}]`],
    ['as a number inside a list', `[{${ROW},"extra":[${ONE}]}]`],
    ['as a key inside a value', `[{${ROW},"comment":{"${ONE}":1}}]`],
    ['as an entry that is no object', `[{${ROW}},"${ONE}"]`],
    ['under a key that stands twice', `[{${ROW},"comment":"${ONE}","comment":"x"}]`],
    ['in other letters, in a file of another shape', `{"title":"x","rows":[{"a":"\\u0039434765919"}]}`],
    ['in a file of another shape', `{"rows":[{"patient":"NHS number ${ONE}"}]}`],
  ])('%s', async (_, text) => {
    const { quarantined, errors, rows } = await checkFile('activity-daily', text);
    expect([quarantined, errors[0]?.code]).toEqual([true, 'POSSIBLE_PATIENT_DATA']);
    expect(JSON.stringify([errors, rows])).not.toContain(ONE);
  });
});

describe('a JSON file', () => {
  it('is not quarantined for other numbers inside its values, or in another shape', async () => {
    const orders = ['9434765918', '9434765917', ONE].map((order) => `"${order}"`).join();
    expect((await checkFile('activity-daily', `[{"cdc_code":"RWX01","date":"2024-08-05","test":"MRI","delivered":{"a":"9434765918"}}]`)).quarantined).toBe(false);
    expect((await checkFile('activity-daily', `{"orders":[${orders}]}`)).quarantined).toBe(false);
  });

  it('is looked through by a feed that takes none', async () => {
    const feed = feedByName('dm01-monthly');
    const check = async (text: string) => {
      const opened = openCheck({ ...feed, layouts: feed.layouts.filter(({ workbook }) => workbook) }, { fileName: 'x', context: CONTEXT }, readHere);
      opened.push(new TextEncoder().encode(text));
      return opened.end();
    };
    expect((await check(`[{"a":"${ONE}"}]`)).quarantined).toBe(true);
    expect(brief(await check('[{"a":"1"}]'))).toEqual(['TYPE_NOT_SUPPORTED']);
  });
});
