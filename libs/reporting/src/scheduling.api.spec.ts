import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, DataSet, ENV, UnitOfWork, readEnv } from '@cdc/platform';
import { startRoutes } from '@cdc/platform/under-test';
import { testDatabase } from '@cdc/testing';
import { ChaseService } from './chasing/chase.service.js';
import { chaseService } from './chasing/chasing-under-test.js';
import { ClockController } from './clock/clock.controller.js';
import { EditionController } from './edition/edition.controller.js';
import { EditionService } from './edition/edition.service.js';
import { RecipientController } from './recipient/recipient.controller.js';
import { RecipientService } from './recipient/recipient.service.js';
import { ReportingUnderTest } from './reporting-under-test.js';
import { scheduleOnly, slotService } from './schedule/scheduler-under-test.js';
import { SlotController } from './schedule/slot.controller.js';
import { SlotReadModel } from './schedule/slot.read-model.js';
import { SlotService } from './schedule/slot.service.js';
import { centre, organisation } from './small-programme.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
const slots = slotService(reporting);

const routes = await startRoutes({
  controllers: [SlotController, RecipientController, EditionController, ClockController],
  providers: [
    { provide: UnitOfWork, useValue: reporting.unitOfWork },
    { provide: EditionService, useValue: reporting.editions },
    { provide: SlotService, useValue: slots },
    { provide: ChaseService, useValue: chaseService(reporting) },
    { provide: Clock, useValue: reporting.clock },
    { provide: ENV, useValue: readEnv({}) },
    { provide: DataSet, useValue: { isSynthetic: false, label: null } },
    SlotReadModel,
    RecipientService,
  ],
});

async function call(
  client: string,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const answer = await routes.ask(client, path, { method, body });
  return { status: answer.status, json: await answer.json() };
}

const put = (client: string, kind: string, body: unknown) => call(client, `reports/${kind}/recipients`, 'PUT', body);
const england = { level: 'england', code: 'ENG' } as const;
const midlands = { level: 'region', code: 'Y60' } as const;

beforeAll(async () => {
  await reporting.publish('cdc-registry', [organisation('QHL', 'icb', 'Y60'), centre('B1', 'QHL', 'Y60')]);
  await reporting.apply();
  reporting.clock.instant = new Date('2022-11-17T12:00:00Z');
  await scheduleOnly(reporting, ['weekly']);
  await slots.begin();
});

afterAll(async () => {
  await routes.stop();
  await reporting.stop();
  await database.stop();
});

describe('the recipients of a report', () => {
  it('are a list for each scheduled scope, replaced whole, with an audit that names nobody', async () => {
    const list = {
      scope: england,
      recipients: [{ email: 'Zoe@nhs.example', name: 'Zoe' }, { email: 'adam@nhs.example' }],
    };
    expect(await put('national', 'weekly', list)).toEqual({
      status: 200,
      json: {
        scope: england,
        recipients: [
          { email: 'adam@nhs.example', name: null },
          { email: 'Zoe@nhs.example', name: 'Zoe' },
        ],
      },
    });
    await put('national', 'weekly', { scope: england, recipients: [{ email: 'zoe@nhs.example' }] });
    const { json } = await call('national', 'reports/weekly/recipients');
    const { items } = json as { items: { scope: { code: string }; recipients: unknown[] }[] };
    expect(items.map(({ scope, recipients }) => [scope.code, recipients.length])).toEqual([
      ['ENG', 1],
      ...['Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'].map((code) => [code, 0]),
    ]);
    const audit = await reporting.dataSource.query(
      "select subject, details from audit where action = 'recipients-replaced' order by sequence desc limit 1",
    );
    expect(audit).toEqual([{ subject: 'weekly ENG', details: { kind: 'weekly', ...england, recipients: 1 } }]);
  });

  it('of a region are its own to see and to change, and nobody sees them without the permission', async () => {
    expect(
      (await put('region-y60', 'weekly', { scope: midlands, recipients: [{ email: 'm@nhs.example' }] })).status,
    ).toBe(200);
    expect(await call('region-y60', 'reports/weekly/recipients')).toEqual({
      status: 200,
      json: { items: [{ scope: midlands, recipients: [{ email: 'm@nhs.example', name: null }] }] },
    });
    for (const scope of [england, { level: 'region', code: 'Y56' }])
      expect(await put('region-y60', 'weekly', { scope, recipients: [] })).toMatchObject({
        status: 403,
        json: { code: 'FORBIDDEN_EDITION' },
      });
    expect((await call('viewer', 'reports/weekly/recipients')).status).toBe(403);
    expect((await put('viewer', 'weekly', { scope: england, recipients: [] })).status).toBe(403);
  });

  it('are refused, and the list stays, when an address is none, comes twice, or the scope is on no schedule', async () => {
    const refused: [unknown, number, string | undefined][] = [
      [{ scope: england, recipients: [{ email: 'nobody' }] }, 400, undefined],
      [{ scope: england, recipients: [{ email: 'a@nhs.example', name: 'A\r\nBcc: b@nhs.example' }] }, 400, undefined],
      [
        {
          scope: england,
          recipients: [{ email: 'a@nhs.example' }, { email: 'b@nhs.example' }, { email: 'A@nhs.example' }],
        },
        400,
        'DUPLICATE_RECIPIENT',
      ],
      [{ scope: { level: 'icb', code: 'QHL' }, recipients: [] }, 400, 'SCOPE_NOT_SCHEDULED'],
    ];
    for (const [body, status, code] of refused) {
      const answer = await put('national', 'weekly', body);
      expect([answer.status, (answer.json as { code: string }).code]).toEqual([status, code ?? expect.any(String)]);
    }
    const { json } = await call('national', 'reports/weekly/recipients');
    expect(json).toMatchObject({
      items: expect.arrayContaining([{ scope: england, recipients: [{ email: 'zoe@nhs.example', name: null }] }]),
    });
  });
});

