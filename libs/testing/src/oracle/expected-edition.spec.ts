import { type Dm01Month, type Dm01ProviderTest } from './dm01-workbook.js';
import { expectedEdition, type Inputs } from './expected-edition.js';
import { readGeography } from './published-lists.js';
import { readStatedFigures } from './stated-figures.js';
import { readStatedProgramme } from './stated-programme.js';

// Three centres in two ICBs; every expected number below was worked out on paper.
const geography = readGeography(
  {
    govukList: 'name,address,icbCode\nAcocks CDC,"Acocks, B1 1AA",E1\nBordesley\u00A0CDC,"B, B2 2BB",E1\nChester CDC,"C, CH1 1CC",E2\n',
    icbNames: 'ICB24CD,ICB24CDH,ICB24NM,ObjectId\nE1,QHL,NHS Birmingham and Solihull Integrated Care Board,1\nE2,QYG,NHS Cheshire and Merseyside Integrated Care Board,2\n',
    icbRegions: '"Code","National Grouping Name"\n"QHL","MIDLANDS COMMISSIONING REGION"\n"QYG","NORTH WEST COMMISSIONING REGION"\n',
    trusts: '"T1","ONE TRUST","Y60","QHL"\n"T2","TWO TRUST","Y62","QYG"\n"T3","WELSH TRUST","",""\n',
  },
  [
    { cdcCode: 'A1', name: 'Acocks CDC', hostTrust: 'T1' },
    { cdcCode: 'A2', name: 'Bordesley CDC', hostTrust: null },
    { cdcCode: 'B1', name: 'Chester CDC', hostTrust: null },
  ],
);

const figures = readStatedFigures([
  { feed: 'offered-tests', body: 'cdc_code,test,from,to\nA1,MRI,2024-01-01,\nA1,CT,2024-09-01,\nA2,MRI,2024-01-01,\nB1,Phlebotomy,2024-01-01,2024-07-31\nB1,FeNO,2024-08-31,\n' },
  { feed: 'plan-activity', body: 'cdc_code,month,test,planned\nA1,2024-08,MRI,31\nA1,2024-08,DEXA Scan,5\nA2,2024-08,MRI,62\nB1,2024-08,CT,10\n' },
  {
    feed: 'activity-daily',
    body: 'cdc_code,date,test,delivered,did_not_attend\nA1,2024-08-01,MRI,5,1\nA1,2024-08-02,Magnetic resonance imaging,7,2\nA1,2024-08-05,MRI,0,\nA1,2024-08-03,SPIROMETRY,4,\n',
  },
  { feed: 'activity-daily', body: 'cdc_code,date,test,delivered\na1,2024-08-02,mri,6\n' },
  { feed: 'activity-weekly', body: 'cdc_code,week_ending,test,delivered\nA2,2024-08-11,MRI,9\n' },
  { feed: 'activity-monthly', body: 'cdc_code,month,test,delivered,cancelled\nA1,Aug-24,MRI,20,\nA1,2024-08,Spirometry,4,\nB1,August 2024,CT,10.0,2\n' },
]);

const provider = (regionCode: string, providerCode: string, testName: string, ...n: [number, number, number, number, number, number]): Dm01ProviderTest => ({
  regionCode,
  providerCode,
  testName,
  waitingList: n[0],
  over6Weeks: n[1],
  over13Weeks: n[2],
  waitingListActivity: n[3],
  plannedActivity: n[4],
  unscheduledActivity: n[5],
});
const august: Dm01Month = {
  month: '2024-08',
  england: { waitingList: 0, over6Weeks: 0, over13Weeks: 0, waitingListActivity: 0, plannedActivity: 0, unscheduledActivity: 0 },
  rows: [
    provider('Y60', 'T1', 'Magnetic Resonance Imaging', 100, 10, 1, 50, 5, 2),
    provider('Y60', 'T2', 'Magnetic Resonance Imaging', 20, 2, 0, 7, 0, 1),
    provider('Y62', 'IND', 'Magnetic Resonance Imaging', 3, 0, 0, 4, 0, 0),
    provider('Y62', 'IND', 'Gastroscopy', 8, 1, 1, 6, 2, 0),
  ],
};
const inputs: Inputs = { geography, figures, programme: readStatedProgramme([], geography), dm01: [august] };
const england = { level: 'england', code: 'ENG' } as const;

