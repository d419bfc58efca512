import { monthlyReport } from '../reports/monthly.report.js';
import { spendWeeklyReport } from '../reports/spend-weekly.report.js';
import { type Centre, type CentreInputs, type PostedAmount, type SpendInputs } from './edition-inputs.model.js';
import { type Place } from './organisations.model.js';
import { spendCompleteness, spendFigures, unmatchedSpend } from './spend.model.js';
import { spendWindow } from './spend-window.model.js';

const B1: Place = { cdc: 'B1', icb: 'QHL', region: 'Y60' };
const Y60: Place = { cdc: null, icb: null, region: 'Y60' };
const CDC_CAPITAL = { kind: 'capital', line: 'CDC_BUILDINGS_EQUIPMENT' } as const;
const DIGITAL = { kind: 'capital', line: 'DIGITAL' } as const;

const centre: Centre = { code: 'B1', name: 'Centre B1', icbCode: 'QHL', regionCode: 'Y60', hostTrust: null, status: 'open', opened: null, closed: null, temporary: false };
const centres: readonly CentreInputs[] = [{ centre, offers: [], plan: new Map(), daily: new Map(), whole: new Map(), sentOther: false }];
const areas = [
  { level: 'england', code: 'ENG', name: 'England', parent: null },
  { level: 'region', code: 'Y60', name: 'Midlands', parent: 'ENG' },
  { level: 'icb', code: 'QHL', name: 'Birmingham and Solihull', parent: 'Y60' },
] as const;
const scope = { level: 'england', code: 'ENG' } as const;

const amount = (part: Partial<PostedAmount>): PostedAmount => ({ ...CDC_CAPITAL, cdcCode: 'B1', place: B1, weekEnding: '2022-04-03', pence: 0, lines: 1, ...part });
const plan = (month: string, pence: number) => ({ orgCode: 'B1', place: B1, ...CDC_CAPITAL, month, pence });

/**
 * Centre B1: capital plan of 3,000 a day in April (90,000) and 31,000 in May. The region's own digital plan is 500 in April.
 * The region's ledger of April posts 80,000 to B1 in the week to 3 April and 5,000 in the week to 1 May, a credit note of 1,000 there,
 * 700 of digital, and 9,999 of which nobody says what it is. Its ledger of May posts 40,000 in the week to 1 May.
 */
const spend: SpendInputs = {
  plans: [plan('2022-04', 90_000), plan('2022-05', 31_000), { orgCode: 'Y60', place: Y60, ...DIGITAL, month: '2022-04', pence: 500 }],
  forecasts: [{ orgCode: 'B1', place: B1, ...CDC_CAPITAL, month: '2022-06', pence: 7_000 }],
  ledgers: [
    {
      entity: 'Y60',
      name: 'Midlands',
      place: Y60,
      month: '2022-04',
      amounts: [
        amount({ pence: 80_000 }),
        amount({ weekEnding: '2022-05-01', pence: 5_000 }),
        amount({ weekEnding: '2022-05-01', pence: -1_000 }),
        amount({ ...DIGITAL, cdcCode: null, place: Y60, pence: 700 }),
        amount({ cdcCode: null, place: Y60, kind: null, line: null, pence: 9_999, lines: 2 }),
      ],
    },
    { entity: 'Y60', name: 'Midlands', place: Y60, month: '2022-05', amounts: [amount({ weekEnding: '2022-05-01', pence: 40_000 })] },
    { entity: 'ENG', name: 'England', place: { cdc: null, icb: null, region: null }, month: '2022-03', amounts: [] },
  ],
  orders: [
    { orgCode: 'B1', place: B1, ...CDC_CAPITAL, orderedPence: 100, receiptedPence: 40, invoicedPence: 30 },
    { orgCode: 'B1', place: B1, ...CDC_CAPITAL, orderedPence: 50, receiptedPence: 60, invoicedPence: 60 },
  ],
};
const inputs = { scope, areas, centres, spend };
const figure = (report: typeof monthlyReport, period: string, code: string, line: string | null) =>
  spendFigures(inputs, spendWindow(report, period)).find((row) => row.code === code && row.kind === 'capital' && row.line === line);

