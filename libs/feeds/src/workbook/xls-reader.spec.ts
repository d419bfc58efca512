import { utils, write } from '@e965/xlsx';
import { checkFile } from '../check/check-under-test.js';
import { READ_LIMITS } from '../worker/read-limits.model.js';
import { type Reading } from '../worker/reading.model.js';
import { BatchRow } from '../worker/row-batch.model.js';
import { SheetRow } from './sheet-row.js';
import { readXls } from './xls-reader.js';

function xls(): Uint8Array {
  const book = utils.book_new();
  const first = utils.aoa_to_sheet([[null, 'Période €', 1234567.5], [], [0, true, 'two\nlines', 0.1 + 0.2]]);
  first['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }];
  utils.book_append_sheet(book, first, 'Figures');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['note']]), 'Notes');
  book.Workbook = {
    Sheets: [
      { name: 'Figures', Hidden: 0 },
      { name: 'Notes', Hidden: 1 },
    ],
  };
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }));
}

async function readingsOf(bytes: Uint8Array): Promise<unknown[]> {
  const readings: unknown[] = [];
  await readXls({ format: 'xls', bytes, sheets: 'all', limits: READ_LIMITS }, async (reading: Reading) => {
    if (reading.kind !== 'rows') return void readings.push(reading);
    new BatchRow().forEach(reading.batch, (row) => readings.push([reading.sheet, row.rowNumber, row.texts()]));
  });
  return readings;
}

describe('readXls', () => {
  it('gives sheets as rows of text from A1, with what is merged or hidden, and numbers as they are shown', async () => {
    const none = { hiddenRows: 0, firstHiddenRow: 0 };
    expect(await readingsOf(xls())).toEqual([
      { kind: 'sheets', sheets: [{ name: 'Figures', hidden: false }, { name: 'Notes', hidden: true }], chosen: null, filled: [] },
      [0, 1, ['', 'Période €', '1234567.5']],
      [0, 3, ['0', 'true', 'two\nlines', '0.3']],
      { kind: 'sheet-end', sheet: 0, mergedTo: 1, ...none },
      [1, 1, ['note']],
      { kind: 'sheet-end', sheet: 1, mergedTo: 0, ...none },
    ]);
  });

  it('says that a damaged file cannot be read', async () => {
    await expect(readingsOf(xls().subarray(0, 700))).rejects.toMatchObject({ code: 'UNREADABLE_WORKBOOK' });
  });
});

describe('a check of a workbook', () => {
  it('knows a workbook by its content and misses the sheet of the layout', async () => {
    expect((await checkFile('dm01-monthly', xls())).errorsByCode).toEqual({ MISSING_SHEET: 1 });
  });

  it('refuses more than 20MB without reading it', async () => {
    const sound = xls();
    const large = new Uint8Array(20 * 1024 * 1024 + 1);
    large.set(sound);
    expect((await checkFile('dm01-monthly', large)).errorsByCode).toEqual({ FILE_TOO_LARGE: 1 });
  });
});

describe('SheetRow', () => {
  it('pads short rows, cuts long ones and keeps letters outside ASCII', () => {
    const row = new SheetRow(3);
    const texts = () =>
      Array.from({ length: row.count }, (_, cell) =>
        new TextDecoder().decode(row.bytes.subarray(row.starts[cell], row.ends[cell])),
      );
    expect([row.set(['é€😀'.repeat(2000), 'b'], 7).rowNumber, texts()]).toEqual([7, ['é€😀'.repeat(2000), 'b', '']]);
    row.set(['a', '', 'c', 'd'], 8);
    expect(texts()).toEqual(['a', '', 'c']);
  });
});
