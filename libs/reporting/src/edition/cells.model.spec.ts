import { describe, expect, it } from '@jest/globals';
import { monthlyReport } from '../reports/monthly.report.js';
import { weeklyReport } from '../reports/weekly.report.js';
import { cellsOf, isExpected } from './cells.model.js';
import { type Centre, type CentreInputs } from './edition-inputs.model.js';

const centre: Centre = {
  code: 'C1',
  name: 'Centre One',
  icbCode: 'QHL',
  regionCode: 'Y60',
  hostTrust: null,
  status: 'open',
  opened: null,
  closed: null,
  temporary: false,
};
const nothing: CentreInputs = {
  centre,
  offers: [],
  plan: new Map(),
  daily: new Map(),
  whole: new Map(),
  sentOther: false,
};
const stated = (delivered: number, days = 1) => ({ delivered, didNotAttend: null, cancelled: null, days });

describe('the cells of a centre', () => {
  it('count daily returns before the whole one, test by test', () => {
    const inputs = {
      ...nothing,
      daily: new Map([['CT', stated(70, 7)]]),
      whole: new Map([
        ['CT', stated(66)],
        ['MRI', stated(40)],
      ]),
    };
    expect(cellsOf(weeklyReport, '2024-08-04', inputs)).toMatchObject([
      { test: 'MRI', actual: 40, grain: 'weekly', days: null, whole: null },
      { test: 'CT', actual: 70, grain: 'daily', days: 7, whole: 66 },
    ]);
  });

  it('keep a stated zero apart from nothing', () => {
    const inputs = {
      ...nothing,
      daily: new Map([['CT', stated(0, 7)]]),
      offers: [{ test: 'MRI', from: '2024-01-01', to: null }],
    };
    expect(cellsOf(weeklyReport, '2024-08-04', inputs).map(({ test, actual }) => [test, actual])).toEqual([
      ['MRI', null],
      ['CT', 0],
    ]);
  });

  it('exist for a plan without an offer, and for an offer that touches the period', () => {
    const offers = [
      { test: 'MRI', from: '2024-08-31', to: null },
      { test: 'ECHOCARDIOGRAPHY', from: '2024-01-01', to: '2024-08-01' },
      { test: 'COLONOSCOPY', from: '2024-09-01', to: null },
      { test: 'GASTROSCOPY', from: '2024-01-01', to: '2024-07-31' },
    ];
    const inputs = { ...nothing, offers, plan: new Map([['CT', new Map([['2024-08', 310]])]]) };
    expect(cellsOf(monthlyReport, '2024-08', inputs).map(({ test, plan }) => [test, plan])).toEqual([
      ['MRI', null],
      ['CT', 310],
      ['ECHOCARDIOGRAPHY', null],
    ]);
  });

  it('take the shares of both months where a week straddles them', () => {
    // 29 July to 4 August 2024. July, 31 days, plan 62: two a day, so 29, 30, 31 July give 6. August, plan 31: one a day, four days give 4.
    const plan = new Map([
      [
        'CT',
        new Map([
          ['2024-07', 62],
          ['2024-08', 31],
        ]),
      ],
    ]);
    expect(cellsOf(weeklyReport, '2024-08-04', { ...nothing, plan })).toMatchObject([{ plan: 10 }]);
  });

  it('round shares cumulatively, halves up', () => {
    // August, 31 days, plan 100, up to 4 August: round(400 / 31 = 12.9) = 13; the days of July have no plan.
    const plan = new Map([['CT', new Map([['2024-08', 100]])]]);
    expect(cellsOf(weeklyReport, '2024-08-04', { ...nothing, plan })).toMatchObject([{ plan: 13 }]);
    // 5 to 11 August: round(1100 / 31 = 35.48) = 35, less 13.
    expect(cellsOf(weeklyReport, '2024-08-11', { ...nothing, plan })).toMatchObject([{ plan: 22 }]);
  });

  it('have no plan where the plan is of another month', () => {
    const plan = new Map([['CT', new Map([['2024-10', 100]])]]);
    expect(cellsOf(weeklyReport, '2024-08-04', { ...nothing, plan })).toEqual([]);
    expect(
      cellsOf(weeklyReport, '2024-08-04', { ...nothing, plan, daily: new Map([['CT', stated(5, 1)]]) }),
    ).toMatchObject([{ plan: null, actual: 5 }]);
  });
});

describe('an expected centre', () => {
  const august = { first: '2024-08-01', last: '2024-08-31' };

  it('is open in the period', () => {
    expect(isExpected({ ...centre, opened: '2024-08-31' }, august, [])).toBe(true);
    expect(isExpected({ ...centre, opened: '2024-09-01' }, august, [])).toBe(false);
    expect(isExpected({ ...centre, closed: '2024-08-01' }, august, [])).toBe(true);
    expect(isExpected({ ...centre, closed: '2024-07-31' }, august, [])).toBe(false);
    expect(isExpected({ ...centre, status: 'approved' }, august, [])).toBe(false);
  });

  it('or reported all the same', () => {
    const cells = cellsOf(monthlyReport, '2024-08', { ...nothing, daily: new Map([['CT', stated(1, 1)]]) });
    expect(isExpected({ ...centre, status: 'closed' }, august, cells)).toBe(true);
  });
});
