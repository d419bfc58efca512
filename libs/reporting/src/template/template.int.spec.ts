import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { event } from '@cdc/platform';
import { EstateStated, type FeedName } from '@cdc/contracts';
import { createCodeList, feedByName, openCheck, templateCsv } from '@cdc/feeds';
import { signedIn } from '@cdc/platform/under-test';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { activity, centre, machine, milestones, offers, openingPlan, organisation, purchaseOrder, spendForecast, spendPlan } from '../small-programme.js';
import { TemplateService } from './template.service.js';

let database: TestDatabase;
let reporting: ReportingUnderTest;
let templates: TemplateService;

beforeAll(async () => {
  database = await testDatabase();
  reporting = await ReportingUnderTest.on(database.adminUrl);
  templates = new TemplateService(reporting.unitOfWork, reporting.clock);
  // The last whole week ends on 1 September 2024, the last whole month is August.
  reporting.clock.instant = new Date('2024-09-02T07:00:00Z');
  await reporting.publish('cdc-registry', [
    organisation('QHL', 'icb', 'Y60'),
    organisation('RAA', 'trust', 'Y60', 'QHL'),
    organisation('RBB', 'trust', 'Y56'),
    centre('A1', 'QHL', 'Y60', { opened: '2023-01-01' }),
    centre('A2', 'QHL', 'Y60', { opened: '2024-09-02' }),
    centre('A3', 'QHL', 'Y60', { closed: '2024-08-20' }),
    centre('A4', 'QHL', 'Y60', { status: 'approved' }),
    centre('B1', 'QMJ', 'Y56', { name: '=HYPERLINK("x")' }),
    ...['A1', 'A2', 'A3', 'B1'].map((code) => offers(code, ['MRI', 'CT'])),
    openingPlan('A4', '2024-12-01'),
    spendPlan('QHL', '2024-08', [['revenue', 'CDC_RUNNING_COSTS', 100_00]]),
    spendPlan('QHL', '2024-10', [['revenue', 'CDC_RUNNING_COSTS', 200_50]]),
  ]);
  await reporting.publish('activity-ingest', [
    activity('A1', { kind: 'week', period: '2024-08-25', grain: 'weekly' }, { CT: 50 }),
    activity('A1', { kind: 'week', period: '2024-09-01', grain: 'weekly' }, { CT: 77, MRI: 66 }),
    activity('A3', { kind: 'month', period: '2024-07', grain: 'monthly' }, { MRI: 9 }),
  ]);
  await reporting.publish('equipment-tracker', [
    // It was registered elsewhere first.
    machine('A1-MRI-1', 'B1', 'CT'),
    machine('A1-MRI-1', 'A1', 'MRI'),
    machine('RAA-CT-1', 'RAA', 'CT'),
    machine('B1-CT-1', 'B1', 'CT'),
    milestones('A1-MRI-1', '2024-08-01', { DELIVERED: { baseline: '2024-05-01', forecast: '2024-10-01' }, ORDERED: { actual: '2024-01-05' } }),
    event(EstateStated, 'RAA', { orgCode: 'RAA', acute: true, ctScanners: 2, jagStatus: null, jagExpires: null, schemes: [{ scheme: 'QSI', status: 'working towards', expires: null }] }),
    event(EstateStated, 'RBB', { orgCode: 'RBB', acute: false, ctScanners: null, jagStatus: null, jagExpires: null, schemes: [] }),
  ]);
  await reporting.publish('spend-monitor', [
    purchaseOrder('PO-1', 'A1', ['capital', 'CDC_BUILDINGS_EQUIPMENT', 1000_00], 600_00, 500_00),
    spendForecast('QHL', '2024-11', [['revenue', 'CDC_RUNNING_COSTS', 90_25]]),
  ]);
  await reporting.apply();
});

afterAll(async () => {
  await reporting.stop();
  await database.stop();
});

async function rowsOf(client: string, feed: FeedName): Promise<{ headers: readonly string[]; rows: string[] }> {
  const { headers, rows } = await templates.template(signedIn(client), feed);
  return { headers, rows: rows.map((cells) => cells.map((cell) => cell ?? '').join(',')) };
}

