import { brief, checked, daily, HEADER, published, SOUND } from './check-under-test.js';

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  [...text].forEach((letter, at) => new DataView(bytes.buffer).setUint16(at * 2, letter.charCodeAt(0), order === 'le'));
  return bytes;
}

describe('the bytes of a file', () => {
  it.each(['', ' \n\n', '\ufeff'])('catalogue 1: %j is an empty file', async (text) => {
    expect(brief(await checked('activity-daily', text))).toEqual(['EMPTY_FILE']);
  });

  it('catalogue 2: a header alone has no rows', async () => {
    expect(brief(await daily(''))).toEqual(['NO_DATA_ROWS']);
  });

  it('catalogue 3: a UTF-8 mark is no part of the first name', async () => {
    const result = await checked('activity-daily', `\ufeff"Remark, if any",${HEADER}\n,${SOUND}`);
    expect([brief(result), result.rows.length]).toEqual([['IGNORED_COLUMN 1'], 1]);
  });

  it.each(['le', 'be'] as const)('catalogue 4: UTF-16 with a mark (%s) is read, and said to be', async (order) => {
    const file = utf16(`\ufeff${HEADER},comment\n${SOUND},née €\n`, order);
    const result = await checked('activity-daily', file);
    expect([brief(result), result.rows[0]?.['comment']]).toEqual([['TRANSCODED'], 'née €']);
    const cut = await checked('activity-daily', Uint8Array.of(...file, 65));
    expect([brief(cut), cut.errors[1]?.message]).toEqual([['TRANSCODED', 'ENCODING 3'], 'A letter is damaged or cut short in row 3 or after it.']);
  });

  it('catalogue 5: Windows-1252 is read where it is declared, and in a published ledger; elsewhere it is refused', async () => {
    const pound = latin(`${HEADER},comment\n${SOUND},\u00a3`);
    expect(brief(await checked('activity-daily', pound))).toEqual(['ENCODING 2', 'NO_DATA_ROWS']);
    const declared = await checked('activity-daily', pound, { charset: 'windows-1252' });
    expect([brief(declared), declared.rows[0]?.['comment']]).toEqual([['TRANSCODED'], '£']);
    const ledger = await checked('ledger', latin('Date Paid,Entity,Supplier Name,Amount\n29/04/2020,T,Caf\u00e9,\u00a35\n'));
    expect([brief(ledger), ledger.rows[0]]).toEqual([['TRANSCODED'], { date: '2020-04-29', entity: 'T', supplier: 'Café', amount: 500 }]);
  });

  it('catalogue 6: a byte that is not UTF-8 is named by its row and offset, after the mark too', async () => {
    const file = Uint8Array.of(0xef, 0xbb, 0xbf, ...latin(`${HEADER}\n${SOUND}\nRWX0\u00ff,`));
    const { errors } = await checked('activity-daily', file);
    const offset = 3 + HEADER.length + 1 + SOUND.length + 1 + 4;
    expect(errors.map(({ code, message }) => [code, message])).toEqual([['ENCODING', `Letters are not in UTF-8 at row 3 (byte ${offset}).`]]);
  });

  it('catalogue 9: a line break inside quotation marks starts no row, and rows are numbered as a spreadsheet shows them', async () => {
    const result = await daily(`${SOUND},"a\nb"\nRWX01,2024-08-06,MRI,many,\n`, `${HEADER},comment`);
    expect([brief(result), result.rows[0]?.['comment']]).toEqual([['NUMBER_FORMAT D3'], 'a\nb']);
  });

  it('catalogue 10: a quotation mark that never closes is refused where it opens', async () => {
    expect(brief(await daily(`${SOUND}\nRWX01,2024-08-05,"CT,1\n${SOUND}\n`))).toEqual(['MALFORMED_CSV 3']);
  });

  it.each(['\r', '\r\n', '\n'])('catalogue 11: lines may end in %j, and each end counts as one row', async (end) => {
    const result = await checked('activity-daily', [HEADER, SOUND, '', 'RWX02,2024-08-05,MRI,1', 'RWX03,2024-08-05,MRI,many'].join(end));
    expect([brief(result), result.rows.length]).toEqual([['NUMBER_FORMAT D5', 'BLANK_ROW 3'], 2]);
  });

  it('catalogue 11: lines of one file may end in all of these ways', async () => {
    const result = await checked('activity-daily', `${HEADER}\r${SOUND}\n\r\nRWX02,2024-08-05,MRI,1\r\n\nRWX03,2024-08-05,MRI,many\r\r`);
    expect([brief(result), result.rows.length]).toEqual([['NUMBER_FORMAT D6', 'BLANK_ROW 3'], 2]);
  });

  it('catalogue 18: a million columns are refused before they are split', async () => {
    expect(brief(await checked('activity-daily', 'cdc_code'.padEnd(1_000_000, ',')))).toEqual(['TOO_MANY_COLUMNS 1']);
  });

  it('catalogue 19: a cell is refused when it is longer than its column holds, and a row when it is longer than any', async () => {
    const text = (length: number): Promise<string[]> => daily(`${SOUND},${'é'.repeat(length)}`, `${HEADER},comment`).then(brief);
    expect([await text(500), await text(501)]).toEqual([[], ['FIELD_TOO_LONG E2']]);
    expect(brief(await daily(`${SOUND}\nRWX01,2024-08-05,MRI,${'1'.repeat(1_200_000)}`))).toEqual(['FIELD_TOO_LONG 3']);
  });

  it('catalogue 58: a NUL byte ends the reading', async () => {
    expect(brief(await daily(`${SOUND}\nRWX01,2024-08-05,MRI,\u0000\n`))).toEqual(['NUL_BYTE 3']);
    expect(brief(await published(['D,T,29/04/2020,A,B,S\u0000,1,10.00']))).toContain('NUL_BYTE 2');
  });
});
