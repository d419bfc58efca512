import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActivityWindow, DIAGNOSTIC_TESTS, SpendWindow } from '@cdc/contracts';
import { Clock, EventLog, UnitOfWork, event } from '@cdc/platform';
import { startRoutes } from '@cdc/platform/under-test';
import { testDatabase } from '@cdc/testing';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { activity, centre, offers, organisation } from '../small-programme.js';
import { ExpectedController } from './expected.controller.js';
import { ExpectedService } from './expected.service.js';
import { OnTimeService } from './on-time.service.js';
import { ReturnGaps } from './return-gaps.read-model.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);

const routes = await startRoutes({
  controllers: [ExpectedController],
  providers: [
    { provide: UnitOfWork, useValue: reporting.unitOfWork },
    { provide: EventLog, useValue: reporting.log },
    { provide: Clock, useValue: reporting.clock },
    ReturnGaps,
    ExpectedService,
    OnTimeService,
  ],
});

async function get(client: string, path: string): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await routes.ask(client, path);
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

const itemsOf = (json: Record<string, unknown>): Record<string, unknown>[] => json['items'] as Record<string, unknown>[];
const WEEK = '2024-09-01';

beforeAll(async () => {
  // Wednesday 4 September 2024, the day of the soft deadline.
  reporting.clock.instant = new Date('2024-09-04T12:00:00Z');
  await reporting.publish('cdc-registry', [
    organisation('QHL', 'icb', 'Y60'),
    organisation('QMF', 'icb', 'Y56'),
    centre('M1', 'QHL', 'Y60'),
    offers('M1', ['CT', 'MRI']),
    centre('M2', 'QHL', 'Y60', { status: 'closed', opened: '2022-01-01', closed: '2024-08-28' }),
    offers('M2', ['CT']),
    centre('M3', 'QHL', 'Y60', { status: 'approved' }),
    offers('M3', ['CT']),
    centre('L1', 'QMF', 'Y56'),
    offers('L1', ['CT', 'MRI', 'DEXA_SCAN']),
  ]);
  await reporting.publish('activity-ingest', [
    // The weekly return states both tests; the daily one counts before it, test by test.
    activity('L1', { kind: 'week', period: WEEK, grain: 'weekly' }, { CT: 9, MRI: 0 }),
    activity('L1', { kind: 'week', period: WEEK, grain: 'daily' }, { CT: 0 }),
    activity('L1', { kind: 'month', period: '2024-08', grain: 'daily' }, { CT: 40 }),
    event(ActivityWindow.returned, 'act-1', {
      feed: 'activity-weekly',
      submissionId: 'act-1',
      receivedAt: '2024-09-03T09:00:00.000Z',
      periods: [
        { unit: 'Y56', period: WEEK, timeliness: 'on-time', daysLate: 0 },
        { unit: 'Y60', period: '2024-08-25', timeliness: 'late', daysLate: 6 },
      ],
    }),
  ]);
  await reporting.publish('spend-monitor', [
    event(SpendWindow.returned, 'fin-1', { feed: 'ledger', submissionId: 'fin-1', receivedAt: '2024-08-20T09:00:00.000Z', periods: [{ unit: 'Y56', period: '2024-07', timeliness: 'after-close', daysLate: 7 }] }),
  ]);
  await reporting.apply();
});

afterAll(async () => {
  await routes.stop();
  await reporting.stop();
  await database.stop();
});