describe('spend of a month', () => {
  it('counts ledger months, and the rest of the year as forecast or planned', () => {
    expect(figure(monthlyReport, '2022-04', 'B1', CDC_CAPITAL.line)).toEqual({
      level: 'cdc',
      code: 'B1',
      name: 'Centre B1',
      ...CDC_CAPITAL,
      plan: 90_000,
      actual: 84_000,
      variance: -6_000,
      direction: 'favourable',
      planToDate: 90_000,
      actualToDate: 84_000,
      varianceToDate: -6_000,
      directionToDate: 'favourable',
      budget: 121_000,
      // 84,000 posted, 31,000 planned for May, 7,000 forecast for June.
      forecastOutturn: 122_000,
      committed: 60,
      accrued: 10,
    });
  });

  it('adds what lies beneath an organisation to its own, line by line', () => {
    expect(figure(monthlyReport, '2022-04', 'Y60', DIGITAL.line)).toMatchObject({ plan: 500, actual: 700, variance: 200, direction: 'adverse', forecastOutturn: null });
    expect(figure(monthlyReport, '2022-04', 'ENG', null)).toMatchObject({ plan: 90_500, actual: 84_700, budget: 121_500, forecastOutturn: 122_000 });
    expect(figure(monthlyReport, '2022-04', 'QHL', DIGITAL.line)).toBeUndefined();
  });

  it('gives all lines the variance of those that have a plan', () => {
    // In May digital has neither; B1 posted 40,000 of a plan of 31,000, and 700 of digital to date stand against 500.
    expect(figure(monthlyReport, '2022-05', 'ENG', null)).toMatchObject({ actual: 40_000, plan: 31_000, variance: 9_000, varianceToDate: 3_000 + 200 });
  });

  it('tells nothing posted from no ledger', () => {
    expect(figure(monthlyReport, '2022-05', 'Y60', DIGITAL.line)).toMatchObject({ actual: 0, actualToDate: 700, plan: null, variance: null });
    expect(figure(monthlyReport, '2022-06', 'B1', CDC_CAPITAL.line)).toMatchObject({ actual: null, actualToDate: 124_000, variance: null });
  });

  it('never adds capital and revenue', () => {
    expect(spendFigures(inputs, spendWindow(monthlyReport, '2022-04')).map(({ kind }) => kind)).not.toContain('revenue');
  });
});

describe('spend of a week', () => {
  it('counts the dates of lines in whatever ledger, and the plan of its days', () => {
    // Three days of April lie in the week to Sunday 3 April; the days of March have no plan.
    expect(figure(spendWeeklyReport, '2022-04-03', 'B1', CDC_CAPITAL.line)).toMatchObject({ plan: 9_000, actual: 80_000, planToDate: 9_000, actualToDate: 80_000 });
    // 25 to 30 April and 1 May.
    expect(figure(spendWeeklyReport, '2022-05-01', 'B1', CDC_CAPITAL.line)).toMatchObject({ plan: 19_000, actual: 44_000, planToDate: 91_000, actualToDate: 124_000 });
  });

  it('forecasts from the month of its Sunday on', () => {
    // Ledger month April, 84,000; May planned, June forecast.
    expect(figure(spendWeeklyReport, '2022-05-01', 'B1', CDC_CAPITAL.line)).toMatchObject({ forecastOutturn: 84_000 + 31_000 + 7_000 });
  });
});

describe('what a figure of several organisations adds up', () => {
  const region = { orgCode: 'Y60', place: Y60, ...CDC_CAPITAL };
  const wider = { ...inputs, spend: { ...spend, plans: [...spend.plans, { ...region, month: '2022-03', pence: 31_000 }, { ...region, month: '2022-07', pence: 300 }] } };
  const of = (report: typeof monthlyReport, period: string) =>
    spendFigures(wider, spendWindow(report, period)).find((row) => row.code === 'Y60' && row.line === CDC_CAPITAL.line);

  it('takes the plan of those that forecast nothing', () => {
    expect(of(monthlyReport, '2022-04')).toMatchObject({ budget: 121_300, forecastOutturn: 122_000 + 300 });
  });

  it('holds the days of March that belong to the first week of the year', () => {
    // 28 to 31 March at 1,000 a day and 1 to 3 April at 3,000.
    expect(of(spendWeeklyReport, '2022-04-03')).toMatchObject({ plan: 13_000, planToDate: 13_000 });
    expect(of(spendWeeklyReport, '2022-04-10')).toMatchObject({ plan: 21_000, planToDate: 34_000 });
    expect(of(monthlyReport, '2022-04')).toMatchObject({ planToDate: 90_000 });
  });
});

describe('what cannot be compared', () => {
  it('stands apart at the place of its entity, and the scope has its row always', () => {
    expect(unmatchedSpend(inputs, spendWindow(monthlyReport, '2022-05'))).toEqual([
      { level: 'england', code: 'ENG', name: 'England', lines: 0, amount: 0, linesToDate: 2, amountToDate: 9_999 },
      { level: 'region', code: 'Y60', name: 'Midlands', lines: 0, amount: 0, linesToDate: 2, amountToDate: 9_999 },
    ]);
    const board = { ...inputs, scope: { level: 'icb', code: 'QHL' } as const, areas: [areas[2]] };
    expect(unmatchedSpend(board, spendWindow(monthlyReport, '2022-04'))).toEqual([
      { level: 'icb', code: 'QHL', name: 'Birmingham and Solihull', lines: 0, amount: 0, linesToDate: 0, amountToDate: 0 },
    ]);
  });
});

it('names the ledgers that are not there', () => {
  expect(spendCompleteness(inputs, spendWindow(monthlyReport, '2022-05'))).toEqual({
    expected: 2,
    missing: [{ code: 'ENG', name: 'England', month: '2022-05', lastMonth: '2022-03' }],
  });
});
