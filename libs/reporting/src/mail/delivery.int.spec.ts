import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SYNTHETIC_LABEL, readEnv } from '@cdc/platform';
import { testDatabase } from '@cdc/testing';
import { mailTransport } from '../reporting.module.js';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { deliveryService, scheduleOnly, slotService, startScheduler } from '../schedule/scheduler-under-test.js';
import { SlotReadModel } from '../schedule/slot.read-model.js';
import { activity, centre, offers, organisation } from '../small-programme.js';
import { markSending } from './delivery.repository.js';
import { FolderMailTransport } from './folder-mail.transport.js';
import { type Mail, type MailTransport } from './mail-transport.js';
import { SmtpMailTransport } from './smtp-mail.transport.js';
import { SmtpUnderTest } from './smtp-under-test.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
const smtp = await SmtpUnderTest.start();
afterAll(async () => {
  await smtp.stop();
  await reporting.stop();
  await database.stop();
});

const transport = new SmtpMailTransport(smtp.url);
const deliveries = deliveryService(reporting, transport);

const newest = async () =>
  (await new SlotReadModel(reporting.unitOfWork).list({ limit: 1, level: 'england' }, 'all', true)).items[0];
const query = <Row>(sql: string): Promise<Row[]> => reporting.dataSource.query(sql);
const waitingIds = async (): Promise<string[]> =>
  (
    await query<{ id: string }>("select delivery_id as id from report_delivery where status in ('queued', 'sending')")
  ).map(({ id }) => id);

async function addressTo(...emails: readonly string[]): Promise<void> {
  await query('delete from report_recipient');
  for (const email of emails)
    await query(`insert into report_recipient values ('weekly', 'england', 'ENG', '${email}', 'A Reader')`);
}

/** Moves the Clock to the next Friday morning and builds. @returns the id of the one delivery */
async function oneDelivery(email: string): Promise<string> {
  await addressTo(email);
  reporting.clock.instant = new Date(reporting.clock.instant.getTime() + 7 * 86_400_000);
  await slotService(reporting).decideAllDue();
  const [id, ...more] = await waitingIds();
  expect(more).toEqual([]);
  return id ?? '';
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isDone()); waited += 50) {
    if (waited > 30_000) throw new Error('it did not happen in 30 s');
    await pause(50);
  }
}

beforeAll(async () => {
  reporting.clock.instant = new Date('2022-03-24T12:00:00Z');
  await reporting.publish('cdc-registry', [
    organisation('QHL', 'icb', 'Y60'),
    centre('B1', 'QHL', 'Y60', { name: 'Corby & District' }),
    offers('B1', ['CT']),
  ]);
  await reporting.publish('activity-ingest', [
    activity('B1', { kind: 'week', period: '2022-03-20', grain: 'daily' }, { CT: 1_234 }),
  ]);
  await reporting.apply();
  await scheduleOnly(reporting, ['weekly']);
  await slotService(reporting).begin();
});

afterEach(() => {
  smtp.taken.length = 0;
  smtp.answer = () => 250;
});

