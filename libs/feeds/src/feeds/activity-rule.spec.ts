import { dayNumber, type FeedName } from '@cdc/contracts';
import { openCheck } from '../check/file-check.js';
import { createCodeList } from '../columns/code-list.js';
import { feedByName } from './feed-catalogue.js';
import { ABSENT } from './feed.model.js';

const OURS = 1;
const THEIRS = 2;
const YOUNG = 3;
const SHUT = 4;

/** Tuesday 20 August 2024. RWX03 opened on 7 August, RWX04 closed on 6 August. */
const context = {
  today: dayNumber('2024-08-20'),
  codeLists: { cdcs: createCodeList([OURS, THEIRS, YOUNG, SHUT].map((number) => ({ code: `RWX0${number}`, number }))) },
  centres: {
    inScope: (number: number) => number !== THEIRS,
    openedDay: (number: number) => (number === YOUNG ? dayNumber('2024-08-07') : ABSENT),
    closedDay: (number: number) => (number === SHUT ? dayNumber('2024-08-06') : ABSENT),
  },
};

async function check(feed: FeedName, text: string) {
  const run = openCheck(feedByName(feed), { fileName: 'x', context });
  run.push(new TextEncoder().encode(text));
  return (await run.end()).errors;
}

const codes = async (feed: FeedName, period: string, centre: string, date: string) =>
  (await check(feed, `cdc_code,${period},test,delivered\n${centre},${date},MRI,1\n`)).map(({ code }) => code);

describe('daily activity', () => {
  it.each([
    ['RWX01', '2024-08-20', []],
    ['RWX01', '2024-08-21', ['FUTURE_DATE']],
    ['RWX02', '2024-08-19', ['FORBIDDEN_SITE']],
    ['RWX02', '2024-08-21', ['FUTURE_DATE', 'FORBIDDEN_SITE']],
    ['RWX03', '2024-08-06', ['SITE_NOT_OPEN']],
    ['RWX03', '2024-08-07', []],
    ['RWX04', '2024-08-06', []],
    ['RWX04', '2024-08-07', ['SITE_CLOSED']],
  ])('of %s on %s: %j', async (centre, date, expected) => {
    expect(await codes('activity-daily', 'date', centre, date)).toEqual(expected);
  });

  it('says of another region’s centre no more than of an unknown one', async () => {
    const [error] = await check('activity-daily', 'cdc_code,date,test,delivered\nRWX02,2024-08-19,MRI,1\n');
    expect(error).toMatchObject({
      value: 'RWX02',
      cell: 'A2',
      message: '"RWX02" is not a centre in your region.',
      suggestion: null,
    });
  });

  it('checks the centre of a row whose date is faulty', async () => {
    expect(await codes('activity-daily', 'date', 'RWX02', 'x')).toEqual(['DATE_FORMAT', 'FORBIDDEN_SITE']);
  });
});

describe('weekly activity', () => {
  it.each([
    ['RWX01', '2024-08-18', []],
    ['RWX01', '2024-08-25', ['FUTURE_DATE']],
    ['RWX03', '2024-08-04', ['SITE_NOT_OPEN']],
    ['RWX03', '2024-08-11', []],
    ['RWX04', '2024-08-11', []],
    ['RWX04', '2024-08-18', ['SITE_CLOSED']],
  ])('of %s in the week ending %s: %j', async (centre, date, expected) => {
    expect(await codes('activity-weekly', 'week_ending', centre, date)).toEqual(expected);
  });

  it.each([
    ['2024-08-05', '2024-08-11'],
    ['2024-08-10', '2024-08-11'],
    ['2024-08-17', '2024-08-18'],
  ])('offers for %s the Sunday that ends its week', async (date, sunday) => {
    const [error] = await check('activity-weekly', `cdc_code,week_ending,test,delivered\nRWX01,${date},MRI,1\n`);
    expect(error).toMatchObject({ code: 'WEEK_ENDING', suggestion: sunday });
  });

  it('names the Sundays on both sides', async () => {
    const [error] = await check('activity-weekly', 'cdc_code,week_ending,test,delivered\nRWX01,2024-08-07,MRI,1\n');
    expect(error?.message).toBe(
      '"2024-08-07" is not a Sunday. The nearest Sundays are 4 August 2024 and 11 August 2024; it lies in the week that ends on the second.',
    );
  });
});

describe('monthly activity', () => {
  it.each([
    ['RWX01', '2024-08', []],
    ['RWX01', 'Sep-24', ['FUTURE_DATE']],
    ['RWX03', 'July 2024', ['SITE_NOT_OPEN']],
    ['RWX03', '2024-08-01', []],
    ['RWX04', '2024-08', []],
    ['RWX04', '2024-09', ['FUTURE_DATE', 'SITE_CLOSED']],
  ])('of %s in %s: %j', async (centre, month, expected) => {
    expect(await codes('activity-monthly', 'month', centre, month)).toEqual(expected);
  });
});

describe('plans and offers', () => {
  it('a plan may be for a month to come, and only for the sender’s centres', async () => {
    const errors = await check('plan-activity', 'cdc_code,month,test,planned\nRWX01,2026-01,MRI,1\nRWX02,2026-01,MRI,1\n');
    expect(errors.map(({ code, row }) => [code, row])).toEqual([['FORBIDDEN_SITE', 3]]);
  });

  it('an offer may not end before it starts', async () => {
    const errors = await check(
      'offered-tests',
      'cdc_code,test,from,to\nRWX01,MRI,2024-08-02,2024-08-02\nRWX01,CT,2024-08-02,2024-08-01\nRWX01,ECG,2024-08-02,\n',
    );
    expect(errors.map(({ code, cell, message }) => [code, cell, message])).toEqual([
      ['DATE_ORDER', 'D3', '"2024-08-01" in to is before 2 August 2024.'],
    ]);
  });
});
