import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type PageQuery } from '@cdc/platform';
import { NotedJobs, signedIn } from '@cdc/platform/under-test';
import { testDatabase } from '@cdc/testing';
import { type EditionService } from '../edition/edition.service.js';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { activity, centre, offers, organisation } from '../small-programme.js';
import { scheduleOnly, slotService } from './scheduler-under-test.js';
import { SlotReadModel } from './slot.read-model.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
afterAll(async () => {
  await reporting.stop();
  await database.stop();
});

const SCOPES = 8;
const everything: PageQuery = { limit: 500 };

type Build = EditionService['buildForSlots'];

const listed = async () => (await new SlotReadModel(reporting.unitOfWork).list(everything, 'all', true)).items;
const count = async (sql: string): Promise<number> => {
  const [{ n }] = await reporting.dataSource.query(`select count(*)::int as n from ${sql}`);
  return n;
};
const editionsOf = (period: string): Promise<number> => count(`edition where period = '${period}'`);
const publishedOf = (period: string): Promise<number> => count(`outbox where data->>'period' = '${period}'`);

let ct = 0;
/** The figures of the week change each time. */
async function restate(week: string): Promise<void> {
  await reporting.publish('activity-ingest', [
    activity('B1', { kind: 'week', period: week, grain: 'daily' }, { CT: ++ct }),
  ]);
  await reporting.apply();
}

beforeAll(async () => {
  await reporting.publish('cdc-registry', [
    organisation('QHL', 'icb', 'Y60'),
    centre('B1', 'QHL', 'Y60'),
    offers('B1', ['CT']),
  ]);
  await reporting.apply();
  await scheduleOnly(reporting, ['weekly', 'monthly']);
});

beforeEach(async () => {
  // Each test begins at the end of a week, with nothing waiting.
  await slotService(reporting).begin();
  await slotService(reporting).decideAllDue();
});

it('begins where the Clock stands at the very first start, and owes nothing of the time before', async () => {
  const [{ starts_at: startsAt }] = await reporting.dataSource.query(
    'select min(starts_at) as starts_at from report_schedule where enabled',
  );
  expect(startsAt.toISOString()).toBe('2024-09-02T07:00:00.000Z');
  expect(await listed()).toEqual([]);
  reporting.clock.instant = new Date('2024-09-06T05:59:59Z');
  await slotService(reporting).begin();
  await slotService(reporting).decideAllDue();
  expect(await listed()).toEqual([]);
});

it('builds each scope once when its time has come, for the whole week that had ended', async () => {
  // The platform was away at the very moment, and starts half a minute later.
  reporting.clock.instant = new Date('2024-09-06T06:00:30Z');
  await slotService(reporting).begin();
  await slotService(reporting).decideAllDue();
  await slotService(reporting).decideAllDue();
  const slots = await listed();
  expect(slots).toHaveLength(SCOPES);
  expect(slots.map(({ scope }) => scope.code).sort()).toEqual(
    ['ENG', 'Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'].sort(),
  );
  for (const slot of slots) {
    expect(slot).toMatchObject({
      kind: 'weekly',
      period: '2024-09-01',
      dueAt: '2024-09-06T06:00:00.000Z',
      builtAt: '2024-09-06T06:00:30.000Z',
      editionId: `ed-weekly-20240901-${slot.scope.code.toLowerCase()}-1`,
      deliveries: [],
    });
  }
  expect([await editionsOf('2024-09-01'), await publishedOf('2024-09-01')]).toEqual([SCOPES, SCOPES]);
});

it('catches up after a long move of the Clock, with every week and month that has passed', async () => {
  reporting.clock.instant = new Date('2024-12-20T07:00:00Z');
  await slotService(reporting).decideAllDue();
  const slots = await listed();
  // 16 Fridays from 6 September to 20 December; the tenth working days of September to December.
  expect(slots.filter(({ kind }) => kind === 'weekly')).toHaveLength(16 * SCOPES);
  expect(slots.filter(({ kind }) => kind === 'monthly').map(({ period }) => period)).toEqual(
    ['2024-11', '2024-10', '2024-09', '2024-08'].flatMap((month) => Array.from({ length: SCOPES }, () => month)),
  );
  expect(slots.filter(({ editionId }) => editionId === null)).toEqual([]);
  expect(await count('edition')).toBe(20 * SCOPES);
});

