import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EquipmentWindow, isoDate, dayNumber } from '@cdc/contracts';
import { event, type PageQuery } from '@cdc/platform';
import { testDatabase } from '@cdc/testing';
import { SmtpMailTransport } from '../mail/smtp-mail.transport.js';
import { SmtpUnderTest } from '../mail/smtp-under-test.js';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { activity, centre, offers, organisation } from '../small-programme.js';
import { ChaseListReadModel } from './chase-list.read-model.js';
import { passOver } from './chase.repository.js';
import { chaseService, startChaser } from './chasing-under-test.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
const smtp = await SmtpUnderTest.start();
const transport = new SmtpMailTransport(smtp.url);
const chases = chaseService(reporting);
afterAll(async () => {
  await smtp.stop();
  await reporting.stop();
  await database.stop();
});

const everything: PageQuery = { limit: 500 };
const list = async (region = 'Y60', feed = 'activity-weekly') => (await new ChaseListReadModel(reporting.unitOfWork).list({ ...everything, region, feed }, 'all', true)).items;
/** Of one week of the Midlands, in the order of the ladder. */
const ofWeek = async (period: string): Promise<string[]> =>
  (await list()).filter((one) => one.period === period).map(({ rung, outcome }) => `${rung} ${String(outcome)}`).reverse();
const query = (sql: string): Promise<Record<string, unknown>[]> => reporting.dataSource.query(sql);

async function at(instant: string): Promise<void> {
  reporting.clock.instant = new Date(instant);
  await chases.decideAllDue();
}

/** Each test has a week of its own, due on the Wednesday after it, that no reminder of another reaches into. */
let sunday = '2024-08-25';
const day = (days: number): string => isoDate(dayNumber(sunday) + days);

async function report(delivered: Readonly<Record<string, number>>, cdcCode = 'B1'): Promise<void> {
  await reporting.publish('activity-ingest', [activity(cdcCode, { kind: 'week', period: sunday, grain: 'weekly' }, delivered)]);
  await reporting.apply();
}

beforeAll(async () => {
  await reporting.publish('cdc-registry', [organisation('QHL', 'icb', 'Y60'), centre('B1', 'QHL', 'Y60'), offers('B1', ['CT', 'MRI'])]);
  await reporting.apply();
  await chases.begin();
  await query("update chase_ladder set enabled = feed in ('activity-weekly', 'installations')");
});

beforeEach(async () => {
  sunday = day(21);
  await at(`${sunday}T12:00:00Z`);
  await query("update report_delivery set status = 'failed' where status in ('queued', 'sending')");
  smtp.taken.length = 0;
  await query('delete from report_recipient');
  await query("insert into report_recipient values ('chasing', 'region', 'Y60', 'returns@midlands.example', 'Returns'), ('weekly', 'region', 'Y60', 'reader@midlands.example', null)");
});

async function until(isDone: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; !(await isDone()); waited += 50) {
    if (waited > 30_000) throw new Error('it did not happen in 30 s');
    await pause(50);
  }
}

