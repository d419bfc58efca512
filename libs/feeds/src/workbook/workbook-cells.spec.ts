import { spawnSync } from 'node:child_process';
import { SSF } from '@e965/xlsx';
import { brief, checkFile, type Checked } from '../check/check-under-test.js';
import { shownDate, shownNumber } from './cell-text.model.js';
import { isDateFormat } from './number-formats.model.js';
import { type TestCell, type TestWorkbook, xlsxOf } from './workbook-under-test.js';

const HEADER = ['cdc_code', 'date', 'test', 'delivered', 'comment'];
const DAY = '2024-08-05';
const DAY_NUMBER = 45_509;

const check = (rows: readonly (readonly TestCell[])[], book: Partial<TestWorkbook> = {}): Promise<Checked> =>
  checkFile('activity-daily', xlsxOf({ sheets: [{ name: 'Sheet1', rows: [HEADER, ...rows] }], ...book }));

const dated = (stored: string, style: number): TestCell => ({ attributes: `s="${style}"`, xml: `<v>${stored}</v>` });
const dayIn = async (stored: string, format: string, date1904 = false): Promise<unknown> => {
  const { rows, errors } = await check([['RWX01', dated(stored, 1), 'MRI', 1]], { formats: [format], date1904 });
  return rows[0]?.['date'] ?? errors.map(({ code, value }) => `${code} ${value}`).join();
};