describe('a template that is filled in', () => {
  it('has a row for each open centre of the region and test it offers, of the last whole week, beside last week’s figures', async () => {
    const { headers, rows } = await rowsOf('region-y60', 'activity-weekly');
    expect(headers.at(-1)).toBe('for information: delivered in the week ending 2024-08-25');
    expect(rows).toEqual(['A1,2024-09-01,MRI,,,,,,', 'A1,2024-09-01,CT,,,,,,50']);
  });

  it('has those of the last whole month, centres that closed in it too', async () => {
    const { headers, rows } = await rowsOf('region-y60', 'activity-monthly');
    expect(headers.at(-1)).toBe('for information: delivered in 2024-07');
    expect(rows).toEqual(['A1,2024-08,MRI,,,,,,', 'A1,2024-08,CT,,,,,,', 'A3,2024-08,MRI,,,,,,9', 'A3,2024-08,CT,,,,,,']);
  });

  it('has those of each day of the week', async () => {
    const { rows } = await rowsOf('region-y56', 'activity-daily');
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([14, 'B1,2024-08-26,MRI,,,,,,', 'B1,2024-09-01,CT,,,,,,']);
  });

  it('has every region for the national team', async () => {
    expect((await rowsOf('national', 'activity-weekly')).rows.map((row) => row.slice(0, 2))).toEqual(['A1', 'A1', 'B1', 'B1']);
  });

  it('has the machines of the region and their dates as they stand', async () => {
    expect((await rowsOf('region-y60', 'machines')).rows).toEqual(['A1-MRI-1,A1,MRI,CDC_BUILDINGS_EQUIPMENT,,,,,,,no,,', 'RAA-CT-1,RAA,CT,CDC_BUILDINGS_EQUIPMENT,,,,,,,no,,']);
    expect((await rowsOf('region-y60', 'installations')).rows).toEqual([
      'A1-MRI-1,ORDERED,,,2024-01-05,,,MRI of A1',
      'A1-MRI-1,DELIVERED,2024-05-01,2024-10-01,,,,MRI of A1',
      'RAA-CT-1,NEED,,,,,,CT of RAA',
    ]);
    expect((await rowsOf('region-y60', 'estate')).rows).toEqual(['RAA,yes,2,,,QSI,working towards,']);
  });

  it('has the lines of the months that remain, and the orders', async () => {
    const { headers, rows } = await rowsOf('finance', 'spend-forecast');
    expect(headers.slice(-2)).toEqual(['for information: planned', 'for information: forecast as last sent']);
    expect(rows).toEqual(['QHL,2024-10,revenue,CDC_RUNNING_COSTS,,200.5,', 'QHL,2024-11,revenue,CDC_RUNNING_COSTS,,,90.25']);
    expect((await rowsOf('finance', 'commitments')).rows).toEqual(['PO-1,,A1,capital,CDC_BUILDINGS_EQUIPMENT,1000,,,600,500']);
  });

  it('has the offers and the opening plan', async () => {
    expect((await rowsOf('national', 'offered-tests')).rows).toContain('A1,MRI,2024-01-01,');
    expect((await rowsOf('national', 'opening-plan')).rows).toEqual(['A4,2024-12-01,SR21,,Centre A4']);
  });

  it('is empty for who may not send the feed', async () => {
    expect((await rowsOf('viewer', 'activity-weekly')).rows).toEqual([]);
    expect((await rowsOf('region-y60', 'spend-forecast')).rows).toEqual([]);
  });
});

const REGISTERED = ['A1', 'A2', 'A3', 'A4', 'B1', 'RAA', 'RBB', 'QHL', 'A1-MRI-1', 'RAA-CT-1', 'B1-CT-1'].map((code, number) => ({ code, number }));

it.each<[string, FeedName]>([
  ['region-y60', 'activity-daily'],
  ['region-y60', 'activity-weekly'],
  ['region-y60', 'activity-monthly'],
  ['region-y60', 'machines'],
  ['region-y60', 'installations'],
  ['region-y60', 'estate'],
  ['finance', 'spend-forecast'],
  ['finance', 'commitments'],
  ['national', 'offered-tests'],
  ['national', 'opening-plan'],
])('goes from %s to the check and is accepted when what is empty is filled in: %s', async (client, feed) => {
  const table = await templates.template(signedIn(client), feed);
  const required = table.columns.map(({ required: isRequired, name }) => isRequired === true || (feed === 'installations' && name === 'forecast'));
  const filled = table.rows.map((cells) => cells.map((cell, column) => cell ?? (required[column] ? (table.columns[column]?.type === 'date' ? '2024-10-01' : '0') : null)));
  const lists = createCodeList(REGISTERED);
  const check = openCheck(feedByName(feed), { fileName: 'x.csv', context: { today: 20_000, codeLists: { cdcs: lists, organisations: lists, machines: lists } } });
  check.push(Buffer.from(templateCsv({ ...table, rows: filled })));
  const result = await Promise.resolve(check.end());
  expect([result.errors, result.counts.read]).toEqual([[], table.rows.length]);
  expect(table.rows.length).toBeGreaterThan(0);
});
