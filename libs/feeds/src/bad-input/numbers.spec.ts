import { brief, checked, delivered, published } from './check-under-test.js';

const money = (cell: string) => checked('plan-spend', `org_code,month,kind,line,planned\nRWX,2024-08,capital,DIGITAL,"${cell}"\n`);
const ledger = (cell: string) => published([`D,T,29/04/2020,A,B,S,1,"${cell}"`]);

/** The value of one cell, or what is wrong with it. */
const read = async (cell: string): Promise<unknown> => {
  const result = await delivered(cell);
  return result.counts.errors > 0 ? brief(result).join() : result.rows[0]?.['delivered'];
};

describe('the numbers of a file', () => {
  it.each([
    ['1,234', 1_234],
    ['1,234,567', 'NUMBER_TOO_LARGE D2'],
    ['1,23', 'NUMBER_FORMAT D2'],
    ['12,34', 'NUMBER_FORMAT D2'],
  ])('catalogue 22: %s with commas of thousands', async (cell, expected) => {
    expect(await read(cell)).toBe(expected);
  });

  it('catalogue 23: 1.0 is the count 1, and one warning a column says so; 1.5 is no count', async () => {
    const result = await checked('activity-daily', 'cdc_code,date,test,delivered,cancelled\nRWX01,2024-08-05,MRI,1.0,2\nRWX02,2024-08-05,MRI,12.00,3.0\n');
    expect(result.rows.map((row) => [row['delivered'], row['cancelled']])).toEqual([[1, 2], [12, 3]]);
    expect(result.errors.map(({ code, severity, row, message }) => [code, severity, row, message])).toEqual([
      ['TIDIED', 'warning', 2, '"1.0" in delivered was read as 1. Other rows may be alike.'],
      ['TIDIED', 'warning', 3, '"3.0" in cancelled was read as 3. Other rows may be alike.'],
    ]);
    expect(await read('1.5')).toBe('NOT_WHOLE D2');
  });

  it.each(['-4', '−4', '(4)'])('catalogue 24: %s is less than 0 where nothing can be', async (cell) => {
    expect([await read(cell), brief(await money(cell))]).toEqual(['NEGATIVE D2', ['NEGATIVE E2']]);
  });

  it('catalogue 24: a ledger has credit notes below 0', async () => {
    expect((await ledger('-1,000.50')).totals).toEqual({ amountPence: -100_050 });
  });

  it.each(['1e3', '0x10', '1E2', '0b1'])('catalogue 25: %s is not read as a computer would', async (cell) => {
    expect([await read(cell), brief(await money(cell))]).toEqual(['NUMBER_FORMAT D2', ['MONEY_FORMAT E2']]);
  });

  it.each(['１２', '१२', '١٢', '²'])('catalogue 26: the digits %s are of another script', async (cell) => {
    expect([await read(cell), brief(await money(cell))]).toEqual(['NUMBER_FORMAT D2', ['MONEY_FORMAT E2']]);
  });

  it.each(['', ' ', '-', 'n/a', 'N/A', 'NULL', 'nil', '.'])('catalogue 27: %j stands for no value and is never 0', async (cell) => {
    expect([await read(cell), brief(await money(cell))]).toEqual(['MISSING_VALUE D2', ['MISSING_VALUE E2']]);
  });

  it.each(['12abc', '1_000', '12 34', '1 234', "1'234", 'ten'])('catalogue 28: %s is not a number up to where it stops being one', async (cell) => {
    expect([await read(cell), brief(await money(cell))]).toEqual(['NUMBER_FORMAT D2', ['MONEY_FORMAT E2']]);
  });

  it.each(['NaN', 'Infinity', '-Infinity', '∞'])('catalogue 29: %s is not a number', async (cell) => {
    expect([await read(cell), brief(await money(cell))]).toEqual(['NUMBER_FORMAT D2', ['MONEY_FORMAT E2']]);
  });

  it.each(['10001', '214748364800', '9007199254740993', '99999999999999999999'])('catalogue 30: %s is more than one centre does of one test in a day', async (cell) => {
    expect(await read(cell)).toBe('NUMBER_TOO_LARGE D2');
  });

  it('catalogue 30: money is exact to the penny up to a trillion pounds, and refused beyond', async () => {
    expect((await money('999999999999.99')).totals).toEqual({ plannedPence: 99_999_999_999_999 });
    expect(brief(await money('1000000000000.01'))).toEqual(['MONEY_FORMAT E2']);
  });

  it.each([
    ['£1,000.50', '1000.50'],
    ['£ 5', '5.00'],
  ])('catalogue 31: %s is refused in our template, with the plain amount beside it', async (cell, plain) => {
    const result = await money(cell);
    expect(result.errors.map(({ code, suggestion, fix }) => [code, suggestion, fix])).toEqual([['MONEY_FORMAT', plain, `Replace it with ${plain}.`]]);
  });

  it.each([
    ['(1,000.50)', '-1000.50'],
    ['-£12', '-12.00'],
  ])('catalogue 31: %s is refused in our ledger template, where amounts may be below 0', async (cell, plain) => {
    const { errors } = await checked('ledger', `entity,date,amount\nRWX,2024-08-05,"${cell}"\n`);
    expect(errors.map(({ code, suggestion }) => [code, suggestion])).toEqual([['MONEY_FORMAT', plain]]);
  });

  it.each([
    ['£1,000.50', 100_050],
    ['(1,000.50)', -100_050],
    ['-£12', -1_200],
    [' £38,148.43 ', 3_814_843],
  ])('catalogue 31: %j is an amount in a published ledger', async (cell, pence) => {
    expect((await ledger(cell)).totals).toEqual({ amountPence: pence });
  });

  it.each(['<5', '*', '≤ 7', 'suppressed'])('catalogue 32: %s is a suppressed number', async (cell) => {
    expect([await read(cell), brief(await money(cell))]).toEqual(['SUPPRESSED_VALUE D2', ['SUPPRESSED_VALUE E2']]);
  });
});
