import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';
import { factsAsAt } from './activity.read-model.js';

let service: ActivityIngestUnderTest;
beforeAll(async () => {
  service = await ActivityIngestUnderTest.start();
});
afterAll(() => service.stop());

// 2024-07-29 to 2024-08-04 is a reporting week in two months.
const WEEK = ['2024-07-29', '2024-07-30', '2024-07-31', '2024-08-01', '2024-08-02', '2024-08-03', '2024-08-04'] as const;

type Cell = readonly [cdc: string, period: string, test: string, delivered: number | string, didNotAttend?: number | string, cancelled?: number | string];

const daily = (...cells: Cell[]): string => ['cdc_code,date,test,delivered,did_not_attend,cancelled', ...cells.map((cell) => [...cell, '', ''].slice(0, 6).join(','))].join('\n');
const weekly = (...cells: Cell[]): string => daily(...cells).replace(',date,', ',week_ending,');
const monthly = (...cells: Cell[]): string => daily(...cells).replace(',date,', ',month,');

async function current(submissionId: string, first = '2024-01-01', last = '2025-12-31'): Promise<unknown> {
  const { acceptedPosition } = await service.find(submissionId);
  return service.unitOfWork.read('all', async (manager) =>
    (await factsAsAt(manager, 1, first, last, acceptedPosition ?? '0')).map(({ cdcCode, period, delivered, submissionId: by }) => [cdcCode, period, delivered, by]),
  );
}

/** What the event says of one period, by test. */
async function totals(submissionId: string, cdcCode: string, period: string): Promise<unknown> {
  const found = (await service.publishedTotals(submissionId, cdcCode)).filter((one) => one.period === period);
  expect(found.length).toBe(1);
  const [{ tests, delivered, didNotAttend, cancelled, days } = { tests: [], delivered: [], didNotAttend: [], cancelled: [], days: [] }] = found;
  return Object.fromEntries(tests.map((test, at) => [test, [delivered[at], didNotAttend[at], cancelled[at], days[at]]]));
}

const counts = async (submissionId: string): Promise<unknown> => {
  const { status, rowsRead, rowsNew, rowsChanged, rowsUnchanged } = await service.find(submissionId);
  return { status, read: rowsRead, new: rowsNew, changed: rowsChanged, unchanged: rowsUnchanged };
};

