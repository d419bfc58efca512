import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  ActivityRestated,
  ActivitySubmission,
  ActivityWindow,
  EquipmentSubmission,
  RegistrySubmission,
  SpendSubmission,
  SpendWindow,
  dayNumber,
  isoDate,
  schemaOf,
  type ServiceName,
  type SubmissionState,
} from '@cdc/contracts';
import { event, type RawEvent } from '@cdc/platform';
import { PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import { testDatabase } from '@cdc/testing';
import { ReportingUnderTest } from '../reporting-under-test.js';
import {
  activity,
  centre,
  dm01,
  machine,
  milestones,
  offers,
  openingPlan,
  organisation,
  plan,
  posted,
  purchaseOrder,
  spendForecast,
  spendPlan,
} from '../small-programme.js';
import { FIGURE_SOURCES } from '../edition/edition.service.js';
import { ActivityConsumer } from './activity.consumer.js';
import {
  ACTIVITY_VERSION,
  CENTRE_VERSION,
  PROJECTED_TABLES,
  VERSION_TABLES,
} from './projection-tables.js';
import { EquipmentConsumer } from './equipment.consumer.js';
import { RegistryConsumer } from './registry.consumer.js';
import { SpendConsumer } from './spend.consumer.js';
import { SubmissionConsumer } from './submission.consumer.js';
import { WindowConsumer } from './window.consumer.js';
import { versionsAt } from './version-table.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
afterAll(async () => {
  await reporting.stop();
  await database.stop();
});
afterEach(() => expect(reporting.deadLetters).toEqual([]));

const week = { kind: 'week', period: '2024-08-04', grain: 'daily' } as const;

async function logged(service: ServiceName, from: string): Promise<RawEvent[]> {
  return reporting.dataSource.query(
    `select event_id as id, type, subject, position, instant, traceparent, data::text as data from ${schemaOf(service)}.outbox where position >= $1 order by position`,
    [from],
  );
}

async function activityAt(position: string): Promise<unknown[]> {
  const rows = await versionsAt(reporting.dataSource.manager, ACTIVITY_VERSION, position, 'cdc_code = $2', ['X1']);
  return rows.map(({ tests, delivered, did_not_attend: didNotAttend, cancelled, days }) => [
    tests,
    delivered,
    didNotAttend,
    cancelled,
    days,
  ]);
}

it('has the columns that its descriptions name', async () => {
  for (const { name, columns } of VERSION_TABLES) {
    const rows: { column: string; type: string }[] = await reporting.dataSource.query(
      `select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 order by attnum`,
      [name],
    );
    expect(rows.map(({ column, type }) => [column, type.replace('integer', 'int')])).toEqual(Object.entries(columns));
  }
});

it('replays every event that it handles', () => {
  const handled = [RegistryConsumer, ActivityConsumer, EquipmentConsumer, SpendConsumer, SubmissionConsumer, WindowConsumer].flatMap((consumer) =>
    Object.values(Object.getOwnPropertyDescriptors(consumer.prototype)).flatMap(
      (method) => Reflect.getMetadata(PATTERN_METADATA, method.value) ?? [],
    ),
  );
  expect(reporting.rebuild.replays.map(({ type }) => type).sort()).toEqual(handled.sort());
  expect(handled).toHaveLength(46);
});

describe('the projections', () => {
  it('keep every value, and read as they stood at any position', async () => {
    const first = await reporting.publish('activity-ingest', [activity('X1', week, { CT: 10, MRI: 5 })]);
    const second = await reporting.publish('activity-ingest', [activity('X1', week, { CT: 12 })]);
    await reporting.apply();
    expect(await activityAt(first)).toEqual([
      [
        ['CT', 'MRI'],
        [10, 5],
        [null, null],
        [0, 1],
        [5, 5],
      ],
    ]);
    expect(await activityAt(second)).toEqual([[['CT'], [12], [null], [0], [5]]]);
    expect(await activityAt(String(BigInt(first) - 1n))).toEqual([]);
  });

  it('change nothing when events are doubled', async () => {
    await reporting.publish('cdc-registry', [
      centre('D1', 'QHL', 'Y60'),
      offers('D1', ['CT']),
      plan('D1', '2024-08', { CT: 3 }),
      organisation('QHL', 'icb', 'Y60'),
    ]);
    await reporting.publish('cdc-registry', [
      openingPlan('D1', '2024-09-02'),
      spendPlan('D1', '2024-08', [['capital', 'CDC_BUILDINGS_EQUIPMENT', 112_700_000_001]]),
    ]);
    await reporting.publish('equipment-tracker', [
      machine('M1', 'D1', 'CT'),
      milestones('M1', '2024-08-05', { ORDERED: { baseline: '2024-08-01', actual: '2024-08-02' }, FIRST_PATIENT: { forecast: '2024-10-01' } }),
    ]);
    await reporting.publish('spend-monitor', [
      posted('Y60', '2024-08', [{ cdcCode: null, kind: null, line: null, weekEnding: '2024-08-04', amountPence: -5, lines: 1 }]),
      spendForecast('D1', '2024-09', [['revenue', 'CDC_RUNNING_COSTS', 7]]),
      purchaseOrder('PO-1', 'D1', ['capital', 'CDC_BUILDINGS_EQUIPMENT', 100], 40, 30),
    ]);
    await reporting.publish('activity-ingest', [dm01('RA1', '2024-08', 'Y60', { CT: 4 })]);
    await reporting.apply();
    const before = await reporting.projectionHash();
    // The inbox would stop a doubled event, so it is emptied: the tables must hold by themselves.
    await reporting.dataSource.query('delete from inbox');
    for (const source of FIGURE_SOURCES)
      await reporting.deliver(source, await logged(source, '1'), '0');
    expect(await reporting.projectionHash()).toBe(before);
  });

  it('put a late event in its place', async () => {
    const late = await reporting.publish('cdc-registry', [
      centre('L1', 'QHL', 'Y60', { name: 'Old' }),
      centre('L1', 'QHL', 'Y60', { name: 'New' }),
    ]);
    const [old, fresh] = await logged('cdc-registry', String(BigInt(late) - 1n));
    if (!old || !fresh) throw new Error('two events were published');
    await reporting.deliver('cdc-registry', [fresh], fresh.position);
    await reporting.deliver('cdc-registry', [old], old.position);
    const names = async (position: string) =>
      (await versionsAt(reporting.dataSource.manager, CENTRE_VERSION, position, 'cdc_code = $2', ['L1'])).map(
        ({ name }) => name,
      );
    expect(await names(fresh.position)).toEqual(['New']);
    expect(await names(old.position)).toEqual(['Old']);
  });

  it('keep the newest state of a submission, whichever event comes last', async () => {
    const state = (status: SubmissionState['status']): SubmissionState => ({
      ...{
        submissionId: 'reg-1',
        feed: 'plan-activity',
        region: null,
        status,
        fileName: 'plan.csv',
        sha256: 'ab',
        layout: null,
        submittedBy: 'national',
      },
      ...{
        submittedAt: '2024-08-05T09:00:00.000Z',
        decidedAt: null,
        counts: { read: 1, new: 1, changed: 0, unchanged: 0, errors: 0, warnings: 0 },
        totals: {},
        reason: null,
      },
    });
    const last = await reporting.publish('cdc-registry', [
      event(RegistrySubmission.received, 'reg-1', state('received')),
      event(RegistrySubmission.accepted, 'reg-1', state('accepted')),
    ]);
    const [received, accepted] = await logged('cdc-registry', String(BigInt(last) - 1n));
    if (!received || !accepted) throw new Error('two events were published');
    await reporting.deliver('cdc-registry', [accepted], accepted.position);
    await reporting.deliver('cdc-registry', [received], received.position);
    expect(await reporting.dataSource.query('select submission_id, status, position from submission_state')).toEqual([
      { submission_id: 'reg-1', status: 'accepted', position: last },
    ]);
  });
});

describe('a submission that was quarantined', () => {
  const SERVICES_OF_FILES = { 'cdc-registry': RegistrySubmission, 'activity-ingest': ActivitySubmission, 'equipment-tracker': EquipmentSubmission, 'spend-monitor': SpendSubmission } as const;

  it.each(Object.entries(SERVICES_OF_FILES))('is so in the one list, and stays so in a rebuild: of %s', async (service, { received, quarantined }) => {
    const submissionId = `${service}-q`;
    const counts = { read: 1, new: 0, changed: 0, unchanged: 0, errors: 1, warnings: 0 };
    const state = (status: SubmissionState['status']): SubmissionState => ({
      ...{ submissionId, feed: 'ledger', region: null, status, fileName: 'a.csv', sha256: 'ab', layout: null, submittedBy: 'finance' },
      ...{ submittedAt: '2024-08-05T09:00:00.000Z', decidedAt: null, counts, totals: {}, reason: null },
    });
    await reporting.publish(service as ServiceName, [event(received, submissionId, state('received')), event(quarantined, submissionId, state('quarantined'))]);
    await reporting.apply();
    const listed = () => reporting.dataSource.query('select status from submission_state where submission_id = $1', [submissionId]);
    expect(await listed()).toEqual([{ status: 'quarantined' }]);
    await reporting.rebuild.rebuild('tester');
    expect(await listed()).toEqual([{ status: 'quarantined' }]);
  });
});

it('keep of each period the return that its owner published last, whichever event comes last', async () => {
  const returned = (submissionId: string, receivedAt: string, periods: readonly string[]) =>
    event(ActivityWindow.returned, submissionId, {
      ...{ feed: 'activity-weekly', submissionId, receivedAt },
      periods: periods.map((period) => ({ unit: 'Y60', period, timeliness: 'on-time' as const, daysLate: 0 })),
    });
  const last = await reporting.publish('activity-ingest', [
    returned('act-2', '2024-08-06T09:00:00.000Z', ['2024-08-04', '2024-08-11']),
    returned('act-1', '2024-08-05T09:00:00.000Z', ['2024-08-04']),
  ]);
  const [second, first] = await logged('activity-ingest', String(BigInt(last) - 1n));
  if (!first || !second) throw new Error('two events were published');
  await reporting.deliver('activity-ingest', [first], first.position);
  await reporting.deliver('activity-ingest', [second], second.position);
  expect(await reporting.dataSource.query('select period, submission_id, received_at from period_return order by period')).toEqual([
    { period: '2024-08-04', submission_id: 'act-1', received_at: new Date('2024-08-05T09:00:00.000Z') },
    { period: '2024-08-11', submission_id: 'act-2', received_at: new Date('2024-08-06T09:00:00.000Z') },
  ]);
});

it('keep what was opened again, once, whoever publishes it', async () => {
  const opened = { feed: 'ledger', regionCode: null, period: '2020-10', reason: 'An audit', reopenedBy: 'national', reopenedAt: '2024-08-05T09:00:00.000Z', expiresAt: '2024-08-12T23:59:00.000Z' };
  const reopeningId = '6b1d1f0e-5a0c-4f3a-9a30-3a3f2a1b0c4d';
  await reporting.publish('spend-monitor', [event(SpendWindow.reopened, reopeningId, { reopeningId, ...opened })]);
  await reporting.apply();
  await reporting.rebuild.rebuild('tester');
  expect(await reporting.dataSource.query('select reopening_id, feed, region_code, period, expires_at from period_reopening')).toEqual([
    { reopening_id: reopeningId, feed: 'ledger', region_code: null, period: '2020-10', expires_at: new Date(opened.expiresAt) },
  ]);
});

describe('a rebuild', () => {
  it('ends with the same hash, and the consumer goes on where it was', async () => {
    await reporting.apply();
    const before = await reporting.projectionHash();
    const applied = await reporting.log.applied(reporting.dataSource, 'reporting');
    await reporting.dataSource.query("delete from activity_version where cdc_code = 'X1'");
    expect(await reporting.projectionHash()).not.toBe(before);
    expect(await reporting.rebuild.rebuild('tester')).toBeGreaterThan(5);
    expect(await reporting.projectionHash()).toBe(before);
    expect(await reporting.log.applied(reporting.dataSource, 'reporting')).toEqual(applied);
  });

  it('holds every table: a row lost from any of them changes the hash', async () => {
    const whole = await reporting.projectionHash();
    for (const { name } of PROJECTED_TABLES) {
      await reporting.dataSource.query(`delete from ${name} where ctid = (select ctid from ${name} limit 1)`);
      expect([name, await reporting.projectionHash()]).not.toEqual([name, whole]);
      await reporting.rebuild.rebuild('tester');
      expect([name, await reporting.projectionHash()]).toEqual([name, whole]);
    }
  });

  it('waits for a delivery that is under way', async () => {
    let rebuilt = false;
    let rebuild: Promise<void> | undefined;
    await reporting.dataSource.transaction(async (manager) => {
      await manager.query("insert into inbox (consumer, event_id) values ('reporting', gen_random_uuid())");
      rebuild = reporting.rebuild.rebuild('tester').then(() => {
        rebuilt = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(rebuilt).toBe(false);
    });
    await rebuild;
    expect(rebuilt).toBe(true);
  });

  it('loses nothing to a delivery that had read its events before', async () => {
    const position = await reporting.publish('activity-ingest', [activity('X1', week, { CT: 99 })]);
    const read = await logged('activity-ingest', position);
    await Promise.all([reporting.rebuild.rebuild('tester'), reporting.deliver('activity-ingest', read, position)]);
    expect(await activityAt(position)).toEqual([[['CT'], [99], [null], [0], [5]]]);
    expect(await activityAt(String(BigInt(position) - 1n))).toEqual([[['CT'], [12], [null], [0], [5]]]);
  });
});

it('adds the totals that a million daily rows leave in one statement', async () => {
  // 500 centres and 10 tests over 200 days: 20 periods for each centre, told in one event. Row by row it would take half a minute.
  const sundays = Array.from({ length: 20 }, (_, index) => isoDate(dayNumber('2024-09-01') + 7 * index));
  const tests = Array.from({ length: 10 }, (_, index) => `T${index}`);
  const counts = tests.map((_, index) => index * 7);
  const periods = sundays.map((period) => ({
    kind: 'week' as const,
    period,
    grain: 'daily' as const,
    tests,
    delivered: counts,
    didNotAttend: counts,
    cancelled: counts,
    days: counts,
  }));
  const events = Array.from({ length: 500 }, (_, index) => ({
    ...{
      id: `${index}`,
      type: ActivityRestated.type,
      source: 'activity-ingest' as const,
      subject: `P${index}`,
      position: `${100_000 + index}`,
      instant: new Date(0),
    },
    data: { cdcCode: `P${index}`, submissionId: 'act-20240805-23456789', periods },
  }));
  const statements = jest.spyOn(reporting.dataSource.manager, 'query');
  await new ActivityConsumer().onActivityRestated({ events, manager: reporting.dataSource.manager });
  expect(statements).toHaveBeenCalledTimes(1);
  statements.mockRestore();
  const rows = await reporting.dataSource.query(
    "select count(*)::int as count, sum(delivered[10])::int as last from activity_version where cdc_code like 'P%'",
  );
  expect(rows).toEqual([{ count: 10_000, last: 10_000 * 63 }]);
});
