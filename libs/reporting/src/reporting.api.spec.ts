import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegistrySubmission, ActivitySubmission, type SubmissionState } from '@cdc/contracts';
import {
  Clock,
  DataSet,
  ENV,
  EventLog,
  UnitOfWork,
  RequirePermission,
  event,
  readEnv,
} from '@cdc/platform';
import { startRoutes } from '@cdc/platform/under-test';
import { testDatabase } from '@cdc/testing';
import { Controller, Post } from '@nestjs/common';
import { ActivityController } from './figures/activity.controller.js';
import { FigureQuestionService } from './figures/figure-question.service.js';
import { InstallationController } from './figures/installation.controller.js';
import { SpendController } from './figures/spend.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewService } from './overview/overview.service.js';
import { ChaseService } from './chasing/chase.service.js';
import { chaseService } from './chasing/chasing-under-test.js';
import { ClockController } from './clock/clock.controller.js';
import { EditionController } from './edition/edition.controller.js';
import { EditionReadModel } from './edition/edition.read-model.js';
import { EditionService } from './edition/edition.service.js';
import { EventReplayController } from './event-replay/event-replay.controller.js';
import { EventReplayReadModel } from './event-replay/event-replay.read-model.js';
import { FeedCatalogueController } from './feed-catalogue/feed-catalogue.controller.js';
import { ReportingUnderTest } from './reporting-under-test.js';
import { activity, centre, organisation, plan } from './small-programme.js';
import { slotService } from './schedule/scheduler-under-test.js';
import { SlotService } from './schedule/slot.service.js';
import { SubmissionListController } from './submission-list/submission-list.controller.js';
import { SubmissionListReadModel } from './submission-list/submission-list.read-model.js';
import { TemplateService } from './template/template.service.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
const env = { ...readEnv({}) };

/** Stands for the service that owns a feed; it is registered after reporting's own routes on purpose. */
@Controller('api/v1')
class OwnerController {
  @Post(['feeds/activity-daily/submissions'])
  @RequirePermission('submission.create')
  receive(): { owner: string } {
    return { owner: 'activity-ingest' };
  }
}

const routes = await startRoutes({
  controllers: [
    EditionController,
    ActivityController,
    SpendController,
    InstallationController,
    OverviewController,
    SubmissionListController,
    FeedCatalogueController,
    EventReplayController,
    ClockController,
    OwnerController,
  ],
  providers: [
    { provide: UnitOfWork, useValue: reporting.unitOfWork },
    { provide: EditionService, useValue: reporting.editions },
    { provide: SlotService, useValue: slotService(reporting) },
    { provide: ChaseService, useValue: chaseService(reporting) },
    { provide: Clock, useValue: reporting.clock },
    { provide: ENV, useValue: env },
    { provide: DataSet, useValue: { isSynthetic: false, label: null } },
    EventLog,
    FigureQuestionService,
    OverviewService,
    EditionReadModel,
    SubmissionListReadModel,
    EventReplayReadModel,
    TemplateService,
  ],
});

function submission(
  submissionId: string,
  feed: string,
  region: string | null,
  status: SubmissionState['status'],
  submittedAt: string,
): SubmissionState {
  const counts = { read: 3, new: 3, changed: 0, unchanged: 0, errors: 0, warnings: 0 };
  return {
    submissionId,
    feed,
    region,
    status,
    fileName: 'x.csv',
    sha256: 'ab',
    layout: null,
    submittedBy: 'someone',
    submittedAt,
    decidedAt: null,
    counts,
    totals: {},
    reason: null,
  };
}

