import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedIn } from '@cdc/platform/under-test';
import { testDatabase } from '@cdc/testing';
import { FigureQuestionService } from '../figures/figure-question.service.js';
import { spendItems } from '../figures/spend-items.model.js';
import { rendered } from '../formats/edition-formats.js';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { activity, centre, machine, milestones, openingPlan, organisation, plan, posted, purchaseOrder, spendForecast, spendPlan } from '../small-programme.js';
import { OverviewService } from './overview.service.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
const overviews = new OverviewService(reporting.unitOfWork, reporting.log, reporting.clock, reporting.readModel);
const questions = new FigureQuestionService(reporting.unitOfWork, reporting.log, reporting.clock, reporting.editions, reporting.readModel);
const national = signedIn('national');
const england = { level: 'england', code: 'ENG' } as const;
const CAPITAL = ['capital', 'CDC_BUILDINGS_EQUIPMENT'] as const;

beforeAll(async () => {
  // Friday afternoon: the last week that has ended is that to Sunday 25 August 2024.
  reporting.clock.instant = new Date('2024-08-30T13:30:00Z');
  await reporting.publish('cdc-registry', [
    organisation('QHL', 'icb', 'Y60'),
    centre('B1', 'QHL', 'Y60', { opened: '2024-07-01' }),
    centre('B2', 'QHL', 'Y60', { status: 'approved' }),
    plan('B1', '2024-08', { CT: 310 }),
    openingPlan('B1', '2024-06-01'),
    openingPlan('B2', '2024-08-01'),
    spendPlan('B1', '2024-07', [[...CAPITAL, 100_000]]),
    spendPlan('B1', '2024-08', [[...CAPITAL, 310_000]]),
  ]);
  await reporting.publish('activity-ingest', [activity('B1', { kind: 'week', period: '2024-08-25', grain: 'daily' }, { CT: 63 })]);
  await reporting.publish('equipment-tracker', [
    machine('M1', 'B2', 'CT'),
    milestones('M1', '2024-07-20', { DELIVERED: { baseline: '2024-07-01', forecast: '2024-08-20' }, FIRST_PATIENT: { baseline: '2024-08-01', forecast: '2024-10-07' } }),
    machine('M2', 'B1', 'MRI'),
    milestones('M2', '2024-08-29', { FIRST_PATIENT: { baseline: '2024-07-01', actual: '2024-07-01' } }),
  ]);
  await reporting.publish('spend-monitor', [
    posted('Y60', '2024-07', [
      { cdcCode: 'B1', kind: 'capital', line: CAPITAL[1], weekEnding: '2024-07-21', amountPence: 80_000, lines: 2 },
      { cdcCode: null, kind: null, line: null, weekEnding: '2024-07-21', amountPence: 500, lines: 1 },
    ]),
    posted('Y60', '2024-08', [{ cdcCode: 'B1', kind: 'capital', line: CAPITAL[1], weekEnding: '2024-08-25', amountPence: 70_000, lines: 1 }]),
    posted('Y61', '2024-06', []),
    posted('ENG', '2024-07', []),
    spendForecast('B1', '2024-09', [[...CAPITAL, 9_000]]),
    purchaseOrder('PO-1', 'B1', [...CAPITAL, 1_000], 400, 300),
  ]);
  await reporting.apply();
});

afterAll(async () => {
  await reporting.stop();
  await database.stop();
});