describe('what is expected of a week', () => {
  it('is every cell in one of four states, with the missing ones listed', async () => {
    const { status, json } = await get('national', `expected?feed=activity-weekly&period=${WEEK}`);
    const cells = 4 * DIAGNOSTIC_TESTS.length;
    expect([status, json['region'], json['cells']]).toEqual([200, null, { reported: 0, zero: 2, notReported: 4, notOffered: cells - 6 }]);
    expect(json['centres']).toEqual({ expected: 3, complete: 0, partial: 1, missing: 2 });
    expect(itemsOf(json).map(({ cdcCode, test, state, delivered }) => [cdcCode, test, state, delivered])).toEqual([
      ['L1', 'DEXA_SCAN', 'not-reported', null],
      ['M1', 'MRI', 'not-reported', null],
      ['M1', 'CT', 'not-reported', null],
      ['M2', 'CT', 'not-reported', null],
    ]);
  });

  it('lists the cells of another state, page by page', async () => {
    const first = await get('national', `expected?feed=activity-daily&period=${WEEK}&state=zero&limit=1`);
    expect(itemsOf(first.json)).toMatchObject([{ cdcCode: 'L1', test: 'MRI', delivered: 0 }]);
    const second = await get('national', `expected?feed=activity-daily&period=${WEEK}&state=zero&limit=1&after=${encodeURIComponent(String(first.json['next']))}`);
    expect([itemsOf(second.json).map(({ test }) => test), second.json['next']]).toEqual([['CT'], null]);
  });

  it('is of the month for monthly returns, and of the last that has ended where none is named', async () => {
    const { json } = await get('region-y56', 'expected?feed=activity-monthly&state=reported');
    expect([json['period'], json['region'], itemsOf(json).map(({ test, delivered }) => [test, delivered])]).toEqual(['2024-08', 'Y56', [['CT', 40]]]);
    expect((await get('national', 'expected?feed=activity-weekly')).json['period']).toBe(WEEK);
  });

  it('is that of a region for its people, and nobody else’s', async () => {
    const own = await get('region-y60', `expected?feed=activity-weekly&period=${WEEK}`);
    expect(new Set(itemsOf(own.json).map(({ regionCode }) => regionCode))).toEqual(new Set(['Y60']));
    expect(await get('region-y60', `expected?feed=activity-weekly&period=${WEEK}&region=Y56`)).toMatchObject({ status: 403, json: { code: 'FORBIDDEN_REGION' } });
    expect(itemsOf((await get('national', `expected?feed=activity-weekly&period=${WEEK}&region=Y56`)).json)).toHaveLength(1);
  });

  it.each([
    ['feed=ledger', 'NOT_BY_CELL', 400],
    ['feed=activity-weekly&period=2024-08-31', 'PERIOD_FORMAT', 400],
    ['feed=activity-monthly&period=2024-09-01', 'PERIOD_FORMAT', 400],
    ['feed=activity-weekly&region=Y99', 'UNKNOWN_REGION', 404],
  ])('is not told of %s: %s', async (query, code, status) => {
    expect(await get('national', `expected?${query}`)).toMatchObject({ status, json: { code } });
  });
});

describe('the windows of a period', () => {
  it('show both deadlines, where the period stands, and when it was first returned', async () => {
    const { json } = await get('national', `feeds/activity-weekly/windows?period=${WEEK}`);
    expect(json).toEqual({
      feed: 'activity-weekly',
      grain: 'week',
      period: WEEK,
      softDeadline: '2024-09-04T22:59:59.000Z',
      hardDeadline: '2024-09-13T22:59:59.000Z',
      correctionsUntil: '2026-04-16T22:59:59.000Z',
      state: 'open',
      returns: [{ unit: 'Y56', submissionId: 'act-1', receivedAt: '2024-09-03T09:00:00.000Z', timeliness: 'on-time', daysLate: 0 }],
    });
    expect((await get('region-y60', `feeds/activity-weekly/windows?period=${WEEK}`)).json['returns']).toEqual([]);
    expect((await get('region-y60', 'feeds/activity-weekly/windows?period=2024-08-25')).json).toMatchObject({ state: 'late', returns: [{ unit: 'Y60', daysLate: 6 }] });
  });

  it('are not there for a feed that is sent whenever there is something to say', async () => {
    expect(await get('national', 'feeds/machines/windows')).toMatchObject({ status: 404, json: { code: 'NO_WINDOWS' } });
    expect(await get('national', 'feeds/ledger/windows?period=2024-09-01')).toMatchObject({ status: 400, json: { code: 'PERIOD_FORMAT' } });
  });
});

