import { brief, checked, daily, HEADER, published, SOUND } from './check-under-test.js';

const LINE = 'D,T,29/04/2020,A,B,S,1,10.00';

describe('the rows of a file', () => {
  it.each(['RWX01,2024-08-05,MRI', 'RWX01,2024-08-05,MRI,1,2', 'RWX01'])('catalogue 12: the row %s has not the cells of the header', async (row) => {
    expect(brief(await daily(`${SOUND}\n${row}\n`))).toEqual(['RAGGED_ROW 3']);
  });

  it('catalogue 20: blank rows at the end are nothing; one warning tells of those in the middle', async () => {
    expect(brief(await daily(`${SOUND}\n\n,,,\n   \n`))).toEqual([]);
    const spaced = await daily(`${SOUND}\n\n,,,\nRWX02,2024-08-05,MRI,1\n\nRWX03,2024-08-05,MRI,1\n\n`);
    expect(spaced.errors.map(({ code, row, message }) => [code, row, message])).toEqual([['BLANK_ROW', 3, 'Blank rows stand in 2 places, here first, and were skipped.']]);
    expect(spaced).toMatchObject({ counts: { read: 3, skipped: 4, errors: 0 } });
    expect(spaced.rows).toHaveLength(3);
  });

  it.each(['Total,,,55', ',,Grand total,55', 'Total,55'])('catalogue 21: the total %s is refused in our template', async (row) => {
    expect(brief(await daily(`${SOUND}\n${row}\n`))).toEqual(['TOTAL_ROW 3']);
  });

  it.each([
    ['Total,,,,,,,20.00', 4],
    [',,,,,,Grand Total,20.00', 4],
    [',,,,,,Total for April,"£20.00"', 4],
    ['Total,20.00', 4],
  ])('catalogue 21: the total %s of a published ledger is left out, with one warning', async (total, row) => {
    const result = await published([LINE, LINE, total]);
    expect([brief(result), result.totals, result.rows.length]).toEqual([[`IGNORED_ROW ${row}`], { amountPence: 2_000 }, 2]);
  });

  it('catalogue 21: a supplier named Total is no total, and neither is a row that calls itself nothing', async () => {
    expect((await published([LINE.replace(',S,', ',Total,')])).rows).toHaveLength(1);
    expect((await published([LINE, ',,,,,,,10.00'])).counts.errors).toBeGreaterThan(0);
  });

  it('notes below the data of a published ledger are left out, with one warning; above data they are refused, and in our template everywhere', async () => {
    const notes = ['Includes VAT where it cannot be recovered', 'Source: ledger of the trust,,,,,,,'];
    expect(brief(await published([LINE, ...notes]))).toEqual(['IGNORED_ROW 3']);
    expect(brief(await published([LINE, ...notes, LINE]))).toEqual(['TEXT_ROW 3', 'TEXT_ROW 4']);
    expect(brief(await daily(`${SOUND}\nChecked by the team\n`))).toEqual(['RAGGED_ROW 3']);
  });

  it('title rows may stand above the header', async () => {
    const result = await checked('activity-daily', `Return of the region\n\nSent,20 August\n${HEADER}\n${SOUND}\nRWX01,2024-08-06,MRI,many\n`);
    expect([brief(result), result.rows.length]).toEqual([['NUMBER_FORMAT D6'], 1]);
  });

  it('catalogue 48: both rows of a key that stands twice are named, however it is spelt', async () => {
    const result = await daily('RWX01,2024-08-05,MRI,1\nRWX01,2024-08-06,MRI,1\nRWX01,2024-08-05,Magnetic Resonance Imaging,1\n');
    expect(result.errors.map(({ code, row, message }) => [code, row, message])).toEqual([['DUPLICATE_KEY', 4, 'Rows 2 and 4 have the same cdc_code, date and test.']]);
  });

  it('catalogue 48: two payments that are the same in every column of a ledger are two', async () => {
    const result = await published([LINE, LINE, LINE]);
    expect([result.counts, result.totals]).toEqual([{ read: 3, skipped: 0, errors: 0, warnings: 0 }, { amountPence: 3_000 }]);
  });

  it('catalogue 84: a total that its rows do not add up to is refused', async () => {
    const result = await published([LINE, LINE, 'Total,,,,,,,20.01']);
    expect(result.errors.map(({ code, row, message }) => [code, row, message])).toContainEqual(['CONTROL_TOTAL', 4, 'The rows above add up to £20.00 in amount; the total says £20.01.']);
    expect(result.counts.errors).toBe(1);
  });

  it('catalogue 84: subtotals count the rows since the one before, and the last total all of them', async () => {
    const subtotals = (last: string) => published([LINE, LINE, 'Subtotal,,,,,,,20.00', LINE, 'Subtotal,,,,,,,10.00', `Grand total,,,,,,,${last}`]).then(({ errorsByCode }) => errorsByCode);
    expect([await subtotals('30.00'), await subtotals('10.00')]).toEqual([{ IGNORED_ROW: 1 }, { CONTROL_TOTAL: 1, IGNORED_ROW: 1 }]);
  });

  it('catalogue 84: a total says nothing where a row above it is faulty', async () => {
    expect(brief(await published([LINE, LINE.replace('10.00', 'ten'), 'Total,,,,,,,20.00']))).toEqual(['MONEY_FORMAT H3', 'IGNORED_ROW 4']);
  });
});