describe('a return of activity', () => {
  afterEach(async () => {
    // Each test has a history of its own; the app role may not delete facts, which is the point of them.
    const owner = new pg.Client({ connectionString: service.migratorUrl });
    await owner.connect();
    await owner.query('truncate submission_error, submission, activity_fact, activity_comment, activity_coverage, activity_period, dm01_fact, dm01_provider cascade');
    await owner.end();
  });

  it('is published as whole totals of the weeks and months that it touches', async () => {
    const { submissionId } = await service.send('activity-daily', daily(...WEEK.map((date, n): Cell => ['RAA01', date, 'MRI', 10 + n, 1, '']), ['RAA01', '2024-08-01', 'CT', 5]));
    expect(await counts(submissionId)).toEqual({ status: 'accepted', read: 8, new: 8, changed: 0, unchanged: 0 });
    expect(await totals(submissionId, 'RAA01', '2024-08-04')).toEqual({ MRI: [91, 7, null, 7], CT: [5, null, null, 1] });
    expect(await totals(submissionId, 'RAA01', '2024-07')).toEqual({ MRI: [33, 3, null, 3] });
    expect(await totals(submissionId, 'RAA01', '2024-08')).toEqual({ MRI: [58, 4, null, 4], CT: [5, null, null, 1] });
    expect((await service.publishedTotals(submissionId, 'RAA01')).map(({ kind, period }) => `${kind} ${period}`)).toEqual(['week 2024-08-04', 'month 2024-07', 'month 2024-08']);
  });

  it('counts the rest of the week from the earlier file when it restates three of its days', async () => {
    const first = await service.send('activity-daily', daily(...WEEK.map((date): Cell => ['RAA01', date, 'MRI', 10, 1, 2]), ...WEEK.map((date): Cell => ['RAA01', date, 'CT', 3])));
    const second = await service.send('activity-daily', daily(['RAA01', '2024-07-31', 'MRI', 10, 1, 2], ['RAA01', '2024-08-01', 'MRI', 20, '', 2], ['RAA01', '2024-08-02', 'MRI', 30, 1, 2], ['RAA01', '2024-08-02', 'ECHOCARDIOGRAPHY', 4]));
    expect(await counts(second.submissionId)).toEqual({ status: 'accepted', read: 4, new: 1, changed: 2, unchanged: 1 });
    expect(await totals(second.submissionId, 'RAA01', '2024-08-04')).toEqual({ MRI: [100, 6, 14, 7], CT: [21, null, null, 7], ECHOCARDIOGRAPHY: [4, null, null, 1] });
    expect(await totals(second.submissionId, 'RAA01', '2024-07')).toEqual({ MRI: [30, 3, 6, 3], CT: [9, null, null, 3] });
    expect(await totals(second.submissionId, 'RAA01', '2024-08')).toEqual({ MRI: [70, 3, 8, 4], CT: [12, null, null, 4], ECHOCARDIOGRAPHY: [4, null, null, 1] });
    expect(await totals(first.submissionId, 'RAA01', '2024-08-04')).toEqual({ MRI: [70, 7, 14, 7], CT: [21, null, null, 7] });
  });

  it('counts nothing of a file that waits or was rejected', async () => {
    await service.receive('activity-daily', daily(['RAA01', '2024-07-29', 'MRI', 1000]));
    const wrong = await service.send('activity-daily', daily(['RAA01', '2024-07-30', 'MRI', 2000], ['RAA01', '2024-07-30', 'NO_SUCH_TEST', 1]));
    expect(wrong.status).toBe('rejected');
    await service.send('activity-daily', daily(['RAA01', '2024-07-29', 'CT', 1]));
    const { submissionId } = await service.send('activity-daily', daily(['RAA01', '2024-07-31', 'MRI', 7]));
    expect(await totals(submissionId, 'RAA01', '2024-08-04')).toEqual({ MRI: [7, null, null, 1], CT: [1, null, null, 1] });
  });

  it('keeps the grains apart', async () => {
    await service.send('activity-daily', daily(['RAA01', '2024-08-01', 'MRI', 10]));
    const byWeek = await service.send('activity-weekly', weekly(['RAA01', '2024-08-04', 'MRI', 60]));
    const byMonth = await service.send('activity-monthly', monthly(['RAA01', '2024-08', 'MRI', 200]));
    expect(await service.publishedTotals(byWeek.submissionId, 'RAA01')).toMatchObject([{ kind: 'week', period: '2024-08-04', grain: 'weekly', delivered: [60], days: [1] }]);
    expect(await service.publishedTotals(byMonth.submissionId, 'RAA01')).toMatchObject([{ kind: 'month', period: '2024-08', grain: 'monthly', delivered: [200], days: [1] }]);
    const again = await service.send('activity-weekly', weekly(['RAA01', '2024-08-04', 'CT', 5]));
    expect(await totals(again.submissionId, 'RAA01', '2024-08-04')).toEqual({ MRI: [60, null, null, 1], CT: [5, null, null, 1] });
  });

  it('may cross the end of the financial year', async () => {
    const { submissionId } = await service.send('activity-daily', daily(['RAA01', '2025-03-31', 'MRI', 1], ['RAA01', '2025-04-01', 'MRI', 2]));
    expect(await totals(submissionId, 'RAA01', '2025-04-06')).toEqual({ MRI: [3, null, null, 2] });
  });

  it("catalogue 46: is refused for another region's centre, with nothing kept and the attempt in the audit", async () => {
    const { submissionId, status } = await service.send('activity-daily', daily(['RAA01', '2024-08-01', 'MRI', 10], ['RBB01', '2024-08-01', 'MRI', 10]), 'Y60');
    expect([status, await service.errorsOf(submissionId)]).toEqual(['rejected', ['FORBIDDEN_SITE']]);
    const [audit] = await service.dataSource.query("select details from audit where subject = $1 and action = 'submission-rejected'", [submissionId]);
    expect(audit.details).toMatchObject({ errors: 1, codes: { FORBIDDEN_SITE: 1 } });
    expect(await service.unitOfWork.read('all', (manager) => manager.query('select * from activity_fact'))).toEqual([]);
    expect(await service.publishedTotals(submissionId, 'RAA01')).toEqual([]);
  });

  it('leaves nothing but its errors when one row of many is wrong', async () => {
    const { submissionId } = await service.send('activity-daily', daily(...WEEK.map((date): Cell => ['RAA01', date, 'MRI', 10]), ['RAA01', '2024-08-01', 'CT', 'ten']));
    expect(await counts(submissionId)).toEqual({ status: 'rejected', read: 8, new: 0, changed: 0, unchanged: 0 });
    for (const table of ['activity_fact', 'activity_comment', 'activity_coverage', 'activity_period']) {
      expect(await service.unitOfWork.read('all', (manager) => manager.query(`select * from ${table}`))).toEqual([]);
    }
    expect((await service.find(submissionId)).acceptedPosition).toBeNull();
  });

  it('is decided once, however often it is checked', async () => {
    const id = await service.receive('activity-daily', daily(['RAA01', '2024-08-01', 'MRI', 10]));
    await Promise.all([service.check(id), service.check(id)]);
    await service.check(id);
    expect(await service.unitOfWork.read('all', (manager) => manager.query('select delivered from activity_fact'))).toEqual([{ delivered: 10 }]);
    expect((await service.publishedTotals(id, 'RAA01')).length).toBe(2);
  });
});