describe('through restarts of the scheduler and over a change of the clocks', () => {
  it.each([
    ['in March', '2022-03-24T12:00:00Z', ['2022-03-25T07:00:00.000Z', '2022-04-01T06:00:00.000Z']],
    ['in October', '2022-10-27T12:00:00Z', ['2022-10-28T06:00:00.000Z', '2022-11-04T07:00:00.000Z']],
  ])('sends exactly one mail for each slot and recipient: %s', async (_, from, dueTimes) => {
    await addressTo();
    reporting.clock.instant = new Date(from);
    await slotService(reporting).decideAllDue();
    await addressTo('one@cdc.test', 'two@cdc.test');
    let scheduler = await startScheduler(reporting, transport);
    // Past both Fridays in steps of six hours, with another process after each.
    for (let step = 0; step < 36; step++) {
      reporting.clock.instant = new Date(reporting.clock.instant.getTime() + 6 * 3_600_000);
      const wake = scheduler.slots.decideAllDue();
      if (step % 6 === 0) {
        const next = await startScheduler(reporting, transport);
        await wake;
        await scheduler.stop();
        scheduler = next;
      }
      await wake;
    }
    await until(async () => (await waitingIds()).length === 0);
    await scheduler.stop();

    const slots = (await new SlotReadModel(reporting.unitOfWork).list({ limit: 2, level: 'england' }, 'all', true)).items;
    expect(slots.map(({ dueAt }) => dueAt)).toEqual(dueTimes.toReversed());
    for (const { deliveries: made } of slots)
      expect(made.map(({ recipient, status, attempts }) => [recipient, status, attempts])).toEqual([
        ['one@cdc.test', 'sent', 1],
        ['two@cdc.test', 'sent', 1],
      ]);
    const sunday = (dueAt: string): string => new Date(Date.parse(dueAt) - 5 * 86_400_000).toISOString().slice(0, 10);
    expect(smtp.taken.map(({ to, raw }) => `${to} ${/editions\/ed-weekly-(\d+)-eng/.exec(raw)?.[1]}`).sort()).toEqual(
      dueTimes
        .flatMap((dueAt) => ['one@cdc.test', 'two@cdc.test'].map((to) => `${to} ${sunday(dueAt).replaceAll('-', '')}`))
        .sort(),
    );
  });
});

