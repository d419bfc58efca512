import { describe, expect, it } from '@jest/globals';
import { monthlyReport } from '../reports/monthly.report.js';
import { buildContent } from './build-content.model.js';
import { type CentreInputs, type Dm01Provider, type EditionInputs } from './edition-inputs.model.js';

const stated = (delivered: number, didNotAttend: number | null = null) => ({
  delivered,
  didNotAttend,
  cancelled: null,
  days: 1,
});
const planOf = (test: string, planned: number) => [test, new Map([['2024-08', planned]])] as const;

function centreOf(
  code: string,
  icbCode: string,
  rest: Partial<CentreInputs> = {},
  hostTrust: string | null = null,
): CentreInputs {
  const centre = {
    code,
    name: `Centre ${code}`,
    icbCode,
    regionCode: icbCode === 'QMJ' ? 'Y56' : 'Y60',
    hostTrust,
    status: 'open',
    opened: null,
    closed: null,
    temporary: false,
  } as const;
  return { centre, offers: [], plan: new Map(), daily: new Map(), whole: new Map(), sentOther: false, ...rest };
}

const dm01Test = (test: string, waitingList: number) => ({
  test,
  waitingList,
  over6Weeks: 2,
  over13Weeks: 1,
  waitingListActivity: 10,
  plannedActivity: 20,
  unscheduledActivity: 30,
});
const providers: readonly Dm01Provider[] = [
  { code: 'RA1', regionCode: 'Y60', icbCode: 'QHL', tests: [dm01Test('CT', 100), dm01Test('MRI', 7)] },
  { code: 'RA2', regionCode: 'Y60', icbCode: null, tests: [dm01Test('CT', 50)] },
  { code: 'RA3', regionCode: null, icbCode: null, tests: [dm01Test('CT', 3)] },
];

/**
 * A1 (Midlands): CT daily 90 of plan 100, MRI 5 without a plan, phlebotomy 300 of plan 250.
 * A2 (Midlands, another board): CT planned 40, not reported; it sent a weekly return only. A3 (London): CT 60 of plan 60.
 */
const inputs: EditionInputs = {
  scope: { level: 'england', code: 'ENG' },
  period: '2024-08',
  areas: [
    { level: 'england', code: 'ENG', name: 'England', parent: null },
    { level: 'region', code: 'Y56', name: 'London', parent: 'ENG' },
    { level: 'region', code: 'Y60', name: 'Midlands', parent: 'ENG' },
    { level: 'icb', code: 'QHL', name: 'Birmingham and Solihull', parent: 'Y60' },
    { level: 'icb', code: 'QUA', name: 'Black Country', parent: 'Y60' },
    { level: 'icb', code: 'QMJ', name: 'North Central London', parent: 'Y56' },
  ],
  centres: [
    centreOf('A3', 'QMJ', { whole: new Map([['CT', stated(60)]]), plan: new Map([planOf('CT', 60)]) }),
    centreOf(
      'A1',
      'QHL',
      {
        daily: new Map([
          ['CT', stated(90, 4)],
          ['MRI', stated(5)],
          ['PHLEBOTOMY', stated(300)],
        ]),
        whole: new Map([
          ['CT', stated(95)],
          ['MRI', stated(5)],
        ]),
        plan: new Map([planOf('CT', 100), planOf('PHLEBOTOMY', 250), planOf('COLONOSCOPY', 8)]),
      },
      'RA1',
    ),
    centreOf('A2', 'QUA', { plan: new Map([planOf('CT', 40)]), sentOther: true }),
  ],
  dm01: { month: '2024-08', providers },
  openingPlans: new Map(),
  machines: [],
  spend: { plans: [], forecasts: [], ledgers: [], orders: [] },
};
const content = buildContent(monthlyReport, inputs);
const figure = (code: string, test: string) => content.figures.find((row) => row.code === code && row.test === test);
const total = (code: string, basis: string) => content.totals.find((row) => row.code === code && row.basis === basis);