describe('a restatement', () => {
  it('says each value that it changes, old and new, and supersedes a file when the last of its values is restated', async () => {
    const first = await service.send('activity-weekly', weekly(['RAA01', '2025-06-01', 'MRI', 60, 3, ''], ['RAA02', '2025-06-01', 'CT', 20]));
    const second = await service.send('activity-weekly', weekly(['RAA02', '2025-06-01', 'MRI', 5], ['RAA01', '2025-06-01', 'MRI', 66, 3, 1]));
    expect(await service.changesOf(second.submissionId)).toEqual(['changed 3 RAA01 2025-06-01 MRI delivered 60 -> 66', 'changed 3 RAA01 2025-06-01 MRI cancelled null -> 1']);
    expect([await service.find(first.submissionId), second]).toMatchObject([
      { status: 'accepted', liveCells: 1 },
      { status: 'accepted', liveCells: 2, supersedes: [], rowsNew: 1, rowsChanged: 1 },
    ]);
    const third = await service.send('activity-weekly', weekly(['RAA02', '2025-06-01', 'CT', 20]));
    expect([await service.find(first.submissionId), third]).toMatchObject([
      { status: 'superseded', liveCells: 0 },
      { status: 'accepted', liveCells: 1, supersedes: [first.submissionId], rowsUnchanged: 1 },
    ]);
    expect(await service.changesOf(third.submissionId)).toEqual([]);
    // What a superseded file said in its time is still what counted then.
    expect(await totals(first.submissionId, 'RAA01', '2025-06-01')).toEqual({ MRI: [60, 3, null, 1] });
  });

  it('writes months as the file does', async () => {
    await service.send('activity-monthly', monthly(['RAA01', '2025-06', 'MRI', 600]));
    const { submissionId } = await service.send('activity-monthly', monthly(['RAA01', '2025-06', 'MRI', 601]));
    expect(await service.changesOf(submissionId)).toEqual(['changed 2 RAA01 2025-06 MRI delivered 600 -> 601']);
  });
});

describe('a return beside its own history', () => {
  const later = new Date('2025-09-30T07:00:00Z');
  // While corrections of those weeks are still taken.
  beforeAll(() => {
    service.clock.instant = new Date('2022-07-01T07:00:00Z');
  });
  afterAll(() => {
    service.clock.instant = later;
  });

  const SUNDAYS = ['2022-05-01', '2022-05-08', '2022-05-15', '2022-05-22', '2022-05-29'] as const;

  it('waits when a test is far below its recent weeks, and counts once a reason came', async () => {
    for (const sunday of SUNDAYS.slice(0, 4)) expect((await service.send('activity-weekly', weekly(['RAA01', sunday, 'CT', 371], ['RAA01', sunday, 'MRI', 40]))).status).toBe('accepted');
    const file = weekly(['RAA01', SUNDAYS[4], 'CT', 212], ['RAA01', SUNDAYS[4], 'MRI', 41]);
    const held = await service.send('activity-weekly', file);
    expect([held.status, held.rowsNew, await service.errorsOf(held.submissionId)]).toEqual(['awaiting-confirmation', 2, ['OUTLIER']]);
    expect(await service.unitOfWork.read('all', (manager) => manager.query('select * from activity_fact where period = $1', [SUNDAYS[4]]))).toEqual([]);
    const { status, submissionId } = await service.send('activity-weekly', `${file}\n`, null, ['OUTLIER']);
    expect([status, (await service.find(held.submissionId)).status]).toEqual(['accepted', 'superseded']);
    expect(await totals(submissionId, 'RAA01', SUNDAYS[4])).toEqual({ CT: [212, null, null, 1], MRI: [41, null, null, 1] });
  });

  it('is compared by the week where it counts by the day, also when it restates a part of one', async () => {
    const days = (sunday: string): string[] => Array.from({ length: 7 }, (_, back) => new Date(Date.parse(sunday) - back * 86_400_000).toISOString().slice(0, 10));
    for (const sunday of SUNDAYS.slice(0, 4)) await service.send('activity-daily', daily(...days(sunday).map((day, at): Cell => ['RAA02', day, 'CT', at < 2 ? 0 : 100])));
    // A weekend by itself has none, which is no alarm beside whole weeks; a whole week of a tenth is.
    const whole = await service.send('activity-daily', daily(...days(SUNDAYS[4]).map((day, at): Cell => ['RAA02', day, 'CT', at < 2 ? 0 : 100])));
    const part = await service.send('activity-daily', daily(['RAA02', SUNDAYS[4], 'CT', 1]));
    const low = await service.send('activity-daily', daily(...days(SUNDAYS[4]).map((day): Cell => ['RAA02', day, 'CT', 7])));
    expect([whole.status, part.status, low.status]).toEqual(['accepted', 'accepted', 'awaiting-confirmation']);
  });
});