beforeAll(async () => {
  await reporting.publish('cdc-registry', [
    organisation('QHL', 'icb', 'Y60'),
    centre('B1', 'QHL', 'Y60', { name: '=Centre' }),
    plan('B1', '2024-08', { CT: 310 }),
  ]);
  await reporting.publish('activity-ingest', [
    activity('B1', { kind: 'week', period: '2024-08-04', grain: 'daily' }, { CT: 50 }),
  ]);
  await reporting.publish('activity-ingest', [
    activity('B1', { kind: 'week', period: '2024-08-11', grain: 'weekly' }, { CT: 60, PHLEBOTOMY: 9 }),
  ]);
  await reporting.publish('cdc-registry', [
    event(
      RegistrySubmission.accepted,
      'reg-1',
      submission('reg-1', 'plan-activity', null, 'accepted', '2024-08-01T09:00:00.000Z'),
    ),
  ]);
  await reporting.publish('activity-ingest', [
    event(
      ActivitySubmission.accepted,
      'act-1',
      submission('act-1', 'activity-daily', 'Y60', 'accepted', '2024-08-05T09:00:00.000Z'),
    ),
    event(
      ActivitySubmission.rejected,
      'act-2',
      submission('act-2', 'activity-daily', 'Y56', 'rejected', '2024-08-06T09:00:00.000Z'),
    ),
  ]);
  await reporting.apply();
});

afterAll(async () => {
  await routes.stop();
  await reporting.stop();
  await database.stop();
});

async function call(client: string | null, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await routes.ask(client, path, { body, headers });
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json') && text !== '' ? JSON.parse(text) : null;
  return { status: answer.status, headers: answer.headers, text, json };
}

const week = { period: '2024-08-04', scope: { level: 'icb', code: 'QHL' } };

