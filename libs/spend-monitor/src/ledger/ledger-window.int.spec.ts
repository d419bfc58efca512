import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SpendMonitorUnderTest } from '../spend-monitor-under-test.js';

let service: SpendMonitorUnderTest;
beforeAll(async () => {
  service = await SpendMonitorUnderTest.start();
});
afterAll(() => service.stop());

const ledger = (entity: string, ...lines: string[]): string => ['entity,period,date,amount,reference', ...lines.map((line) => `${entity},2020-12,2020-12-07,${line}`)].join('\n');
const codesOf = async (body: string, reason: string | null): Promise<string[]> => {
  const { submissionId, status } = await service.send('ledger', body, {}, reason);
  return [status, ...(await service.errorsOf(submissionId)).map(({ code }) => code)];
};
const reopen = (region: string | null): Promise<unknown> =>
  service.dataSource.query("insert into period_reopening (feed, region_code, period, reason, reopened_by, reopened_at, expires_at) values ('ledger', $1, '2020-12', 'Audit', 'national', now(), '2030-01-01')", [region]);

it('a ledger is the return of its entity and month, and another one of them needs a reason after the hard deadline', async () => {
  expect(await codesOf(ledger('RQM', '10.00,A', '20.00,B'), null)).toEqual(['accepted']);
  expect(await service.dataSource.query('select feed, unit, period, timeliness, days_late as "daysLate" from period_return')).toEqual([
    // Due on Tuesday 12 January 2021, the seventh working day; it came on 4 May.
    { feed: 'ledger', unit: 'RQM', period: '2020-12', timeliness: 'after-close', daysLate: 112 },
  ]);
  expect(await codesOf(ledger('RQM', '20.00,B', '10.00,A'), null)).toEqual(['accepted']);
  expect(await codesOf(ledger('RQM', '10.00,A', '21.00,B'), null)).toEqual(['rejected', 'REASON_NEEDED']);
  expect(await codesOf(ledger('RQM', '10.00,A'), null)).toEqual(['rejected', 'REASON_NEEDED']);
  expect(await codesOf(ledger('RQM', '10.00,A', '20.00,B', '1.00,C'), null)).toEqual(['rejected', 'REASON_NEEDED']);
  expect(await codesOf(ledger('RQM', '10.00,A', '21.00,B'), 'An invoice was missing')).toEqual(['accepted']);
});

it('a ledger of a locked month is open again for the region that it is of, and that of a trust only for every region', async () => {
  expect(await codesOf(ledger('Y60', '10.00,A'), null)).toEqual(['accepted']);
  service.clock.instant = new Date('2022-06-01T09:00:00Z');
  expect(await codesOf(ledger('Y60', '11.00,A'), 'Audit')).toEqual(['rejected', 'PERIOD_LOCKED']);
  await reopen('Y60');
  expect(await codesOf(ledger('Y60', '12.00,A'), 'Audit')).toEqual(['accepted']);
  expect(await codesOf(ledger('RQM', '12.00,A'), 'Audit')).toEqual(['rejected', 'PERIOD_LOCKED']);
  await reopen(null);
  expect(await codesOf(ledger('RQM', '13.00,A'), 'Audit')).toEqual(['accepted']);
});