const nothing = { didNotAttend: null, cancelled: null };

describe('expectedEdition, August 2024', () => {
  const edition = expectedEdition(inputs, 'monthly', england, '2024-08');
  const figure = (level: string, code: string, test: string) => edition.figures.find((row) => row.level === level && row.code === code && row.test === test);

  it('takes the corrected daily figures and names what was not reported', () => {
    const mri = { plan: 31, planNotReported: 62, actual: 11, actualWithoutPlan: 0, variance: -20, direction: 'adverse', didNotAttend: 1, cancelled: null };
    expect(figure('england', 'ENG', 'MRI')).toEqual({
      level: 'england', code: 'ENG', name: 'England', test: 'MRI', ...mri, centresReported: 1, centresExpected: 2, grain: null, days: null, state: 'reported',
    });
    expect(figure('cdc', 'A1', 'MRI')).toMatchObject({ ...mri, planNotReported: 0, centresReported: 1, centresExpected: 1, grain: 'daily', days: 3 });
    const notReported = { plan: null, planNotReported: 62, actual: null, variance: null, direction: null, ...nothing, grain: null, days: null };
    expect(figure('cdc', 'A2', 'MRI')).toMatchObject({ ...notReported, centresReported: 0, centresExpected: 1, state: 'not-reported' });
  });

  it('keeps activity without a plan out of the variance', () => {
    expect(figure('icb', 'QHL', 'SPIROMETRY')).toMatchObject({ plan: null, actual: 4, actualWithoutPlan: 4, variance: null, direction: null, ...nothing });
    expect(figure('region', 'Y62', 'CT')).toMatchObject({ plan: 10, actual: 10, variance: 0, direction: 'on plan', cancelled: 2 });
  });

  it('has no row for a test that is not offered', () => {
    expect(figure('cdc', 'A1', 'CT')).toBeUndefined();
    expect(figure('cdc', 'B1', 'PHLEBOTOMY')).toBeUndefined();
    expect(edition.figures).toHaveLength(5 + 3 + 2 + 3 + 2 + 3 + 1 + 2);
  });

  it('totals each basis and counts centres, not cells', () => {
    const shared = { plan: 41, planNotReported: 67, variance: -20, direction: 'adverse', didNotAttend: 1, cancelled: 2, centresReported: 2, centresExpected: 3 };
    expect(edition.totals.slice(0, 2)).toEqual([
      { level: 'england', code: 'ENG', name: 'England', basis: 'DM01_15', ...shared, actual: 21, actualWithoutPlan: 0 },
      { level: 'england', code: 'ENG', name: 'England', basis: 'ALL_CDC', ...shared, actual: 25, actualWithoutPlan: 4 },
    ]);
  });

  it('lists what is missing and what two grains say differently', () => {
    expect(edition.completeness).toMatchObject({ centresExpected: 3, centresReported: 2, centresNotReported: 1, cellsReported: 3, cellsNotReported: 3 });
    expect(edition.missing).toMatchObject({
      centres: [{ code: 'A2', name: 'Bordesley CDC', icbCode: 'QHL', regionCode: 'Y60', plan: 62, otherGrain: 'weekly' }],
      tests: [
        { cdcCode: 'A1', cdcName: 'Acocks CDC', test: 'DEXA_SCAN', plan: 5 },
        { cdcCode: 'B1', cdcName: 'Chester CDC', test: 'FENO', plan: null },
      ],
    });
    expect(edition.reconciliations).toEqual([{ cdcCode: 'A1', test: 'MRI', daily: 11, other: 20, otherGrain: 'monthly', difference: -9 }]);
  });

  it('groups DM01 providers by the region of the workbook and the ICB of the trust list', () => {
    const rows = edition.dm01.rows.map((row) => [row.level, row.code, row.parent, row.test, row.waitingList, row.totalActivity, row.providers]);
    expect(rows).toEqual([
      ['england', 'ENG', null, 'MRI', 123, 69, 3],
      ['england', 'ENG', null, 'GASTROSCOPY', 8, 8, 1],
      ['icb', 'ICB_NOT_KNOWN', 'ENG', 'MRI', 3, 4, 1],
      ['icb', 'ICB_NOT_KNOWN', 'ENG', 'GASTROSCOPY', 8, 8, 1],
      ['region', 'Y60', 'ENG', 'MRI', 120, 65, 2],
      ['region', 'Y62', 'ENG', 'MRI', 3, 4, 1],
      ['region', 'Y62', 'ENG', 'GASTROSCOPY', 8, 8, 1],
      ['icb', 'ICB_NOT_KNOWN', 'Y62', 'MRI', 3, 4, 1],
      ['icb', 'ICB_NOT_KNOWN', 'Y62', 'GASTROSCOPY', 8, 8, 1],
      ['icb', 'QHL', 'Y60', 'MRI', 100, 57, 1],
      ['icb', 'QYG', 'Y62', 'MRI', 20, 8, 1],
      ['cdc', 'A1', 'QHL', 'MRI', 100, 57, 1],
    ]);
    expect(edition.dm01.rows[4]).toMatchObject({ over6Weeks: 12, over13Weeks: 1, waitingListActivity: 57, plannedActivity: 5, unscheduledActivity: 3 });
  });
});