describe('editions over HTTP', () => {
  it('are made with 201, and found with 200 while nothing changes', async () => {
    const made = await call('region-y60', 'reports/weekly/editions', week);
    expect(made).toMatchObject({
      status: 201,
      json: { id: 'ed-weekly-20240804-qhl-1', kind: 'weekly', completeness: { cellsReported: 1 } },
    });
    expect(made.headers.get('location')).toBe('/api/v1/reports/editions/ed-weekly-20240804-qhl-1');
    const again = await call('national', 'reports/weekly/editions', week);
    expect([again.status, again.json]).toEqual([200, made.json]);
    expect((await call('viewer', 'reports/editions?level=icb')).json).toEqual({ items: [made.json], next: null });
    expect((await call('viewer', 'reports/monthly/editions')).json).toEqual({ items: [], next: null });
  });

  it('come as JSON, CSV and HTML under one tag, and 304 where the caller has them', async () => {
    await call('national', 'reports/weekly/editions', week);
    const address = 'reports/editions/ed-weekly-20240804-qhl-1';
    const json = await call('region-y60', address);
    expect(json.json).toMatchObject({
      grouping: 'as then',
      figures: [
        { code: 'QHL', test: 'CT', plan: 40, actual: 50, variance: 10, direction: 'favourable' },
        { code: 'B1' },
      ],
    });
    const csv = await call('region-y60', `${address}?format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="ed-weekly-20240804-qhl-1.csv"');
    expect(csv.text).toContain("figure,cdc,B1,'=Centre,,CT,,40,0,50,");
    const html = await call('region-y60', `${address}?format=html`);
    expect(html.headers.get('content-type')).toContain('text/html');
    expect(html.text).toContain('+10 favourable');
    for (const answer of [json, csv, html]) expect(answer.headers.get('etag')).toBe(`"${json.json.contentHash}"`);
    // Without a cache of its own fetch would ask for a fresh copy.
    const held = { 'if-none-match': `"${json.json.contentHash}"`, 'cache-control': 'max-age=0' };
    expect(await call('region-y60', address, undefined, held)).toMatchObject({ status: 304, text: '' });
    expect(await call('national', `${address}?format=docx`)).toMatchObject({ status: 400 });
  });

  it('say what is wrong with a request, and to whom it is forbidden', async () => {
    expect(await call('national', 'reports/weekly/editions', { ...week, period: '2024-08-05' })).toMatchObject({
      status: 400,
      json: { code: 'PERIOD_NOT_A_SUNDAY' },
    });
    expect(
      await call('national', 'reports/weekly/editions', { ...week, scope: { level: 'cdc', code: 'B9' } }),
    ).toMatchObject({ status: 404, json: { code: 'UNKNOWN_SCOPE' } });
    expect(await call('region-y56', 'reports/weekly/editions', week)).toMatchObject({
      status: 403,
      json: { code: 'FORBIDDEN_EDITION' },
    });
    expect(await call('viewer', 'reports/weekly/editions', week)).toMatchObject({
      status: 403,
      json: { code: 'FORBIDDEN' },
    });
    expect(await call('region-y56', 'reports/editions/ed-weekly-20240804-qhl-1')).toMatchObject({ status: 403 });
    expect(await call('region-y56', 'reports/editions/ed-weekly-20240804-qhl-1/verify')).toMatchObject({ status: 403 });
    expect((await call('region-y56', 'reports/editions')).json).toEqual({ items: [], next: null });
    expect(await call('national', 'reports/editions/ed-none')).toMatchObject({
      status: 404,
      json: { code: 'UNKNOWN_EDITION' },
    });
    expect(await call(null, 'reports/editions')).toMatchObject({ status: 401 });
  });
});

describe('activity', () => {
  const question = 'activity?level=region&code=Y60&grain=week&from=2024-08-04&to=2024-08-11';
  const shown = async (path: string, client = 'region-y60') =>
    (await call(client, path)).json.items.map((row: Record<string, unknown>) => [
      row['period'],
      row['test'] ?? row['basis'],
      row['actual'],
    ]);

  it('is shown by basis and by test, newest period first', async () => {
    expect(await shown(question)).toEqual([
      ['2024-08-11', 'DM01_15', 60],
      ['2024-08-11', 'ALL_CDC', 69],
      ['2024-08-11', 'CT', 60],
      ['2024-08-11', 'PHLEBOTOMY', 9],
      ['2024-08-04', 'DM01_15', 50],
      ['2024-08-04', 'ALL_CDC', 50],
      ['2024-08-04', 'CT', 50],
    ]);
    expect(await shown(`${question}&basis=DM01_15`)).toEqual([
      ['2024-08-11', 'DM01_15', 60],
      ['2024-08-04', 'DM01_15', 50],
    ]);
    expect(await shown(`${question}&test=Blood%20test`)).toEqual([['2024-08-11', 'PHLEBOTOMY', 9]]);
  });

  it('can be asked for as it stood at positions, at a time and in an edition', async () => {
    const positions = 'asAt=cdc-registry:3,activity-ingest:1';
    expect(await shown(`${question}&test=CT&${positions}`)).toEqual([
      ['2024-08-11', 'CT', null],
      ['2024-08-04', 'CT', 50],
    ]);
    expect(await shown(`${question}&test=CT&asAt=2020-01-01T00:00:00Z`).catch(() => 'none')).toEqual([]);
    expect(await call('national', `${question}&asAt=cdc-registry:3,activity-ingest:999`)).toMatchObject({
      status: 409,
      json: { code: 'AS_AT_NOT_REACHED' },
    });
    expect(await call('national', `${question}&asAt=yesterday`)).toMatchObject({
      status: 400,
      json: { code: 'AS_AT_FORMAT' },
    });
    await call('national', 'reports/weekly/editions', week);
    expect(await shown(`${question}&test=CT&asAt=ed-weekly-20240804-qhl-1`)).toHaveLength(2);
    expect(await call('region-y56', `${question}&asAt=ed-weekly-20240804-qhl-1`)).toMatchObject({ status: 403 });
  });

  it('of another region is forbidden, and of too many periods refused', async () => {
    expect(await call('region-y56', question)).toMatchObject({ status: 403 });
    expect(await call('national', question.replace('from=2024-08-04', 'from=2020-08-02'))).toMatchObject({
      status: 400,
      json: { code: 'TOO_MANY_PERIODS' },
    });
    expect(await call('national', question.replace('to=2024-08-11', 'to=2024-07-28'))).toMatchObject({
      status: 400,
      json: { code: 'PERIODS_OUT_OF_ORDER' },
    });
    expect(await call('national', `${question}&test=telepathy`)).toMatchObject({
      status: 400,
      json: { code: 'UNKNOWN_TEST' },
    });
  });
});

it('answers for the overview, spend and installations, and refuses what it does not know', async () => {
  expect(await call('national', 'overview')).toMatchObject({ status: 200, json: { scope: { code: 'ENG' }, weeks: { length: 33 } } });
  expect((await call('region-y60', 'overview')).json).toMatchObject({ status: 403, code: 'FORBIDDEN_EDITION' });
  const question = 'level=region&code=Y60&grain=month&from=2024-08&to=2024-08';
  expect(await call('region-y60', `spend?${question}`)).toMatchObject({ status: 200, json: { items: [{ unmatched: true, lines: 0 }] } });
  expect(await call('region-y60', `installations?${question}`)).toMatchObject({ status: 200, json: { items: [] } });
  expect((await call('region-y60', `spend?${question}&line=TEA`)).status).toBe(400);
  expect((await call('region-y56', `installations?${question}`)).json).toMatchObject({ status: 403 });
});

describe('the list of submissions', () => {
  const ids = async (client: string, query = '') =>
    (await call(client, `submissions${query}`)).json.items.map((row: { id: string }) => row.id);

  it('holds those of every service, newest first', async () => {
    expect(await ids('national')).toEqual(['act-2', 'act-1', 'reg-1']);
    expect(await ids('national', '?status=rejected')).toEqual(['act-2']);
    expect(await ids('national', '?feed=plan-activity')).toEqual(['reg-1']);
    expect(await ids('national', '?region=Y60')).toEqual(['act-1']);
    const { next } = (await call('national', 'submissions?limit=2')).json;
    expect(await ids('national', `?limit=2&after=${next}`)).toEqual(['reg-1']);
  });

  it('shows a region its own only', async () => {
    expect(await ids('region-y60')).toEqual(['act-1']);
    expect(await ids('region-y60', '?region=Y56')).toEqual([]);
  });
});

describe('feeds', () => {
  it('nobody owns are refused by name; those of an owner reach it', async () => {
    expect(await call('national', 'feeds/activity-dialy/submissions', {})).toMatchObject({
      status: 404,
      json: { code: 'UNKNOWN_FEED', details: { closest: 'activity-daily' } },
    });
    expect(await call('national', 'feeds/activity-daily/submissions', {})).toMatchObject({
      status: 201,
      json: { owner: 'activity-ingest' },
    });
    expect(await call('viewer', 'feeds/activity-daily/submissions', {})).toMatchObject({ status: 403 });
  });

  it('have templates', async () => {
    const template = await call('viewer', 'feeds/activity-weekly/template?format=csv');
    expect(template.headers.get('content-disposition')).toBe('attachment; filename=activity-weekly-template.csv');
    expect(template.text).toMatch(/^cdc-template activity-weekly v1\r\ncdc_code,week_ending,test,delivered/);
    expect((await call('viewer', 'feeds')).json.items.length).toBeGreaterThan(7);
  });
});

describe('the published events', () => {
  it('can all be read once, whatever the size of a page, each log in its own order', async () => {
    const whole = (await call('national', 'events?limit=500')).json;
    expect(whole.next).toBeNull();
    const seen: unknown[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: { items: { id: string }[]; next: string | null } = (
        await call('national', `events?limit=2${after === '' ? '' : `&after=${after}`}`)
      ).json;
      seen.push(...page.items.map((one) => one.id));
      after = page.next;
    }
    expect(seen).toEqual(whole.items.map((one: { id: string }) => one.id));
    expect(new Set(seen).size).toBe(seen.length);
    const registry = whole.items
      .filter((one: { source: string }) => one.source.endsWith('cdc-registry'))
      .map((one: { logposition: string }) => Number(one.logposition));
    expect(registry).toEqual([1, 2, 3, 4]);
    const later = (await call('national', `events?after=${whole.cursor}`)).json;
    expect(later.items).toEqual([]);
  });

  it('are not for regions, and refuse a cursor of another list', async () => {
    expect(await call('region-y60', 'events')).toMatchObject({ status: 403 });
    expect(await call('national', 'events?after=x')).toMatchObject({ status: 400, json: { code: 'INVALID_CURSOR' } });
  });
});

it('moves the Clock for an administrator in development mode only', async () => {
  expect(await call('national', 'clock', { now: '2024-09-03T07:00:00Z' })).toMatchObject({ status: 403 });
  env.CDC_MODE = 'production';
  expect(await call('admin', 'clock', { now: '2024-09-03T07:00:00Z' })).toMatchObject({ status: 404 });
  env.CDC_MODE = 'development';
  expect(await call('admin', 'clock', { now: 'tomorrow' })).toMatchObject({ status: 400 });
  expect(await call('admin', 'clock', { now: '2024-09-03T07:00:00Z' })).toMatchObject({
    status: 200,
    json: { now: '2024-09-03T07:00:00.000Z' },
  });
});