describe('a return that is missing', () => {
  it('is asked for before its deadline, on the day, and twice after it, as long as something of it is missing', async () => {
    await at(`${day(1)}T07:59:59Z`);
    expect(await ofWeek(sunday)).toEqual([]);
    await at(`${day(1)}T08:00:00Z`);
    expect((await list())[0]).toMatchObject({
      feed: 'activity-weekly',
      period: sunday,
      rung: 'before',
      outcome: 'chased',
      missing: ['Centre B1: nothing has been reported.'],
      deliveries: [{ recipient: 'returns@midlands.example', status: 'queued', sentAt: null }],
    });
    await report({ CT: 0 });
    await at(`${day(3)}T09:30:00Z`);
    expect((await list())[0]).toMatchObject({ rung: 'due', outcome: 'chased', missing: [expect.stringMatching(/^Centre B1: 1 test is missing \(/)] });
    await report({ CT: 0, MRI: 5 });
    await at(`${day(4)}T09:30:00Z`);
    await at(`${day(10)}T09:30:00Z`);
    expect(await ofWeek(sunday)).toEqual(['before chased', 'due chased', 'after-1 nothing-missing', 'after-5 nothing-missing']);
  });

  it('is asked for once where the Clock passed several reminders at once', async () => {
    await at(`${day(5)}T12:00:00Z`);
    expect(await ofWeek(sunday)).toEqual(['before overtaken', 'due overtaken', 'after-1 chased']);
  });

  it('is asked of nobody where nobody is on the list, whoever reads the reports', async () => {
    await query("delete from report_recipient where kind = 'chasing'");
    await at(`${day(1)}T09:30:00Z`);
    expect((await list())[0]).toMatchObject({ rung: 'before', outcome: 'no-recipients', missing: [], deliveries: [] });
  });

  it('that was asked for is not passed over by a scheduler that found nobody on the list', async () => {
    await at(`${day(1)}T09:30:00Z`);
    const [chase] = await query(`select chase_id as id from chase where outcome = 'chased' and period = '${sunday}' and feed = 'activity-weekly'`);
    await passOver(reporting.dataSource.manager, [String(chase?.['id'])], reporting.clock.instant);
    expect(await ofWeek(sunday)).toEqual(['before chased']);
  });

  it('is not asked of a region that has no centre', async () => {
    await query("insert into report_recipient values ('chasing', 'region', 'Y56', 'returns@london.example', null)");
    await at(`${day(1)}T09:30:00Z`);
    expect((await list('Y56'))[0]).toMatchObject({ period: sunday, outcome: 'nothing-missing', deliveries: [] });
  });

  it('that is one file is asked for where the region has ever sent one', async () => {
    const outcome = async (): Promise<unknown> => (await list('Y60', 'installations')).find((one) => one.period === sunday)?.outcome;
    await at(`${day(1)}T09:30:00Z`);
    expect(await outcome()).toBe('nothing-missing');
    const returned = { feed: 'installations', submissionId: 'equ-1', receivedAt: reporting.clock.instant.toISOString(), periods: [{ unit: 'Y60', period: sunday, timeliness: 'on-time' as const, daysLate: 0 }] };
    await reporting.publish('equipment-tracker', [event(EquipmentWindow.returned, 'equ-1', returned)]);
    await reporting.apply();
    await at(`${day(3)}T09:30:00Z`);
    expect(await outcome()).toBe('nothing-missing');
    sunday = day(7);
    await at(`${day(1)}T09:30:00Z`);
    expect((await list('Y60', 'installations')).find((one) => one.period === sunday)).toMatchObject({ outcome: 'chased', missing: ['Installation milestones: no file has been accepted.'] });
  });
});

describe('a reminder', () => {
  it('waits while the figures are not whole, and is decided later', async () => {
    await query(`insert into dead_letter (consumer, source, position, event_id, type, subject, error, attempts, failed_at)
      values ('reporting', 'activity-ingest', 1, gen_random_uuid(), 'x', 'x', 'x', 5, now())`);
    await expect(at(`${day(1)}T09:30:00Z`)).rejects.toMatchObject({ code: 'DEAD_LETTERS' });
    expect(await ofWeek(sunday)).toEqual(['before null']);
    await query('update dead_letter set replayed_at = now()');
    await chases.decideAllDue();
    expect(await ofWeek(sunday)).toEqual(['before chased']);
  });

  it('is decided once by several schedulers at once, with one mail', async () => {
    reporting.clock.instant = new Date(`${day(1)}T09:30:00Z`);
    await Promise.all(Array.from({ length: 6 }, () => chaseService(reporting).decideAllDue()));
    expect(await ofWeek(sunday)).toEqual(['before chased']);
    const mails = await query(`select d.email from report_delivery d join chase c using (chase_id) where c.period = '${sunday}' and c.feed = 'activity-weekly'`);
    expect(mails).toEqual([{ email: 'returns@midlands.example' }]);
  });

  it('leaves once, with its receipt, through a restart and beside another process', async () => {
    reporting.clock.instant = new Date(`${day(1)}T09:30:00Z`);
    const [one, other] = [await startChaser(reporting, transport), await startChaser(reporting, transport)];
    await until(async () => (await list())[0]?.deliveries[0]?.status === 'sent');
    await Promise.all([one.chases.decideAllDue(), other.chases.decideAllDue()]);
    await one.stop();
    await other.stop();
    const again = await startChaser(reporting, transport);
    await again.chases.decideAllDue();
    await again.stop();
    const mails = smtp.taken.filter(({ raw }) => raw.includes('Weekly activity'));
    expect(mails.map(({ to }) => to)).toEqual(['returns@midlands.example']);
    expect((await list())[0]?.deliveries).toMatchObject([{ status: 'sent', attempts: 1, response: expect.stringContaining('taken') }]);
    expect(mails[0]?.raw).toContain('Centre B1: nothing has been reported.');
    expect(mails[0]?.raw).toContain('https://cdc.test/regions/Y60/submissions');
  });
});

it('begins where the Clock stood at the very first start', async () => {
  const [first] = await query('select min(starts_at) as at, (select min(due_at) from chase) as due from chase_ladder');
  expect(first?.['at']).toEqual(new Date('2024-09-02T07:00:00.000Z'));
  // Of the week before, whose deadline was over, nobody was reminded but for what fell on the time after.
  expect((first?.['due'] as Date) >= (first?.['at'] as Date)).toBe(true);
});

it('shows a region its own reminders, and no addresses to those who may not keep the lists', async () => {
  const readModel = new ChaseListReadModel(reporting.unitOfWork);
  const own = await readModel.list({ limit: 3 }, ['Y60'], false);
  expect(new Set(own.items.map(({ regionCode }) => regionCode))).toEqual(new Set(['Y60']));
  expect(own.items.flatMap(({ deliveries }) => deliveries)).toEqual([]);
  const second = await readModel.list({ limit: 3, after: own.next ?? '' }, ['Y60'], true);
  expect(second.items[0]).not.toEqual(own.items[2]);
  expect(second.items[0]?.dueAt.localeCompare(own.items[2]?.dueAt ?? '')).toBeLessThanOrEqual(0);
});