describe('the figures of an edition', () => {
  it('compare only what reported, and keep the plan of the rest apart', () => {
    expect(figure('ENG', 'CT')).toMatchObject({
      plan: 160,
      planNotReported: 40,
      actual: 150,
      actualWithoutPlan: 0,
      variance: -10,
      direction: 'adverse',
      didNotAttend: 4,
      cancelled: null,
      centresReported: 2,
      centresExpected: 3,
      grain: null,
      days: null,
    });
    expect(figure('QUA', 'CT')).toMatchObject({
      plan: null,
      planNotReported: 40,
      actual: null,
      variance: null,
      direction: null,
      state: 'not-reported',
    });
    expect(figure('Y56', 'CT')).toMatchObject({ variance: 0, direction: 'on plan' });
    expect(figure('A1', 'PHLEBOTOMY')).toMatchObject({
      variance: 50,
      direction: 'favourable',
      grain: 'daily',
      days: 1,
    });
  });

  it('leave activity without a plan out of the variance', () => {
    expect(figure('A1', 'MRI')).toMatchObject({ plan: null, actual: 5, actualWithoutPlan: 5, variance: null });
    expect(total('A1', 'DM01_15')).toMatchObject({
      plan: 100,
      planNotReported: 8,
      actual: 95,
      actualWithoutPlan: 5,
      variance: -10,
    });
  });

  it('never add the bases', () => {
    expect(total('ENG', 'DM01_15')).toMatchObject({
      plan: 160,
      actual: 155,
      actualWithoutPlan: 5,
      variance: -10,
      centresReported: 2,
      centresExpected: 3,
    });
    expect(total('ENG', 'ALL_CDC')).toMatchObject({ plan: 410, actual: 455, actualWithoutPlan: 5, variance: 40 });
  });

  it('stand in one order: level, code, test', () => {
    expect(content.figures.map((row) => `${row.code} ${row.test}`)).toEqual([
      ...[
        'ENG MRI',
        'ENG CT',
        'ENG COLONOSCOPY',
        'ENG PHLEBOTOMY',
        'Y56 CT',
        'Y60 MRI',
        'Y60 CT',
        'Y60 COLONOSCOPY',
        'Y60 PHLEBOTOMY',
      ],
      ...['QHL MRI', 'QHL CT', 'QHL COLONOSCOPY', 'QHL PHLEBOTOMY', 'QMJ CT', 'QUA CT'],
      ...['A1 MRI', 'A1 CT', 'A1 COLONOSCOPY', 'A1 PHLEBOTOMY', 'A2 CT', 'A3 CT'],
    ]);
    expect(content.totals.slice(0, 3).map((row) => `${row.code} ${row.basis}`)).toEqual([
      'ENG DM01_15',
      'ENG ALL_CDC',
      'Y56 DM01_15',
    ]);
  });
});

describe('what an edition says is missing', () => {
  it('names centres with their plan and what they sent instead', () => {
    expect(content.missing.centres).toEqual([
      { code: 'A2', name: 'Centre A2', icbCode: 'QUA', regionCode: 'Y60', plan: 40, otherGrain: 'weekly' },
    ]);
  });

  it('names tests of centres that reported others', () => {
    expect(content.missing.tests).toEqual([{ cdcCode: 'A1', cdcName: 'Centre A1', test: 'COLONOSCOPY', plan: 8 }]);
  });

  it('counts centres and cells', () => {
    expect(content.completeness).toMatchObject({
      centresExpected: 3,
      centresReported: 2,
      centresNotReported: 1,
      cellsReported: 4,
      cellsNotReported: 2,
    });
  });

  it('reconciles two returns only where they differ', () => {
    expect(content.reconciliations).toEqual([
      { cdcCode: 'A1', test: 'CT', daily: 90, other: 95, otherGrain: 'monthly', difference: -5 },
    ]);
  });
});

describe('the DM01 context of an edition', () => {
  const rows = (test: string) =>
    content.dm01.rows
      .filter((row) => row.test === test)
      .map(({ level, code, parent, waitingList, providers: count }) => [level, code, parent, waitingList, count]);

  it('shows providers without a known board in rows of their own', () => {
    expect(rows('CT')).toEqual([
      ['england', 'ENG', null, 153, 3],
      ['region', 'Y60', 'ENG', 150, 2],
      ['icb', 'ICB_NOT_KNOWN', 'ENG', 53, 2],
      ['icb', 'ICB_NOT_KNOWN', 'Y60', 50, 1],
      ['icb', 'QHL', 'Y60', 100, 1],
      ['cdc', 'A1', 'QHL', 100, 1],
    ]);
  });

  it('adds the three kinds of activity', () => {
    expect(content.dm01.rows[1]).toMatchObject({
      code: 'ENG',
      test: 'CT',
      waitingListActivity: 30,
      plannedActivity: 60,
      unscheduledActivity: 90,
      totalActivity: 180,
      over6Weeks: 6,
      over13Weeks: 3,
    });
  });
});