describe('exactly one edition for each slot', () => {
  it('when two schedulers work at once, even if the second has newer figures', async () => {
    reporting.clock.instant = new Date('2024-12-27T07:00:00Z');
    await slotService(reporting).decideAllDue();
    reporting.clock.instant = new Date('2025-01-03T07:00:00Z');
    await slotService(reporting).findDue();
    await restate('2024-12-29');
    let reached: () => void = () => undefined;
    const atSettle = new Promise<void>((resolve) => (reached = resolve));
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    // The first has stored its editions and has yet to commit them when the second draws.
    const slow: Build = (kind, period, scopes, settle) =>
      reporting.editions.buildForSlots(kind, period, scopes, async (tx, built) => {
        reached();
        await released;
        await settle(tx, built);
      });
    const first = slotService(reporting, { buildForSlots: slow }).decide(['weekly']);
    await atSettle;
    await restate('2024-12-29');
    const second = slotService(reporting).decide(['weekly']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    release();
    await Promise.all([first, second]);
    expect([await editionsOf('2024-12-29'), await publishedOf('2024-12-29')]).toEqual([SCOPES, SCOPES]);
    expect((await listed()).filter(({ editionId }) => editionId === null)).toEqual([]);
  });

  it('when many schedulers begin together', async () => {
    reporting.clock.instant = new Date('2025-01-10T07:00:00Z');
    await restate('2025-01-05');
    const schedulers = Array.from({ length: 4 }, () => slotService(reporting));
    await Promise.all(schedulers.map((scheduler) => scheduler.decideAllDue()));
    expect([await editionsOf('2025-01-05'), await publishedOf('2025-01-05')]).toEqual([SCOPES, SCOPES]);
  });

  it('when a scheduler is lost between building and committing', async () => {
    reporting.clock.instant = new Date('2025-01-17T07:00:00Z');
    await scheduleOnly(reporting, ['weekly']);
    const lost: Build = (kind, period, scopes, settle) =>
      reporting.editions.buildForSlots(kind, period, scopes, async (tx, built) => {
        await settle(tx, built);
        const [{ pid }] = await tx.manager.query('select pg_backend_pid() as pid');
        await reporting.dataSource.query('select pg_terminate_backend($1)', [pid]);
      });
    await expect(slotService(reporting, { buildForSlots: lost }).decideAllDue()).rejects.toMatchObject({
      code: 'SLOTS_WAITING',
    });
    expect([await editionsOf('2025-01-12'), await publishedOf('2025-01-12')]).toEqual([0, 0]);
    expect((await listed()).filter(({ editionId }) => editionId === null)).toHaveLength(SCOPES);
    await slotService(reporting).decideAllDue();
    expect([await editionsOf('2025-01-12'), await publishedOf('2025-01-12')]).toEqual([SCOPES, SCOPES]);
    await scheduleOnly(reporting, ['weekly', 'monthly']);
    await slotService(reporting).decideAllDue();
  });

  it('which is the newest one where that says the same already', async () => {
    const made = await reporting.editions.build(signedIn('national'), 'weekly', {
      period: '2025-01-19',
      scope: { level: 'england', code: 'ENG' },
    });
    reporting.clock.instant = new Date('2025-01-24T07:00:00Z');
    await slotService(reporting).decideAllDue();
    const own = (await listed()).find(({ scope, period }) => scope.code === 'ENG' && period === '2025-01-19');
    expect(own?.editionId).toBe(made.item.id);
    expect(await editionsOf('2025-01-19')).toBe(SCOPES);
  });
});

it('does not let one slot that cannot be built stop the others, and tries it again', async () => {
  await reporting.dataSource.query("update report_schedule set scopes = scopes || $1::jsonb where kind = 'weekly'", [
    JSON.stringify([{ level: 'icb', code: 'QXX' }]),
  ]);
  reporting.clock.instant = new Date('2025-01-31T07:00:00Z');
  await expect(slotService(reporting).decideAllDue()).rejects.toMatchObject({
    code: 'SLOTS_WAITING',
    message: expect.stringContaining('QXX'),
  });
  const waiting = (await listed()).filter(({ editionId }) => editionId === null);
  expect(waiting.map(({ scope }) => scope.code)).toEqual(['QXX']);
  expect(await editionsOf('2025-01-26')).toBe(SCOPES);

  await reporting.publish('cdc-registry', [organisation('QXX', 'icb', 'Y60')]);
  await reporting.apply();
  await slotService(reporting).decideAllDue();
  expect((await listed()).filter(({ editionId }) => editionId === null)).toEqual([]);
});

it('queues the editions for the recipients of their scope, and wakes the mail after the commit', async () => {
  await reporting.dataSource.query(`insert into report_recipient (kind, scope_level, scope_code, email, name) values
    ('weekly', 'england', 'ENG', 'one@cdc.test', 'One'), ('weekly', 'england', 'ENG', 'two@cdc.test', null),
    ('weekly', 'region', 'Y60', 'one@cdc.test', null), ('monthly', 'england', 'ENG', 'three@cdc.test', null)`);
  reporting.clock.instant = new Date('2025-02-07T07:00:00Z');
  const jobs = new NotedJobs();
  await slotService(reporting, reporting.editions, jobs).decideAllDue();
  const mailed = (await listed()).filter(({ deliveries }) => deliveries.length > 0);
  expect(
    mailed.map(({ scope, deliveries }) => [scope.code, deliveries.map(({ recipient }) => recipient)]).sort(),
  ).toEqual([
    ['ENG', ['one@cdc.test', 'two@cdc.test']],
    ['Y60', ['one@cdc.test']],
  ]);
  const ids = await reporting.dataSource.query('select delivery_id from report_delivery');
  expect(jobs.added.toSorted()).toEqual(ids.map((row: { delivery_id: string }) => row.delivery_id).sort());
});

it('does not let the app take back a slot or a delivery, or add schedules', async () => {
  for (const sql of ['delete from report_slot', 'delete from report_delivery', 'delete from report_schedule'])
    await expect(reporting.dataSource.query(sql)).rejects.toMatchObject({ code: '42501' });
});
