import { brief, checked, daily, HEADER, published, SOUND } from './check-under-test.js';

describe('the header of a file', () => {
  it.each([';', '\t', '|'])('catalogue 7: cells split at %j are read as with commas, as the interface promises, hence without a warning', async (delimiter) => {
    const comma = await checked('activity-daily', `${HEADER}\n${SOUND}\n`);
    const other = await checked('activity-daily', `${HEADER}\n${SOUND}\n`.replaceAll(',', delimiter));
    expect([brief(other), other.rows]).toEqual([[], comma.rows]);
  });

  it('catalogue 8: a row split at another character than the header is refused', async () => {
    expect(brief(await daily(`${SOUND}\nRWX02;2024-08-05;MRI;1\n`))).toEqual(['RAGGED_ROW 3']);
  });

  it('catalogue 13: a column that stands twice is refused with both places', async () => {
    const result = await daily('RWX01,2024-08-05,MRI,1,2\n', `${HEADER},delivered`);
    expect(result.errors.map(({ code, message }) => [code, message])).toEqual([['DUPLICATE_HEADER', '"delivered" stands in columns D and E.']]);
    expect(result.rows).toEqual([]);
    expect(brief(await daily('RWX01,2024-08-05,MRI,1,2\n', `${HEADER},tests_delivered`))).toEqual(['DUPLICATE_HEADER 1']);
  });

  it('catalogue 14: case, spaces and punctuation of names do not matter, and one warning tells how they were read', async () => {
    const result = await daily(`${SOUND}\n`, 'CDC-code,\u00a0date ,TEST,Delivered');
    expect(result.rows).toEqual([{ cdc_code: 'RWX01', date: '2024-08-05', test: 'MRI', delivered: 12 }]);
    expect(result.errors.map(({ code, message }) => [code, message])).toEqual([
      ['HEADER_TIDIED', 'We read "CDC-code" as cdc_code, "date" as date, "TEST" as test and "Delivered" as delivered.'],
    ]);
  });

  it('catalogue 14: a second name of a column, written as we write it, gives no warning', async () => {
    const result = await daily(`${SOUND}\n`, HEADER.replace('delivered', 'tests_delivered'));
    expect([brief(result), result.rows[0]?.['delivered']]).toEqual([[], 12]);
  });

  it('catalogue 14: headings of published files are their own, so they give no warning', async () => {
    expect(brief(await published(['D,T,29/04/2020,A,B,S,1,10.00']))).toEqual([]);
  });

  it('catalogue 15: every missing column is named, with the errors of the columns that are there', async () => {
    const result = await checked('activity-daily', 'cdc_code,delivered\nRWX01,-1\nRWX09,2\n');
    expect(result.errors.map(({ code, column }) => `${code} ${column}`)).toEqual(['MISSING_COLUMN date', 'MISSING_COLUMN test', 'NEGATIVE delivered', 'UNKNOWN_SITE cdc_code']);
    expect(result.rows).toEqual([]);
  });

  it('catalogue 16: an unknown column is not read, which a warning says with the name that it may be meant for', async () => {
    const result = await daily(`${SOUND},2,x\n`, `${HEADER},canceld,favourite colour`);
    expect(result.errors.map(({ code, severity, suggestion }) => [code, severity, suggestion])).toEqual([
      ['IGNORED_COLUMN', 'warning', 'cancelled'],
      ['IGNORED_COLUMN', 'warning', null],
    ]);
    expect(result.rows.map(({ cancelled }) => cancelled)).toEqual([undefined]);
  });

  it('catalogue 16: a column without a name may stand empty between others, and is warned of once when it holds something', async () => {
    const header = 'cdc_code,,date,test,,delivered';
    expect(brief(await daily('RWX01,,2024-08-05,MRI,\u00a0,12\n', header))).toEqual([]);
    const result = await daily('RWX01,,2024-08-05,MRI,,12\nRWX02,x,2024-08-05,MRI,,12\nRWX03,y,2024-08-05,MRI,,12\n', header);
    expect(result.errors.map(({ code, row, message }) => [code, row, message])).toEqual([['IGNORED_COLUMN', 3, 'Column "B" is not read.']]);
    expect(result.rows).toHaveLength(3);
  });

  it.each(['__proto__', 'constructor', 'Prototype'])('catalogue 17: no column may be named %s', async (name) => {
    expect(brief(await daily(`${SOUND},2\n`, `${HEADER},${name}`))).toEqual(['FORBIDDEN_HEADER 1']);
  });

  it('tells our ledger template from a published ledger of the same columns by how the names are written', async () => {
    const rows = (header: string, date: string) => checked('ledger', `${header}\nT,${date},5.00,S\n`).then(({ layout, errorsByCode }) => [layout?.name, errorsByCode]);
    expect(await rows('entity,date,amount,supplier', '29/04/2020')).toEqual(['template', { DATE_FORMAT: 1 }]);
    expect(await rows('Entity,Date,Amount,Supplier', '29/04/2020')).toEqual(['published-spend', {}]);
    expect(await rows('Entity,Date,Amount,CDC code', '29/04/2020')).toEqual(['template', expect.objectContaining({ DATE_FORMAT: 1 })]);
  });
});