describe('the recipients of reminders', () => {
  it('are a list for each region, which it keeps itself, apart from those of its reports', async () => {
    expect((await put('region-y60', 'chasing', { scope: midlands, recipients: [{ email: 'returns@nhs.example' }] })).status).toBe(200);
    expect(await call('region-y60', 'reports/chasing/recipients')).toEqual({
      status: 200,
      json: { items: [{ scope: midlands, recipients: [{ email: 'returns@nhs.example', name: null }] }] },
    });
    const { json } = await call('national', 'reports/chasing/recipients');
    const { items } = json as { items: { scope: { code: string }; recipients: unknown[] }[] };
    expect(items.map(({ scope, recipients }) => `${scope.code} ${recipients.length}`).join()).toBe('Y56 0,Y58 0,Y59 0,Y60 1,Y61 0,Y62 0,Y63 0');
    expect(await call('region-y60', 'reports/weekly/recipients')).toMatchObject({ json: { items: [{ recipients: [{ email: 'm@nhs.example' }] }] } });
    expect(await put('national', 'chasing', { scope: england, recipients: [] })).toMatchObject({ status: 400, json: { code: 'SCOPE_NOT_SCHEDULED', detail: expect.stringContaining('chased by region') } });
    expect((await put('region-y60', 'chasing', { scope: midlands, recipients: [] })).status).toBe(200);
  });
});

describe('a move of the Clock', () => {
  it('answers when everything that is due has its edition', async () => {
    expect(await call('admin', 'clock', 'POST', { now: '2022-11-18T07:00:00Z' })).toMatchObject({ status: 200 });
    const { json } = await call('national', 'reports/slots');
    const { items } = json as { items: { scope: { code: string }; editionId: string; builtAt: string }[] };
    expect(items).toHaveLength(8);
    expect(items.find(({ scope }) => scope.code === 'ENG')).toEqual({
      kind: 'weekly',
      scope: england,
      period: '2022-11-13',
      dueAt: '2022-11-18T07:00:00.000Z',
      builtAt: '2022-11-18T07:00:00.000Z',
      editionId: 'ed-weekly-20221113-eng-1',
      deliveries: [{ recipient: 'zoe@nhs.example', status: 'queued', attempts: 0, sentAt: null, response: null }],
    });
    for (const { editionId } of items)
      expect((await call('national', `reports/editions/${editionId}`)).status).toBe(200);
  });

  it('does not tell a viewer who is mailed', async () => {
    const { json } = await call('viewer', 'reports/slots?level=england');
    expect((json as { items: { deliveries: unknown[] }[] }).items.map(({ deliveries }) => deliveries)).toEqual([[]]);
  });
});

describe('the list of slots', () => {
  it('can be filtered and read page by page, newest first', async () => {
    await call('admin', 'clock', 'POST', { now: '2022-12-02T07:00:00Z' });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const cursor: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      const { json } = await call('viewer', `reports/slots?kind=weekly&limit=7${cursor}`);
      const page = json as { items: { dueAt: string; scope: { code: string } }[]; next: string | null };
      seen.push(...page.items.map(({ dueAt, scope }) => `${dueAt} ${scope.code}`));
      after = page.next;
    } while (after !== null);
    expect(seen).toHaveLength(24);
    expect(new Set(seen).size).toBe(24);
    const days = seen.map((line) => line.slice(0, 10));
    expect(days).toEqual(days.toSorted().toReversed());
    const { json } = await call('viewer', 'reports/slots?level=region&code=Y60');
    expect((json as { items: unknown[] }).items).toHaveLength(3);
  });

  it('shows a region its own', async () => {
    const { json } = await call('region-y60', 'reports/slots?limit=500');
    const { items } = json as { items: { scope: unknown }[] };
    expect(items.map(({ scope }) => scope)).toEqual([midlands, midlands, midlands]);
  });
});
