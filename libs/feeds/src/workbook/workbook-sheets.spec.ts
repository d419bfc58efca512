import { utils, write } from '@e965/xlsx';
import { brief, checkFile, CONTEXT, readHere } from '../check/check-under-test.js';
import { openCheck } from '../check/file-check.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { defineLayout } from '../feeds/feed.model.js';
import { READ_LIMITS } from '../worker/read-limits.model.js';
import { partsOf, type TestSheet, type TestWorkbook, xlsxOf, zipOf } from './workbook-under-test.js';
import { readXlsx } from './xlsx-reader.js';

const HEADER = ['cdc_code', 'date', 'test', 'delivered'];
const DAY = '2024-08-05';
const DATA = [HEADER, ['RWX01', DAY, 'MRI', 12], ['RWX02', DAY, 'CT', 3]];
const SHEET: TestSheet = { name: 'Sheet1', rows: DATA };

const check = (sheets: readonly TestSheet[], book: Partial<TestWorkbook> = {}) => checkFile('activity-daily', xlsxOf({ sheets, ...book }));

/** Every file of a sound template gives the same, whatever the format. */
const SOUND = { rows: DATA.slice(1).map(([cdc_code, date, test, delivered]) => ({ cdc_code, date, test, delivered: String(delivered) })), totals: { delivered: 15 }, counts: { read: 2, skipped: 0, errors: 0, warnings: 0 } };

describe('a workbook in the form of a template', () => {
  it('gives the same as CSV and JSON', async () => {
    const csv = DATA.map((row) => row.join()).join('\n');
    const json = JSON.stringify(DATA.slice(1).map((row) => Object.fromEntries(HEADER.map((name, index) => [name, row[index]]))));
    for (const file of [csv, json, xlsxOf({ sheets: [SHEET] })]) expect(await checkFile('activity-daily', file)).toMatchObject(SOUND);
  });

  it('may come from another writer, with its own prefixes and no addresses', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(DATA), 'Data');
    expect(await checkFile('activity-daily', new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true })))).toMatchObject(SOUND);
    const cells = (row: readonly unknown[]) => row.map((cell) => `<x:c t="inlineStr"><x:is><x:t>${cell}</x:t></x:is></x:c>`).join('');
    const xml = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${DATA.map((row) => `<x:row>${cells(row)}</x:row>`).join('')}</x:sheetData></x:worksheet>`;
    expect(await check([{ name: 'S', xml }])).toMatchObject(SOUND);
  });

  it('comes in batches of moderate size, packed or not', async () => {
    const rows = [HEADER, ...Array.from({ length: 20_000 }, (_, index) => ['RWX01', DAY, 'MRI', index])];
    for (const isPacked of [true, false]) {
      const bytes = zipOf(partsOf({ sheets: [{ name: 'S', rows }] }).map((part) => ({ ...part, isPacked })));
      const sizes: number[] = [];
      await readXlsx({ format: 'xlsx', bytes, sheets: ['S'], limits: READ_LIMITS }, async (reading) => void (reading.kind === 'rows' && sizes.push(reading.batch.counts.length)));
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(20_001);
      expect(Math.max(...sizes)).toBeLessThan(6000);
    }
  });

  it('is looked into for the sheet that is filled without all of it counting twice', async () => {
    const rows = [HEADER, ...Array.from({ length: 2000 }, (_, index) => ['RWX01', new Date(index * 86_400_000).toISOString().slice(0, 10), 'MRI', 1])];
    const sheet = { name: 'S', rows };
    const size = partsOf({ sheets: [sheet] }).reduce((sum, { content }) => sum + content.length, 0);
    expect(brief(await checkFile('activity-daily', xlsxOf({ sheets: [sheet] }), { limits: { unpackedBytes: size + 100_000 } }))).toEqual([]);
    expect(brief(await checkFile('activity-daily', xlsxOf({ sheets: [sheet] }), { limits: { unpackedBytes: size - 1000 } }))).toEqual(['WORKBOOK_TOO_LARGE']);
  });

  it('may have title rows, also merged ones, and counts rows as the sheet does', async () => {
    const rows = [['Return of the region'], [], ['Sent', '20 August'], HEADER, ['RWX01', DAY, 'MRI', 12], ['RWX02', DAY, 'CT', 'many']];
    const result = await check([{ name: 'Return', rows, after: '<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>' }]);
    expect(brief(result)).toEqual(['NUMBER_FORMAT D6']);
    expect(result.errors[0]?.sheet).toBe('Return');
  });

  it('is read past rows that are not in the file: blank ones are counted and warned of', async () => {
    const row = (number: number, cells: readonly string[]) => `<row r="${number}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
    const xml = `<worksheet><sheetData>${row(2, HEADER)}${row(3, ['RWX01', DAY, 'MRI', '1'])}${row(9, ['RWX02', DAY, 'MRI', '1'])}<row r="900"><c s="1"/></row></sheetData></worksheet>`;
    const result = await check([{ name: 'S', xml }]);
    expect([brief(result), result.counts]).toEqual([['BLANK_ROW 4'], { read: 2, skipped: 5, errors: 0, warnings: 1 }]);
  });

  it('says the same of a faulty header, another feed or no header as CSV does', async () => {
    expect(brief(await check([{ name: 'S', rows: [['cdc_code', 'delivered'], ['RWX01', -1]] }]))).toEqual(['MISSING_COLUMN', 'MISSING_COLUMN', 'NEGATIVE B2']);
    expect(brief(await check([{ name: 'S', rows: [['cdc_code', 'month', 'test', 'planned'], ['RWX01', '2024-08', 'MRI', 1]] }]))).toEqual(['WRONG_FEED']);
    expect(brief(await check([{ name: 'S', rows: [['Some notes'], ['of the day']] }]))).toEqual(['HEADER_NOT_FOUND']);
    expect(brief(await check([{ name: 'S' }]))).toEqual(['EMPTY_FILE']);
    expect(brief(await check([{ name: 'S', rows: [HEADER] }]))).toEqual(['NO_DATA_ROWS']);
  });
});