describe('a date in a workbook', () => {
  it('catalogue 33: is taken from a cell whose format shows a date, and from no other', async () => {
    const formats = ['yyyy-mm-dd', 'dd/mm/yyyy', '[$-809]dd mmmm yyyy;@', 'mmm\\-yy', '"Day "0', '[Red]0.00', '[h]:mm', 'General'];
    const given = formats.map((_, index): TestCell[] => ['RWX01', dated(String(DAY_NUMBER + index), index + 1), 'MRI', 1]);
    const { rows, errors } = await check(given, { formats });
    expect(rows.map((row) => row['date'])).toEqual([DAY, '2024-08-06', '2024-08-07', '2024-08-08']);
    expect(errors.map(({ code, cell, value }) => [code, cell, value])).toEqual([4, 5, 6, 7].map((index) => ['DATE_FORMAT', `B${index + 2}`, String(DAY_NUMBER + index)]));
  });

  it('catalogue 33: counts from 1900 or from 1904, as the workbook says', async () => {
    expect(await dayIn(String(DAY_NUMBER), 'yyyy-mm-dd')).toBe(DAY);
    expect(await dayIn(String(DAY_NUMBER - 1462), 'yyyy-mm-dd', true)).toBe(DAY);
    expect(shownDate('60', true)).toBe('1904-03-01');
  });

  it('catalogue 33: on the 29 February 1900 that never was is no date', async () => {
    expect(['59', '60', '61'].map((stored) => shownDate(stored, false))).toEqual(['1900-02-28', '1900-02-29', '1900-03-01']);
    expect(await dayIn('60', 'yyyy-mm-dd')).toBe('NOT_A_DATE 1900-02-29');
  });

  it('catalogue 33: is the day that a spreadsheet shows, for every day of 200 years', () => {
    for (let day = 1; day < 73_415; day++) {
      const { y, m, d } = SSF.parse_date_code(day);
      const expected = [y, String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-');
      if (shownDate(String(day), false) !== expected) throw new Error(`${day}: ${shownDate(String(day), false)}, not ${expected}`);
    }
  });

  it('catalogue 38: is the same day in every time zone, also when clocks change', () => {
    const days = [45_382, 45_383, 45_592, 45_593, 45_509.999_999_9];
    const program = `import { shownDate } from './libs/feeds/src/workbook/cell-text.model.ts'; console.log(${JSON.stringify(days)}.map((day) => shownDate(String(day), false)).join());`;
    for (const zone of ['Europe/London', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const { stdout } = spawnSync(process.execPath, ['--import', './tools/register-typescript.mjs', '--input-type=module', '-e', program], { env: { ...process.env, TZ: zone }, encoding: 'utf8' });
      expect([zone, stdout.trim()]).toEqual([zone, '2024-03-31,2024-04-01,2024-10-27,2024-10-28,2024-08-06']);
    }
  });

  it('with a time of day is refused, and so is a number that is no day', async () => {
    expect(await dayIn('45509.5', 'yyyy-mm-dd')).toBe('DATE_FORMAT null');
    expect(shownDate('45509.5', false)).toBe('2024-08-05 12:00:00');
    expect(await dayIn('-1', 'yyyy-mm-dd')).toBe('DATE_FORMAT -1');
    expect(await dayIn('2958466', 'yyyy-mm-dd')).toBe('DATE_FORMAT 2958466');
  });

  it('may be kept as ISO text, as strict workbooks do', async () => {
    const { rows } = await check([['RWX01', { attributes: 't="d"', xml: '<v>2024-08-05T00:00:00</v>' }, 'MRI', 1]]);
    expect(rows[0]?.['date']).toBe(DAY);
  });

  it('is taken in a published layout that writes the day first', async () => {
    const header = ['Department Family', 'Entity', 'Date', 'Expense Type', 'Expense Area', 'Supplier', 'Transaction Number', 'Amount'];
    const rows = [header, ['DH', 'RWX', dated('43950', 1), 'A', 'B', 'C', '1', 30_000.55]];
    const { rows: read, errors } = await checkFile('ledger', xlsxOf({ formats: ['dd/mm/yyyy'], sheets: [{ name: 'June', rows }] }));
    expect([errors, read[0]?.['date'], read[0]?.['amount']]).toEqual([[], '2020-04-29', '30000.55']);
  });

  it.each([
    [14, undefined, true],
    [22, undefined, true],
    [0, undefined, false],
    [9, undefined, false],
    [21, undefined, false],
    [170, '_-£* #,##0.00_-;[Red]-£* #,##0.00', false],
    [170, '0.00E+00', false],
    [170, 'hh:mm:ss', false],
    [170, '"Year" 0', false],
    [170, '\\d0', false],
    [170, 'mmmm', true],
    [170, 'd/m/yy h:mm', true],
  ])('is told by the number format %s %s: %s', (id, code, expected) => expect(isDateFormat(id, code)).toBe(expected));
});

describe('a cell of a workbook', () => {
  it('catalogue 64: that holds a formula is refused by cell, whatever its last result', async () => {
    const formula = (xml: string): TestCell => ({ xml });
    const result = await check([
      ['RWX01', DAY, 'MRI', formula('<f>SUM(A1:A2)</f><v>12</v>')],
      ['RWX01', DAY, 'CT', formula('<f t="shared" si="0"/><v>3</v>')],
      ['RWX01', { attributes: 't="str"', xml: '<f>"2024"&amp;"-08-05"</f><v>2024-08-05</v>' }, 'ULTRASOUND', 1],
    ]);
    expect(brief(result)).toEqual(['FORMULA_CELL D2', 'FORMULA_CELL D3', 'FORMULA_CELL B4']);
    expect(result.errors[0]).toMatchObject({ sheet: 'Sheet1', column: 'delivered', value: '12', message: 'delivered holds a formula, whose result may be out of date.' });
    expect(result.rows).toEqual([]);
  });

  it('catalogue 64: is blank when its formula shows nothing, as below the data', async () => {
    const empty = { attributes: 't="str"', xml: '<f>IF(A3="","",1)</f><v></v>' };
    expect(brief(await check([['RWX01', DAY, 'MRI', 1], [null, null, null, empty]]))).toEqual([]);
    // Nor does it count against the row that follows.
    expect(brief(await check([['RWX01', DAY, 'MRI', 1], [null, null, null, empty], ['RWX01', DAY, 'CT', 1]]))).toEqual(['BLANK_ROW 3']);
  });

  it('catalogue 65: in several fonts is one text, without readings of its letters', async () => {
    const shared = ['<r><rPr><b/></rPr><t>RWX</t></r><r><t>01</t></r><rPh sb="0" eb="1"><t>nope</t></rPh>', '<t>a_x000D_b &lt;i&gt;</t>'];
    const text = (index: number): TestCell => ({ attributes: 't="s"', xml: `<v>${index}</v>` });
    const rich: TestCell = { attributes: 't="inlineStr"', xml: '<is><r><t>M</t></r><r><t xml:space="preserve">RI </t></r></is>' };
    const { rows, errors } = await check([[text(0), DAY, rich, 1, text(1)]], { shared });
    expect([errors, rows]).toEqual([[], [{ cdc_code: 'RWX01', date: DAY, test: 'MRI', delivered: '1', comment: 'a\rb <i>' }]]);
  });

  it('catalogue 65: that shows an error is refused by cell, once', async () => {
    const error = (value: string): TestCell => ({ attributes: 't="e"', xml: `<f>1/0</f><v>${value}</v>` });
    const result = await check([['RWX01', DAY, error('#REF!'), error('#DIV/0!'), error('#N/A')]]);
    expect(result.errors.map(({ code, cell, value }) => [code, cell, value])).toEqual([
      ['ERROR_CELL', 'C2', '#REF!'],
      ['ERROR_CELL', 'D2', '#DIV/0!'],
      ['ERROR_CELL', 'E2', null],
    ]);
  });

  it('that names a text which is not there makes the workbook unreadable', async () => {
    expect(brief(await check([[{ attributes: 't="s"', xml: '<v>9</v>' }]], { shared: ['<t>a</t>'] }))).toContain('UNREADABLE_WORKBOOK');
  });

  it('holds a number as it is shown: 12.0 is 12, and the noise of sums is not there', async () => {
    const stored = (value: string): TestCell => ({ xml: `<v>${value}</v>` });
    const header = ['org_code', 'kind', 'month', 'planned'];
    const amounts = ['0.30000000000000004', '1250.7500000000002', '12.0', '1.2E3', '99999999999.99'];
    const months = ['2024-04', '2024-05', '2024-06', '2024-07', '2024-08'];
    const rows = [header, ...amounts.map((amount, index) => ['RWX', 'capital', months[index] ?? '', stored(amount)])];
    const { totals } = await checkFile('plan-spend', xlsxOf({ sheets: [{ name: 'Plan', rows }] }));
    expect(totals).toEqual({ plannedPence: 30 + 125_075 + 1200 + 120_000 + 9_999_999_999_999 });
    expect(brief(await check([['RWX01', DAY, 'MRI', stored('12.0')], ['RWX01', DAY, 'CT', stored('12.5')]]))).toEqual(['NOT_WHOLE D3']);
  });

  it.each([
    ['7', '7'],
    ['-0', '0'],
    ['0.1', '0.1'],
    ['1.0000000000000002', '1'],
    ['123456789012345678', '123456789012346000'],
    ['1E-7', '0.0000001'],
    ['-2.5E-10', '-0.00000000025'],
    ['1E+300', '1e+300'],
    ['', ''],
    ['nonsense', 'nonsense'],
  ])('shows the stored number %j as %j', (stored, shown) => expect(shownNumber(stored)).toBe(shown));

  it('holds a truth as a word', async () => {
    const header = ['cdc_code', 'name', 'icb', 'temporary'];
    const { rows } = await checkFile('cdc-register', xlsxOf({ sheets: [{ name: 'Register', rows: [header, ['RWX92', 'Dock Yard CDC', 'QMJ', true], ['RWX93', 'Canal CDC', 'QMJ', false]] }] }));
    expect(rows.map((row) => row['temporary'])).toEqual(['yes', 'no']);
    expect((await check([['RWX01', DAY, 'MRI', 1, true]])).rows[0]?.['comment']).toBe('true');
  });
});
