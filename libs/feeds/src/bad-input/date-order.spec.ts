import { type CheckOptions } from '../check/check-result.model.js';
import { brief, type Checked, checked, published } from './check-under-test.js';

const ledger = (dates: readonly string[], options: Partial<CheckOptions> = {}): Promise<Checked> =>
  published(
    dates.map((date, at) => `D,T,"${date}",A,B,S,${at},1.00`),
    options,
  );

/** Reads a file as often as its dates ask. */
async function readThrough(dates: readonly string[]): Promise<Checked> {
  const first = await ledger(dates);
  return first.reread ? ledger(dates, { reread: first.reread }) : first;
}

const days = ({ rows }: Checked): unknown[] => rows.map(({ date }) => date);

describe('the order of the dates of a published ledger', () => {
  it('is day first where one date can be nothing else, and one reading is enough', async () => {
    const result = await ledger(['05/06/2020', '30/06/2020', '07/06/2020']);
    expect([result.reread, brief(result), days(result)]).toEqual([null, [], ['2020-06-05', '2020-06-30', '2020-06-07']]);
  });

  it('is month first where one date can be nothing else, which takes a second reading and is said', async () => {
    const dates = ['05/06/2020', '06/30/2020', '07/06/2020'];
    const first = await ledger(dates);
    expect(first.reread).toEqual({ dateOrder: 'mdy', dayFirst: null, monthFirst: { row: 3, text: '06/30/2020' } });
    const second = await readThrough(dates);
    expect([second.reread, days(second)]).toEqual([null, ['2020-05-06', '2020-06-30', '2020-07-06']]);
    expect(second.errors.map(({ code, severity, row }) => [code, severity, row])).toEqual([['DATE_ORDER_FOUND', 'warning', 3]]);
  });

  it('is not taken for settled by who reads a file once only: until then it is an error, and no row is given from the doubt on', async () => {
    const first = await ledger(['05/06/2020', '06/30/2020', '07/06/2020']);
    expect([brief(first), first.counts.errors, days(first)]).toEqual([['DATE_ORDER_REREAD 3'], 1, ['2020-06-05']]);
  });

  it('does not matter for dates that mean one day in any order', async () => {
    const result = await ledger(['05/05/2020', '2020-06-30', '30-Jun-20', '1 July 2020', 'June 7, 2020']);
    expect([result.reread, brief(result), days(result)]).toEqual([null, [], ['2020-05-05', '2020-06-30', '2020-06-30', '2020-07-01', '2020-06-07']]);
  });

  it.each([
    [['05/06/2020', '06/06/2020']],
    [['05/06/2020']],
    [['2020-06-30', '06/06/2020', '05/06/2020']],
    [['05.06.2020', '30-Jun-20']],
  ])('is asked for where every date of numbers means two days: %j', async (dates) => {
    const { errors, reread } = await ledger(dates);
    expect([reread, errors.map(({ code, severity, row }) => [code, severity, row])]).toEqual([null, [['DATE_ORDER_UNKNOWN', 'error', 2 + dates.findIndex((date) => /^05.06/.test(date))]]]);
    expect(errors[0]?.message).toMatch(/^"05.06.2020" may be 5 June 2020 or 6 May 2020, and no date of the file tells which\.$/);
    expect(errors[0]?.fix).toContain('dateOrder=dmy when the day comes first, dateOrder=mdy when the month does');
  });

  it('is not guessed from the ledger month', async () => {
    const result = await checked('ledger', 'Month,Entity,Date Paid,Supplier,Amount\nJun-20,T,05/06/2020,S,1.00\nJun-20,T,07/06/2020,S,1.00\n');
    expect(brief(result)).toEqual(['DATE_ORDER_UNKNOWN 2']);
  });

  it.each([
    [['30/06/2020', '06/30/2020', '29/06/2020'], 'DATE_ORDER_MIXED C3', '"06/30/2020" has the month first, and "30/06/2020" in row 2 has the day first.'],
    [['06/29/2020', '30/06/2020', '06/30/2020'], 'DATE_ORDER_MIXED C3', '"30/06/2020" has the day first, and "06/29/2020" in row 2 has the month first.'],
    [['30/06/2020', '06/30/2020'], 'DATE_ORDER_MIXED C3', '"06/30/2020" has the month first, and "30/06/2020" in row 2 has the day first.'],
  ])('is refused where a file has both, in the rows of the rarer one: %j', async (dates, expected, message) => {
    const { errors } = await readThrough(dates);
    const mixed = errors.filter(({ code }) => code === 'DATE_ORDER_MIXED');
    expect(mixed.map(({ code, cell, message: words }) => [`${code} ${cell}`, words])).toEqual([[expected, message]]);
  });

  it('is evidence of faulty rows too, but not of a date in no calendar', async () => {
    const rows = (last: string) => published(['D,T,05/06/2020,A,B,S,1,1.00', `D,T,${last},A,B,S,2,ten`]).then(brief);
    expect([await rows('30/06/2020'), await rows('31/06/2020')]).toEqual([['MONEY_FORMAT H3'], ['NOT_A_DATE C3', 'MONEY_FORMAT H3', 'DATE_ORDER_UNKNOWN 2']]);
  });
});

describe('a stated order of dates', () => {
  it.each([
    ['dmy', ['2020-06-05', '2020-06-30']],
    ['mdy', ['2020-05-06', '2020-06-30']],
  ] as const)('%s answers the question', async (dateOrder, expected) => {
    const result = await ledger(['05/06/2020', '30-Jun-20'], { dateOrder });
    expect([brief(result), days(result)]).toEqual([[], expected]);
  });

  it('is kept to: a date that does not fit it is an error, and nothing is read again', async () => {
    const [day, month] = [await ledger(['05/06/2020', '06/30/2020'], { dateOrder: 'dmy' }), await ledger(['05/06/2020', '30/06/2020'], { dateOrder: 'mdy' })];
    expect([brief(day), brief(month)]).toEqual([['DATE_DAY_FIRST C3'], ['DATE_MONTH_FIRST C3']]);
    expect([day.reread, month.reread]).toEqual([null, null]);
  });
});