describe('a mail', () => {
  it('says what the edition is, what it holds and what is missing, with one link and nothing attached', async () => {
    await deliveries.send(await oneDelivery('reader@cdc.test'));
    const [mail] = smtp.taken;
    const raw = (mail?.raw ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=').replaceAll('=E2=88=92', '−');
    expect(raw).toMatch(/^Subject: Weekly report: England, week ending 6 November 2022/m);
    expect(raw).toMatch(/^To: A Reader <reader@cdc.test>/m);
    expect(raw).toMatch(/^From: CDC delivery tracker <reports@cdc.test>/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(raw).toContain('0 of 1 centre reported.');
    expect(raw).toContain('No return from 1 centre: Corby & District.');
    expect(raw).toContain('<li>No return from 1 centre: Corby &amp; District.</li>');
    const links = [...raw.matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => link);
    expect(new Set(links)).toEqual(new Set(['https://cdc.test/reports/editions/ed-weekly-20221106-eng-1']));
    expect(raw).not.toMatch(/Content-Disposition: attachment/i);
    expect((await newest())?.deliveries).toMatchObject([
      {
        recipient: 'reader@cdc.test',
        status: 'sent',
        attempts: 1,
        sentAt: '2022-11-12T12:00:00.000Z',
        response: '250 taken',
      },
    ]);
  });

  it('of a demonstration says first that everything in it is invented', async () => {
    const id = await oneDelivery('reader@cdc.test');
    await deliveryService(reporting, transport, 'demonstration').send(id);
    const raw = (smtp.taken[0]?.raw ?? '').replaceAll('=\r\n', '');
    expect(raw).toMatch(/^Subject: \[Synthetic data\] Weekly report: England, week/m);
    expect(raw).toContain(`\r\n\r\n${SYNTHETIC_LABEL}`);
  });

  it('waits and is tried again when the server cannot take it now', async () => {
    smtp.answer = () => 450;
    const id = await oneDelivery('busy@cdc.test');
    await deliveries.send(id);
    expect((await newest())?.deliveries).toMatchObject([
      { status: 'queued', attempts: 1, sentAt: null, response: expect.stringContaining('450') },
    ]);
    smtp.answer = () => 250;
    await deliveries.send(id);
    expect(smtp.taken).toEqual([]);
    const [{ seconds = 0 } = {}] = await query<{ seconds: number }>(
      `select extract(epoch from retry_at - now())::int as seconds from report_delivery where delivery_id = '${id}'`,
    );
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);

    await query(`update report_delivery set retry_at = now() where delivery_id = '${id}'`);
    await deliveries.send(id);
    expect(smtp.taken.map(({ to }) => to)).toEqual(['busy@cdc.test']);
    expect((await newest())?.deliveries).toMatchObject([{ status: 'sent', attempts: 2, response: '250 taken' }]);
  });

  it('waits when there is no server, and is given up after many tries', async () => {
    const nowhere = deliveryService(reporting, new SmtpMailTransport('smtp://127.0.0.1:1'));
    const id = await oneDelivery('later@cdc.test');
    await nowhere.send(id);
    expect((await newest())?.deliveries).toMatchObject([{ status: 'queued', attempts: 1 }]);
    await query(`update report_delivery set retry_at = now(), attempts = 15 where delivery_id = '${id}'`);
    await nowhere.send(id);
    expect((await newest())?.deliveries).toMatchObject([
      { status: 'failed', attempts: 16, response: expect.stringContaining('ECONNREFUSED') },
    ]);
  });

  it('has failed when the server refuses it for good, and is not tried again', async () => {
    smtp.answer = () => 550;
    const id = await oneDelivery('gone@cdc.test');
    await deliveries.send(id);
    smtp.answer = () => 250;
    await deliveries.send(id);
    expect(smtp.taken).toEqual([]);
    expect((await newest())?.deliveries).toMatchObject([
      {
        recipient: 'gone@cdc.test',
        status: 'failed',
        attempts: 1,
        sentAt: null,
        response: expect.stringContaining('550'),
      },
    ]);
  });

  it('is sent once by many senders', async () => {
    const id = await oneDelivery('many@cdc.test');
    await Promise.all(Array.from({ length: 5 }, () => deliveryService(reporting, transport).send(id)));
    expect(smtp.taken).toHaveLength(1);
    expect((await newest())?.deliveries).toMatchObject([{ status: 'sent', attempts: 1 }]);
  });

  it('is taken up again when its sender is lost before it was sent', async () => {
    const id = await oneDelivery('lost@cdc.test');
    expect(await markSending(reporting.dataSource.manager, id, '<lost>')).toBe(true);
    expect((await newest())?.deliveries).toMatchObject([{ status: 'sending' }]);
    await deliveries.send(id);
    expect(smtp.taken).toHaveLength(1);
  });

  it('can be recognised by its number when its sender is lost after it was sent', async () => {
    const id = await oneDelivery('twice@cdc.test');
    const losing: MailTransport = {
      async send(mail: Mail) {
        const response = await transport.send(mail);
        await query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = current_user and state = 'idle in transaction'`);
        return response;
      },
    };
    await expect(deliveryService(reporting, losing).send(id)).rejects.toThrow();
    expect((await newest())?.deliveries).toMatchObject([{ status: 'sending', attempts: 0 }]);
    await deliveries.send(id);
    expect(smtp.taken.map(({ messageId }) => messageId)).toEqual([`<${id}@cdc.test>`, `<${id}@cdc.test>`]);
  });
});

it.each([
  ['on', 'demonstration/mail'],
  ['off', 'live/mail'],
])('keeps the files of mails with the data set: CDC_DEMO=%s', async (CDC_DEMO, folder) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cdc-mail-'));
  try {
    const id = await oneDelivery('reader@cdc.test');
    await deliveryService(reporting, mailTransport(readEnv({ CDC_DATA_DIR: dataDir, CDC_DEMO }))).send(id);
    expect(await readdir(join(dataDir, folder))).toEqual([`${id}@cdc.test.eml`]);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});

it('writes mails to files where there is no mail server, a repeat over the first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cdc-mail-'));
  try {
    const toFolder = deliveryService(reporting, new FolderMailTransport(join(folder, 'mail')));
    const id = await oneDelivery('reader@cdc.test');
    await toFolder.send(id);
    await query(`update report_delivery set status = 'sending' where delivery_id = '${id}'`);
    await toFolder.send(id);
    expect(await readdir(join(folder, 'mail'))).toEqual([`${id}@cdc.test.eml`]);
    expect(await readFile(join(folder, 'mail', `${id}@cdc.test.eml`), 'utf8')).toContain(
      `Message-ID: <${id}@cdc.test>`,
    );
    expect((await newest())?.deliveries).toMatchObject([{ response: `written to ${id}@cdc.test.eml` }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
