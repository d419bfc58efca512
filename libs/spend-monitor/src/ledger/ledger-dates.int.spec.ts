import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leftBehind } from '@cdc/testing';
import { SpendMonitorUnderTest } from '../spend-monitor-under-test.js';

let service: SpendMonitorUnderTest;
beforeAll(async () => {
  service = await SpendMonitorUnderTest.start();
});
afterAll(() => service.stop());

const HEADER = 'Body Name,Payment Date,Merchant,Transaction No,Amount (£)';
const published = (...rows: [date: string, pounds: number][]): string => [HEADER, ...rows.map(([date, pounds], at) => `RQM,${date},S,${at},${pounds}`)].join('\n');

/** Pence by the Sunday that ends the week. */
async function weeks(period: string): Promise<Record<string, number>> {
  const posted = await service.posted('RQM', period);
  return Object.fromEntries(posted?.cells.map(({ weekEnding, amountPence }) => [weekEnding, amountPence]) ?? []);
}

const AMERICAN = published(['04/01/2020', 1], ['04/05/2020', 2], ['04/29/2020', 4], ['30-Apr-20', 8]);
// 1, 5, 29 and 30 April 2020 lie in the weeks that end on 5 April and 3 May.
const AMERICAN_WEEKS = { '2020-04-05': 300, '2020-05-03': 1_200 };

describe('a ledger that writes the month first', () => {
  it('is read again in the order that its own dates tell, and nothing of the first reading stays', async () => {
    const sent = await service.send('ledger', AMERICAN, { period: '2020-04' });
    expect([sent.status, sent.layout, sent.rowsRead, sent.rowsNew, sent.totals]).toEqual(['accepted', 'published-spend', 4, 4, { amountPence: 1_500 }]);
    expect(await weeks('2020-04')).toEqual(AMERICAN_WEEKS);
    const [{ lines }] = await service.dataSource.query('select count(*)::int as lines from ledger_line where submission_number = $1', [sent.submissionNumber]);
    expect(lines).toBe(4);
    const warnings = await service.dataSource.query('select code, row_number from submission_error where submission_id = $1', [sent.submissionId]);
    expect(warnings).toEqual([{ code: 'DATE_ORDER_FOUND', row_number: 4 }]);
  });

  it('is told in a dry run what it would be told when it is sent, and its copy is gone', async () => {
    const copies = await leftBehind('cdc-dry-run-');
    const { status, counts, totals, errors } = await service.dryRun('ledger', AMERICAN, { period: '2020-04' });
    expect([status, counts.read, counts.errors, totals]).toEqual(['accepted', 4, 0, { amountPence: 1_500 }]);
    expect(errors.map(({ code }) => code)).toEqual(['DATE_ORDER_FOUND']);
    expect(await copies()).toEqual([]);
  });
});

describe('a ledger of dates that each mean two days', () => {
  const either = published(['05/06/2020', 1], ['06/06/2020', 2]);

  it('is refused with a question, and taken in when it is answered, either way', async () => {
    const asked = await service.send('ledger', either, { period: '2020-06' });
    expect([asked.status, (await service.errorsOf(asked.submissionId)).map(({ code, row }) => [code, row])]).toEqual(['rejected', [['DATE_ORDER_UNKNOWN', 2]]]);
    expect((await service.send('ledger', either, { period: '2020-06', dateOrder: 'dmy' })).status).toBe('accepted');
    // 5 and 6 June 2020 are a Friday and a Saturday.
    expect(await weeks('2020-06')).toEqual({ '2020-06-07': 300 });
    expect((await service.send('ledger', either, { period: '2020-06', dateOrder: 'mdy' })).status).toBe('accepted');
    expect(await weeks('2020-06')).toEqual({ '2020-05-10': 100, '2020-06-07': 200 });
  });
});

it('a ledger in two orders is refused with the rows of the rarer one', async () => {
  const sent = await service.send('ledger', published(['04/29/2020', 1], ['30/04/2020', 2], ['04/30/2020', 3], ['01/02/2020', 4]), { period: '2020-04' });
  expect([sent.status, (await service.errorsOf(sent.submissionId)).map(({ code, row }) => [code, row])]).toEqual(['rejected', [['DATE_ORDER_MIXED', 3]]]);
});

it('a general ledger is posted with its debits less its credits', async () => {
  const extract = [
    'Entity,Period Name,Effective Date,Account,Cost Centre,Debit,Credit,Narrative',
    'RQM,OCT-20,15/10/2020,5216,104521,"£1,000.25",,A',
    'RQM,OCT-20,16/10/2020,5216,104521,0.00,200.05,B',
    'Total,,,,,"1,000.25",200.05,',
  ];
  const sent = await service.send('ledger', extract.join('\n'));
  expect([await service.errorsOf(sent.submissionId), sent.layout, sent.totals]).toEqual([[], 'general-ledger', { debitPence: 100_025, creditPence: 20_005, amountPence: 80_020 }]);
  expect(await weeks('2020-10')).toEqual({ '2020-10-18': 80_020 });
});