describe('the overview', () => {
  it('states the present position of the programme', async () => {
    const overview = await overviews.of(national, england);
    expect(overview).toMatchObject({ at: '2024-08-30T13:30:00.000Z', week: '2024-08-25', month: '2024-07', scope: { name: 'England' } });
    expect(overview.centres.map(({ code, open, planned, target }) => [code, open, planned, target])).toEqual([
      ['ENG', 1, 2, 165],
      ['Y60', 1, 2, 32],
      ['QHL', 1, 2, null],
    ]);
    expect(overview.openings.map(({ code, isOpen, opened, planned, expected }) => [code, isOpen, opened, planned, expected])).toEqual([
      ['B1', true, '2024-07-01', '2024-06-01', '2024-07-01'],
      ['B2', false, null, '2024-08-01', '2024-10-07'],
    ]);
    expect(overview.weeks).toHaveLength(33);
    expect(overview.weeks.at(-1)).toEqual({ period: '2024-08-25', plan: 70, actual: 63, centresReported: 1, centresExpected: 1 });
    expect(overview.weeks.at(-2)).toMatchObject({ period: '2024-08-18', actual: null, centresReported: 0 });
    expect(overview.tests.map(({ code, actual }) => [code, actual])).toEqual([
      ['ENG', 63],
      ['Y60', 63],
    ]);
    expect(overview.installations.map(({ code, modality, machines, actualToDate, plannedToDate }) => [code, modality, machines, actualToDate, plannedToDate])).toEqual([
      ['ENG', null, 2, 1, 2],
      ['ENG', 'MRI', 1, 1, 1],
      ['ENG', 'CT', 1, 0, 1],
      ['Y60', null, 2, 1, 2],
    ]);
    expect(overview.lateMachines).toMatchObject([{ machineId: 'M1', orgName: 'Centre B2', milestone: 'DELIVERED', daysOverdue: 10, daysLate: 50 }]);
    expect(overview.spend.map(({ code, line, planToDate, actualToDate }) => [code, line, planToDate, actualToDate])).toEqual([
      ['ENG', null, 100_000, 80_000],
      ['ENG', CAPITAL[1], 100_000, 80_000],
      ['Y60', null, 100_000, 80_000],
    ]);
    expect(overview.unmatched).toMatchObject([{ code: 'ENG', linesToDate: 1, amountToDate: 500 }]);
    // Ledgers of July, as the figures of spend are, and not of the August that goes on.
    expect(overview.completeness).toMatchObject({ centresReported: 1, spend: { entitiesExpected: 3, entitiesPosted: 2, entitiesNotPosted: 1 } });
  });

  it('counts a week as its edition does', async () => {
    const { item } = await reporting.editions.build(national, 'weekly', { period: '2024-08-25', scope: england });
    const { content } = await reporting.editions.find(national, item.id);
    const total = content.totals.find(({ code, basis }) => code === 'ENG' && basis === 'ALL_CDC');
    const { weeks } = await overviews.of(national, england);
    expect(weeks.at(-1)).toEqual({
      period: '2024-08-25',
      ...{ plan: total?.plan, actual: total?.actual, centresReported: total?.centresReported },
      centresExpected: content.completeness.centresExpected,
    });
  });

  it('is seen anew when something is applied, and when the day changes', async () => {
    await overviews.of(national, england);
    await reporting.publish('cdc-registry', [centre('B2', 'QHL', 'Y60', { opened: '2024-08-31' })]);
    await reporting.apply();
    expect((await overviews.of(national, england)).centres[0]?.open).toBe(1);
    reporting.clock.instant = new Date('2024-08-31T13:30:00Z');
    expect((await overviews.of(national, england)).centres[0]?.open).toBe(2);
  });

  it('of England is not for a region, whose own it may see', async () => {
    const region = signedIn('region-y60');
    await expect(overviews.of(region, england)).rejects.toMatchObject({ code: 'FORBIDDEN_EDITION' });
    expect(await overviews.of(region, { level: 'region', code: 'Y60' })).toMatchObject({ scope: { code: 'Y60' } });
  });
});

it('answers questions about spend with what an edition would say, and the rating beside it', async () => {
  const answer = await questions.ask(national, 'spend', { level: 'cdc', code: 'B1', grain: 'month', from: '2024-07', to: '2024-08' }, (content) => spendItems(content, { kind: 'capital' }));
  expect(answer.items.map((item) => [item.period, item.line, 'planToDate' in item && [item.planToDate, item.actualToDate, item.rating]])).toEqual([
    ['2024-08', null, [410_000, 150_000, 'red']],
    ['2024-08', CAPITAL[1], [410_000, 150_000, 'red']],
    ['2024-07', null, [100_000, 80_000, 'red']],
    ['2024-07', CAPITAL[1], [100_000, 80_000, 'red']],
  ]);
});

describe('a weekly edition of spend alone', () => {
  it('says nothing of other domains, and is made again from the log', async () => {
    const { item } = await reporting.editions.build(signedIn('finance'), 'spend-weekly', { period: '2024-08-25', scope: england });
    expect(item.completeness).toEqual({ spend: { entitiesExpected: 3, entitiesPosted: 1, entitiesNotPosted: 2 } });
    const edition = await reporting.editions.find(national, item.id);
    expect(edition.content).toMatchObject({ figures: [], centres: [], installations: [], missing: { centres: [], machines: [] } });
    expect(await reporting.editions.verify(national, item.id)).toMatchObject({ matches: true });
  });

  it('comes as CSV and HTML with the figures of the JSON', async () => {
    const { item } = await reporting.editions.build(national, 'weekly', { period: '2024-08-25', scope: england });
    const edition = await reporting.editions.find(national, item.id);
    const csv = String(rendered(edition, 'csv', null).body);
    for (const section of ['figure', 'total', 'centres-open', 'installation', 'spend', 'spend-unmatched', 'missing-machine']) expect(csv).toContain(`\r\n${section},`);
    const html = String(rendered(edition, 'html', null).body);
    for (const words of ['Centres open', 'Delivered', 'First patient', '£700.00', 'Ordered, not received', 'Received, not invoiced']) expect(html).toContain(words);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
  });
});
