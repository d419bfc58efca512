import { brief, checked, daily, published } from './check-under-test.js';

const dated = (date: string) => daily(`RWX01,${date},MRI,1\n`);
const weekly = (date: string) => checked('activity-weekly', `cdc_code,week_ending,test,delivered\nRWX01,${date},MRI,1\n`);
const ledger = (...dates: readonly string[]) => published(dates.map((date, at) => `D,T,${date},A,B,S,${at},1.00`));

describe('the dates of a file', () => {
  it('catalogue 34: a date of numbers is refused in our template, with its ISO form where it is one day only', async () => {
    const result = await daily('RWX01,13/08/2024,MRI,1\nRWX02,03/04/2024,MRI,1\nRWX03,08/13/2024,MRI,1\n');
    expect(result.errors.map(({ code, cell, suggestion }) => [code, cell, suggestion])).toEqual([
      ['DATE_FORMAT', 'B2', '2024-08-13'],
      ['DATE_FORMAT', 'B3', null],
      ['DATE_FORMAT', 'B4', null],
    ]);
  });

  it('catalogue 34: our ledger template takes the order that is stated', async () => {
    const file = 'entity,date,amount\nRWX,03/04/2024,1.00\n';
    const read = async (dateOrder: 'dmy' | 'mdy') => (await checked('ledger', file, { dateOrder })).rows[0]?.['date'];
    expect([brief(await checked('ledger', file)), await read('dmy'), await read('mdy')]).toEqual([['DATE_FORMAT B2'], '2024-04-03', '2024-03-04']);
  });

  it.each(['2024-02-31', '2024-04-31', '2024-00-10', '2024-13-01', '0224-08-04'])('catalogue 35: %s is in no calendar', async (date) => {
    expect(brief(await dated(date))).toEqual(['NOT_A_DATE B2']);
  });

  it('catalogue 35: nor is 31 February of a published ledger, in either order', async () => {
    expect([brief(await ledger('31/02/2020', '29/04/2020')), brief(await ledger('02/31/2020', '29/04/2020'))]).toEqual([['NOT_A_DATE C2'], ['NOT_A_DATE C2']]);
  });

  it('catalogue 36: 29 February is a day of leap years only', async () => {
    expect([brief(await dated('2023-02-29')), brief(await dated('2024-02-29')), brief(await ledger('29/02/2019'))]).toEqual([['NOT_A_DATE B2'], [], ['NOT_A_DATE C2']]);
  });

  it('catalogue 37: a year of two digits is refused in our template and read in published ledgers', async () => {
    expect([brief(await dated('04/08/24')), brief(await dated('24-08-04'))]).toEqual([['DATE_FORMAT B2'], ['DATE_FORMAT B2']]);
    expect((await ledger('29/04/20', '30-Apr-20')).rows.map(({ date }) => date)).toEqual(['2020-04-29', '2020-04-30']);
  });

  it('catalogue 39: a day that is still to come is refused, today is not', async () => {
    expect([brief(await dated('2024-08-21')), brief(await dated('2024-08-20')), brief(await weekly('2024-08-25'))]).toEqual([['FUTURE_DATE B2'], [], ['FUTURE_DATE B2']]);
  });

  it('catalogue 42: a week is named by its Sunday, in a year of 53 weeks too', async () => {
    const wrong = await weekly('2024-08-03');
    expect(wrong.errors.map(({ code, suggestion }) => [code, suggestion])).toEqual([['WEEK_ENDING', '2024-08-04']]);
    expect([brief(await weekly('2024-08-04')), brief(await weekly('2021-01-03')), brief(await weekly('2020-W53'))]).toEqual([[], [], ['DATE_FORMAT B2']]);
  });
});