describe('a sheet', () => {
  it.each(['A1:A3', 'D2:D3', 'A2:B2', 'XFC9:XFD9'])('catalogue 66: with the merged cells %s is refused', async (ref) => {
    const result = await check([{ ...SHEET, after: `<mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>` }]);
    expect(result.errorsByCode).toEqual({ MERGED_CELLS: 1 });
    expect(result.errors[0]?.message).toContain('"Sheet1"');
  });

  it.each(['hidden', 'veryHidden'] as const)('catalogue 67: that is %s makes the file refused, by name', async (state) => {
    const result = await check([SHEET, { name: 'Old figures', state, rows: DATA }]);
    expect(result.errors.map(({ code, message }) => [code, message])).toEqual([['HIDDEN_SHEET', 'Sheet "Old figures" is hidden.']]);
  });

  it('catalogue 68: with hidden or filtered rows is read whole, with one warning', async () => {
    const rows = [...DATA, ['RWX03', DAY, 'MRI', 5], []];
    const result = await check([{ name: 'S', rows, rowAttributes: { 3: 'hidden="1"', 4: 'hidden="true"', 5: 'hidden="1"' }, after: '<autoFilter ref="A1:D4"/>' }]);
    expect([brief(result), result.totals]).toEqual([['HIDDEN_ROWS 3'], { delivered: 20 }]);
    expect(result.errors[0]).toMatchObject({ severity: 'warning', message: 'Rows are hidden or filtered out from row 3 on (2 rows). They were read like all others.' });
  });

  it('catalogue 69: of the name of the feed is read, whatever else the workbook holds', async () => {
    const guidance = { name: 'Guidance', rows: [['How to fill this in']] };
    for (const name of ['activity-daily', 'Activity-Daily ', 'Daily activity template']) {
      expect(await check([guidance, { ...SHEET, name }])).toMatchObject(SOUND);
    }
  });

  it('catalogue 69: is read when it alone holds anything, and no sheet is chosen among several', async () => {
    expect(await check([{ name: 'Empty' }, SHEET, { name: 'Also empty', rows: [['', '']] }])).toMatchObject(SOUND);
    const result = await check([SHEET, { name: 'More', rows: DATA }]);
    expect([brief(result), result.rows]).toEqual([['SEVERAL_SHEETS'], []]);
    expect(result.errors[0]?.message).toBe('These sheets hold data: "Sheet1", "More".');
  });

  const filledTo = (last: number) => {
    const header = `<row r="1">${HEADER.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
    const row = `<row r="${last}">${['RWX01', DAY, 'MRI', '1'].map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
    return check([{ name: 'S', xml: `<worksheet><sheetData>${header}${row}</sheetData></worksheet>` }]);
  };

  it.each([65_536, 1_048_576])('catalogue 75: that ends at row %d may have been cut', async (last) => {
    expect((await filledTo(last)).errorsByCode).toEqual({ BLANK_ROW: 1, ROW_LIMIT_SUSPECT: 1 });
    expect((await filledTo(last - 1)).errorsByCode).toEqual({ BLANK_ROW: 1 });
  });

  it('that counts its rows backwards, or past the last, cannot be read', async () => {
    const rows = (...numbers: number[]) => check([{ name: 'S', xml: `<worksheet><sheetData>${numbers.map((r) => `<row r="${r}"><c><v>1</v></c></row>`).join('')}</sheetData></worksheet>` }]);
    expect(brief(await rows(2, 1))).toEqual(['UNREADABLE_WORKBOOK']);
    expect(brief(await rows(1, 1))).toEqual(['UNREADABLE_WORKBOOK']);
    expect(brief(await rows(1_048_577))).toEqual(['UNREADABLE_WORKBOOK']);
  });
});

describe('a published workbook', () => {
  it('is read from .xlsx as from .xls: all of its sheets, by the rules of its layout', async () => {
    const result = await checkFile('dm01-monthly', xlsxOf({ sheets: [{ name: 'Provider', rows: [['figures']] }, { name: 'Notes', state: 'hidden', rows: [['Notes']] }] }));
    expect(brief(result)).toEqual(['MISSING_SHEET']);
  });

  it('is refused for merged cells, hidden and further sheets that its layout does not allow', async () => {
    const feed = feedByName('dm01-monthly');
    const [layout] = feed.layouts;
    if (!layout?.workbook) throw new Error('the feed has no workbook');
    const strict = { ...feed, layouts: [defineLayout({ ...layout, workbook: { ...layout.workbook, allows: [] } })] };
    const check = openCheck(strict, { fileName: 'x', context: CONTEXT }, readHere);
    const merged = { name: 'Provider by Test', rows: [['a']], after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>' };
    check.push(xlsxOf({ sheets: [merged, { name: 'Notes', state: 'hidden', rows: [['Notes']] }] }));
    expect((await check.end()).errorsByCode).toMatchObject({ MERGED_CELLS: 1, SEVERAL_SHEETS: 1, HIDDEN_SHEET: 1 });
  });

  it('holds only so many rows at once', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => [index]);
    expect(brief(await checkFile('dm01-monthly', xlsxOf({ sheets: [{ name: 'Provider by Test', rows }] }), { limits: { heldRows: 49 } }))).toEqual(['WORKBOOK_TOO_LARGE']);
  });
});
