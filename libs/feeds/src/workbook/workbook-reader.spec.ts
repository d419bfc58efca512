import { utils, write } from '@e965/xlsx';
import { openCheck } from '../check/file-check.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { SheetRow } from './sheet-row.js';
import { readWorkbook } from './workbook-reader.js';

function xls(): Uint8Array {
  const book = utils.book_new();
  const first = utils.aoa_to_sheet([[null, 'Période €', 1234567.5], [], [0, true, 'two\nlines']]);
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

describe('readWorkbook', () => {
  it('gives sheets as rows of text from A1, with what is merged or hidden', () => {
    expect(readWorkbook(xls())).toEqual({
      sheets: [
        {
          name: 'Figures',
          hidden: false,
          merged: true,
          rows: [['', 'Période €', '1234567.5'], [], ['0', 'true', 'two\nlines']],
        },
        { name: 'Notes', hidden: true, merged: false, rows: [['note']] },
      ],
    });
  });

  it('says that a damaged file cannot be read', () => {
    expect(readWorkbook(xls().subarray(0, 700))).toEqual({ fault: 'UNREADABLE_WORKBOOK' });
  });
});

describe('a check of a workbook', () => {
  const run = (bytes: Uint8Array) => {
    const check = openCheck(feedByName('dm01-monthly'), { fileName: 'x.csv', context: { today: 0, codeLists: {} } });
    for (let at = 0; at < bytes.length; at += 65_536) check.push(bytes.subarray(at, at + 65_536));
    return check.end().errorsByCode;
  };

  it('knows a workbook by its content and misses the sheet of the layout', () => {
    expect(run(xls())).toEqual({ MISSING_SHEET: 1 });
  });

  it('refuses more than 20MB without reading it', () => {
    const large = new Uint8Array(20 * 1024 * 1024 + 1);
    large.set(xls().subarray(0, 512));
    expect(run(large)).toEqual({ FILE_TOO_LARGE: 1 });
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