describe('what a region owes', () => {
  const owed = async (region: string, client = 'national'): Promise<unknown[][]> =>
    itemsOf((await get(client, `expected/returns?region=${region}`)).json).map(({ feed, period, progress, missing, first }) => [
      feed,
      period,
      progress,
      (missing as string[]).length,
      (first as { timeliness: string } | null)?.timeliness ?? null,
    ]);

  it('is late, due or done, of the last three weeks and months', async () => {
    // By soft deadline, the seventh working day of the month after and the third after a week.
    expect(await owed('Y56', 'region-y56')).toEqual([
      ['activity-monthly', '2024-06', 'late', 1, null],
      ['ledger', '2024-06', 'late', 1, null],
      ['activity-monthly', '2024-07', 'late', 1, null],
      ['ledger', '2024-07', 'done', 0, 'after-close'],
      ['activity-weekly', '2024-08-18', 'late', 1, null],
      ['activity-weekly', '2024-08-25', 'late', 1, null],
      ['activity-weekly', WEEK, 'due', 1, 'on-time'],
      ['activity-monthly', '2024-08', 'due', 1, null],
      ['ledger', '2024-08', 'due', 1, null],
    ]);
    expect((await owed('Y60')).filter(([feed]) => feed === 'ledger')).toEqual([]);
    expect(await owed('Y58')).toEqual([]);
  });

  it('is told to nobody of another region', async () => {
    expect(await get('region-y60', 'expected/returns?region=Y56')).toMatchObject({ status: 403 });
    expect(await get('national', 'expected/returns?region=Y99')).toMatchObject({ status: 404, json: { code: 'UNKNOWN_REGION' } });
  });
});

describe('what is open again to a region', () => {
  const open = async (region: string, client: string): Promise<unknown[]> => itemsOf((await get(client, `expected/reopenings?region=${region}`)).json).map(({ period }) => period);
  const opened = (reopeningId: string, regionCode: string | null, period: string, expiresAt: string) =>
    event(ActivityWindow.reopened, reopeningId, { reopeningId, feed: 'activity-monthly', regionCode, period, reason: 'An audit', reopenedBy: 'national', reopenedAt: '2024-09-02T09:00:00.000Z', expiresAt });

  it('is its own and what is open to all, until it is locked, those first that are locked first', async () => {
    await reporting.publish('activity-ingest', [
      opened('6b1d1f0e-5a0c-4f3a-9a30-3a3f2a1b0c01', 'Y56', '2020-01', '2024-09-09T22:59:00.000Z'),
      opened('6b1d1f0e-5a0c-4f3a-9a30-3a3f2a1b0c02', null, '2020-02', '2024-09-08T22:59:00.000Z'),
      opened('6b1d1f0e-5a0c-4f3a-9a30-3a3f2a1b0c03', 'Y60', '2020-03', '2024-09-08T22:59:00.000Z'),
      opened('6b1d1f0e-5a0c-4f3a-9a30-3a3f2a1b0c04', 'Y56', '2020-04', '2024-09-04T12:00:00.000Z'),
    ]);
    await reporting.apply();
    expect(await open('Y56', 'region-y56')).toEqual(['2020-02', '2020-01']);
    expect(await open('Y60', 'national')).toEqual(['2020-02', '2020-03']);
    expect(itemsOf((await get('national', 'expected/reopenings?region=Y56')).json)[1]).toMatchObject({ feed: 'activity-monthly', grain: 'month', regionCode: 'Y56', reason: 'An audit', expiresAt: '2024-09-09T22:59:00.000Z' });
    expect(await get('region-y60', 'expected/reopenings?region=Y56')).toMatchObject({ status: 403 });
  });
});