describe('expectedEdition, other periods and scopes', () => {
  it('gives a week the shares of the days that lie in a planned month', () => {
    const week = expectedEdition(inputs, 'weekly', england, '2024-08-04');
    const ofCentre = (code: string) => week.figures.filter((row) => row.level === 'cdc' && row.code === code).map((row) => [row.test, row.plan ?? row.planNotReported, row.actual, row.days]);
    expect(ofCentre('A1')).toEqual([['MRI', 4, 11, 2], ['DEXA_SCAN', 1, null, null], ['SPIROMETRY', 0, 4, 1]]);
    expect(ofCentre('B1')).toEqual([['CT', 1, null, null], ['PHLEBOTOMY', 0, null, null]]);
    expect(week.missing.centres.map(({ code, plan, otherGrain }) => [code, plan, otherGrain])).toEqual([['A2', 8, null], ['B1', 1, 'monthly']]);
    expect(week.reconciliations).toEqual([]);
  });

  it('shows weekly returns in a week alone', () => {
    const week = expectedEdition(inputs, 'weekly', { level: 'cdc', code: 'A2' }, '2024-08-11');
    expect(week.figures).toEqual([expect.objectContaining({ code: 'A2', test: 'MRI', plan: 14, actual: 9, variance: -5, grain: 'weekly', days: null })]);
    expect(week.dm01).toEqual({ month: '2024-08', rows: [] });
  });

  it('holds only what lies in the scope', () => {
    const region = expectedEdition(inputs, 'monthly', { level: 'region', code: 'Y62' }, '2024-08');
    expect(new Set(region.figures.map(({ code }) => code))).toEqual(new Set(['Y62', 'QYG', 'B1']));
    expect(new Set(region.dm01.rows.map(({ code, parent }) => `${code} ${parent}`))).toEqual(new Set(['Y62 ENG', 'ICB_NOT_KNOWN Y62', 'QYG Y62']));
  });

  it('shows the newest DM01 month of a week and only its own month of a month', () => {
    expect(expectedEdition(inputs, 'weekly', england, '2025-01-05').dm01.month).toBe('2024-08');
    expect(expectedEdition(inputs, 'weekly', england, '2024-07-28').dm01.month).toBeNull();
    expect(expectedEdition(inputs, 'monthly', england, '2024-09').dm01).toEqual({ month: null, rows: [] });
  });

  it('refuses centres that do not map one to one', () => {
    const texts = { govukList: 'name,icbCode,x\nA,E1,\nB,E1,\n', icbNames: 'ICB24CD,ICB24CDH,ICB24NM\nE1,QHL,X\n', icbRegions: 'QHL,MIDLANDS COMMISSIONING REGION,\n', trusts: '' };
    const twice = [{ cdcCode: 'A1', name: 'A', hostTrust: null }, { cdcCode: 'A1', name: 'B', hostTrust: null }];
    expect(() => readGeography(texts, twice)).toThrow('2 published centres, 2 registered: 2 names, 1 codes');
  });
});