describe('two returns that overlap in time', () => {
  it('count in the order of their acceptance, not of their numbers, in values, totals and every cut', async () => {
    const held = new PassThrough();
    const slow = await service.receive('activity-daily', () => held);
    const quick = await service.receive('activity-daily', daily(['RAA02', '2024-08-01', 'MRI', 200], ['RAA02', '2024-08-02', 'MRI', 2]));
    const slowText = daily(['RAA02', '2024-08-01', 'MRI', 100], ['RAA02', '2024-08-03', 'MRI', 3]);
    const slowCheck = service.check(slow);
    held.write(slowText.slice(0, 70));
    await service.check(quick);
    held.end(slowText.slice(70));
    await slowCheck;

    const [a, b] = [await service.find(slow), await service.find(quick)];
    expect(a.submissionNumber).toBeLessThan(b.submissionNumber);
    expect(BigInt(a.acceptedPosition ?? 0)).toBeGreaterThan(BigInt(b.acceptedPosition ?? 0));

    expect(await totals(quick, 'RAA02', '2024-08-04')).toEqual({ MRI: [202, null, null, 2] });
    expect(await totals(slow, 'RAA02', '2024-08-04')).toEqual({ MRI: [105, null, null, 3] });
    expect(await current(quick)).toEqual([
      ['RAA02', '2024-08-01', 200, quick],
      ['RAA02', '2024-08-02', 2, quick],
    ]);
    expect(await current(slow)).toEqual([
      ['RAA02', '2024-08-01', 100, slow],
      ['RAA02', '2024-08-02', 2, quick],
      ['RAA02', '2024-08-03', 3, slow],
    ]);
    expect(await counts(slow)).toEqual({ status: 'accepted', read: 2, new: 1, changed: 1, unchanged: 0 });

    const later = await service.send('activity-daily', daily(['RAA02', '2024-08-04', 'MRI', 4]));
    expect(await totals(later.submissionId, 'RAA02', '2024-08-04')).toEqual({ MRI: [109, null, null, 4] });
  });

  it('lose nothing when many load at once', async () => {
    const dates = Array.from({ length: 12 }, (_, n) => `2024-09-${String(n + 2).padStart(2, '0')}`);
    const sent = await Promise.all(dates.map((date, n) => service.send('activity-daily', daily(['RBB01', date, 'MRI', 2 ** n]))));
    expect(sent.map(({ status }) => status)).toEqual(dates.map(() => 'accepted'));
    const last = sent.reduce((newest, one) => (BigInt(one.acceptedPosition ?? 0) > BigInt(newest.acceptedPosition ?? 0) ? one : newest));
    expect(await totals(last.submissionId, 'RBB01', '2024-09')).toEqual({ MRI: [2 ** 12 - 1, null, null, 12] });
  });
});

describe('the facts', () => {
  it('are not read past row-level security, nor changed, by the app role', async () => {
    await service.send('activity-daily', daily(['RAA01', '2024-10-01', 'MRI', 1], ['RBB01', '2024-10-01', 'MRI', 2]));
    const seen = (regions: 'all' | readonly string[]) =>
      service.unitOfWork.read(regions, (manager) => manager.query("select region_number from activity_fact where period = '2024-10-01' order by 1"));
    expect(await seen('all')).toEqual([{ region_number: 56 }, { region_number: 60 }]);
    expect(await seen(['Y60'])).toEqual([{ region_number: 60 }]);
    expect(await seen([])).toEqual([]);
    // Without a scope there is nothing to see.
    expect(await service.dataSource.query("select * from activity_fact where period = '2024-10-01'")).toEqual([]);
    for (const statement of ['select * from activity_fact_2024', 'update activity_fact set delivered = 0', 'delete from activity_fact', 'delete from activity_fact_2024', 'update dm01_fact set month = month', 'alter table activity_fact disable row level security']) {
      await expect(service.dataSource.query(statement)).rejects.toMatchObject({ driverError: expect.objectContaining({ code: '42501' }) });
    }
  });
});
