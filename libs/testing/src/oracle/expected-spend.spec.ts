import { type SpendFigure } from './edition-content.js';
import { expectedEdition, type Inputs } from './expected-edition.js';
import { readGeography } from './published-lists.js';
import { readStatedFigures } from './stated-figures.js';
import { readStatedProgramme, type DatedFile } from './stated-programme.js';

// One centre, its ICB and region, a trust of the same ICB, and a trust of another region; every expected amount below was worked out on paper.
const texts = {
  govukList: 'name,address,icbCode\nAcocks CDC,"A, B1 1AA",E1\n',
  icbNames: 'ICB24CD,ICB24CDH,ICB24NM\nE1,QHL,NHS Birmingham Integrated Care Board\n',
  icbRegions: 'QHL,MIDLANDS COMMISSIONING REGION,\n',
  trusts: '"T1","ONE TRUST","Y60","QHL"\n"T2","TWO TRUST","Y62",""\n',
};
const geography = readGeography(texts, [{ cdcCode: 'A1', name: 'Acocks CDC', hostTrust: null }]);
const file = (feed: string, ...lines: string[]): DatedFile => ({ feed, clock: '2025-08-01T09:00:00.000Z', body: `${lines.join('\n')}\n` });
const LEDGER = 'entity,date,amount,kind,cdc_code,line,period';

const sent: DatedFile[] = [
  file(
    'plan-spend', 'org_code,month,kind,line,planned',
    'A1,2025-03,capital,Digital,310.00', 'A1,2025-04,capital,Digital,1.00', 'A1,2025-05,capital,DIGITAL,62.00',
    'QHL,2025-04,capital,Digital,30.00', 'QHL,2025-04,Revenue,Workforce,0', 'ENG,2025-06,capital,Digital,"1,000.50"',
  ),
  // May is restated; June of the ICB is forecast over England's own plan; the last is of a line without any plan.
  file('spend-forecast', 'org_code,month,kind,line,forecast', 'A1,2025-05,capital,Digital,50', 'QHL,2025-06,capital,Digital,-5.00', 'QHL,2026-03,revenue,Endoscopy,7.77'),
  file('spend-forecast', 'org_code,month,kind,line,forecast', 'A1,2025-05,capital,digital,70.00'),
  file('commitments', 'po_reference,org_code,kind,line,ordered,receipted,invoiced', 'P1,A1,capital,Digital,100,40,10', 'P2,T1,capital,Digital,50,60,70', 'P3,T2,revenue,Digital,9,1,0.50'),
  file('commitments', 'po_reference,org_code,kind,line,ordered,receipted,invoiced', 'P1,A1,capital,Digital,100,45,10'),
  file('ledger', LEDGER, 'T1,2025-03-31,5.00,capital,A1,Digital,2025-03', 'T1,2025-03-20,900,capital,,CDC running costs,2025-03'),
  file('ledger', LEDGER, 'T1,2025-04-01,99.00,capital,A1,Digital,2025-04'),
  // The whole of April again: a posting in the first week, a credit note, a date in May, and four lines that cannot be compared.
  file(
    'ledger', LEDGER,
    'One trust,2025-04-06,20.00,capital,A1,Digital,2025-04', 'One trust,2025-04-07,(3.00),capital,,Digital,2025-04', 'One trust,2025-05-02,£4.00,capital,A1,CDC running costs,2025-04',
    'One trust,2025-04-05,1.00,capital,,CDC running costs,2025-04', 'One trust,2025-04-05,2.00,,A1,Digital,2025-04', 'One trust,2025-05-02,4.00,,,,2025-04',
    'One trust,2025-04-05,-0.50,revenue,A1,,2025-04',
  ),
  file('ledger', LEDGER, 'T2,2025-02-10,1.00,revenue,,Workforce,2025-02'),
  file('ledger', LEDGER, 'ENG,2025-04-30,8.00,revenue,,Workforce,2025-04'),
];
const inputs: Inputs = { geography, figures: readStatedFigures([]), programme: readStatedProgramme(sent, geography), dm01: [] };
const england = { level: 'england', code: 'ENG' } as const;
const april = expectedEdition(inputs, 'monthly', england, '2025-04');
const weekOf = (period: string, scope: { level: 'england' | 'region' | 'icb' | 'cdc'; code: string } = england) => expectedEdition(inputs, 'spend-weekly', scope, period);

const find = (edition: typeof april, code: string, kind: string, line: string | null): SpendFigure | undefined =>
  edition.spend.figures.find((row) => row.code === code && row.kind === kind && row.line === line);

describe('expectedSpendFigures, April 2025', () => {
  it('has a row wherever there is a plan, a posting, a forecast or an order', () => {
    expect(april.spend.figures.map(({ code, kind, line }) => `${code} ${kind} ${line}`)).toEqual([
      'ENG capital null', 'ENG capital CDC_RUNNING_COSTS', 'ENG capital DIGITAL',
      'ENG revenue null', 'ENG revenue ENDOSCOPY', 'ENG revenue WORKFORCE', 'ENG revenue DIGITAL',
      'Y60 capital null', 'Y60 capital CDC_RUNNING_COSTS', 'Y60 capital DIGITAL', 'Y60 revenue null', 'Y60 revenue ENDOSCOPY', 'Y60 revenue WORKFORCE',
      'Y62 revenue null', 'Y62 revenue DIGITAL',
      'QHL capital null', 'QHL capital CDC_RUNNING_COSTS', 'QHL capital DIGITAL', 'QHL revenue null', 'QHL revenue ENDOSCOPY', 'QHL revenue WORKFORCE',
      'A1 capital null', 'A1 capital CDC_RUNNING_COSTS', 'A1 capital DIGITAL',
    ]);
  });

  it('adds what is stated of a place and of all beneath it', () => {
    // Plan 1.00 + 30.00; posted 20.00 − 3.00; forecast: 17.00 in April, 70.00 in May, −5.00 (ICB) and 1,000.50 (England's plan) in June.
    // Orders: 100 − 45 and, over-received, nothing; received and not invoiced 45 − 10, and nothing.
    const stated = { plan: 3100n, actual: 1700n, variance: -1400n, direction: 'favourable', planToDate: 3100n, actualToDate: 1700n, varianceToDate: -1400n };
    const england = { ...stated, directionToDate: 'favourable', budget: 109_350n, forecastOutturn: 108_250n, committed: 5500n, accrued: 3500n };
    expect(find(april, 'ENG', 'capital', 'DIGITAL')).toMatchObject({ ...england, level: 'england', name: 'England' });
    // Without England's own June.
    expect(find(april, 'QHL', 'capital', 'DIGITAL')).toMatchObject({ ...england, budget: 9300n, forecastOutturn: 8200n });
    // The centre has neither the ICB's plan nor the trust's own posting.
    expect(find(april, 'A1', 'capital', 'DIGITAL')).toMatchObject({ plan: 100n, actual: 2000n, variance: 1900n, direction: 'adverse', forecastOutturn: 9000n, committed: 5500n });
  });

  it('tells nothing planned from a plan of nil, and nothing posted from nil', () => {
    const nothing = { planToDate: null, varianceToDate: null, directionToDate: null, budget: null, forecastOutturn: null, committed: null, accrued: null };
    expect(find(april, 'QHL', 'capital', 'CDC_RUNNING_COSTS')).toMatchObject({ plan: null, actual: 400n, variance: null, direction: null, actualToDate: 400n, ...nothing });
    expect(find(april, 'QHL', 'revenue', 'WORKFORCE')).toMatchObject({ plan: 0n, actual: 0n, variance: 0n, direction: 'on plan', budget: 0n, forecastOutturn: null });
    expect(find(april, 'QHL', 'revenue', 'ENDOSCOPY')).toMatchObject({ plan: null, actual: 0n, forecastOutturn: 777n });
    expect(find(expectedEdition(inputs, 'monthly', england, '2025-06'), 'ENG', 'revenue', 'WORKFORCE')).toMatchObject({ actual: null, variance: null, actualToDate: 800n, planToDate: 0n });
  });

  it('sums lines column by column', () => {
    // The variance of a line without a plan is outside the sum.
    expect(find(april, 'QHL', 'capital', null)).toMatchObject({ plan: 3100n, actual: 2100n, variance: -1400n, direction: 'favourable', forecastOutturn: 8200n, committed: 5500n });
    expect(find(april, 'Y60', 'revenue', null)).toMatchObject({ plan: 0n, actual: 0n, forecastOutturn: 777n, committed: null });
    expect(find(april, 'Y62', 'revenue', null)).toMatchObject({ plan: null, actual: 0n, committed: 800n, accrued: 50n });
  });
});

describe('expectedSpendFigures, weeks', () => {
  it('gives a week the shares of its days and what is dated in it, whatever its ledger', () => {
    // 31 March is a 31st of 310.00 and its share 10.00; six of April's 30 days of 1.00 are 20 pence; six of the ICB's 30.00 are 6.00.
    // Posted on 31 March in March's ledger: 5.00; on 6 April: 20.00.
    const first = weekOf('2025-04-06');
    expect(find(first, 'A1', 'capital', 'DIGITAL')).toMatchObject({ plan: 1020n, actual: 2500n, variance: 1480n, direction: 'adverse', planToDate: 1020n, actualToDate: 2500n });
    expect(find(first, 'QHL', 'capital', 'DIGITAL')).toMatchObject({ plan: 1620n, actual: 2500n, budget: 9300n });
    // Seven days of 1.00 over 30 days: the 7th to 13th give 43 − 20 = 23 pence.
    expect(find(weekOf('2025-04-13'), 'A1', 'capital', 'DIGITAL')).toMatchObject({ plan: 23n, actual: 0n, planToDate: 1043n, actualToDate: 2500n });
    // The last week of the year before holds no day of April.
    expect(find(weekOf('2025-03-30'), 'A1', 'capital', 'DIGITAL')).toMatchObject({ plan: 7000n, planToDate: 30_000n, actual: 0n, actualToDate: 0n, budget: 31_000n });
  });

  it('takes the ledgers of ended months and forecasts the rest', () => {
    // Nothing has ended: April is 1.00 as planned, May 70.00 as forecast.
    expect(find(weekOf('2025-04-13'), 'A1', 'capital', 'DIGITAL')).toMatchObject({ forecastOutturn: 7100n });
    expect(find(weekOf('2025-05-04'), 'A1', 'capital', 'DIGITAL')).toMatchObject({ forecastOutturn: 9000n });
    expect(find(weekOf('2025-06-01'), 'A1', 'capital', 'DIGITAL')).toMatchObject({ forecastOutturn: null });
  });

  it('says nothing of a week before any of its ledgers is there', () => {
    // April's ledgers are there and May's are not: a week of both is not empty.
    expect(find(weekOf('2025-05-04'), 'ENG', 'revenue', 'WORKFORCE')).toMatchObject({ actual: 800n, actualToDate: 800n });
    expect(find(weekOf('2025-05-04'), 'QHL', 'revenue', 'WORKFORCE')).toMatchObject({ actual: 0n, actualToDate: 0n });
    expect(find(weekOf('2025-05-11'), 'ENG', 'revenue', 'WORKFORCE')).toMatchObject({ actual: null, variance: null, actualToDate: 800n });
    expect(find(weekOf('2026-04-12'), 'ENG', 'capital', 'DIGITAL')).toMatchObject({ actual: null, actualToDate: null, plan: null, budget: null, committed: 5500n });
    expect(find(weekOf('2026-04-12'), 'ENG', 'revenue', 'WORKFORCE')).toBeUndefined();
  });
});

describe('expectedUnmatched and expectedLedgers', () => {
  const lines = (edition: typeof april) => edition.spend.unmatched.map((row) => [row.code, row.lines, row.amount, row.linesToDate, row.amountToDate]);

  it('counts lines that cannot be compared by the place of their entity', () => {
    expect(lines(april)).toEqual(['ENG', 'Y60', 'QHL'].map((code) => [code, 4, 650n, 4, 650n]));
    // The line dated 2 May lies in April's ledger.
    expect(lines(weekOf('2025-05-04', { level: 'icb', code: 'QHL' }))).toEqual([['QHL', 1, 400n, 4, 650n]]);
    expect(lines(weekOf('2025-04-06'))).toEqual(['ENG', 'Y60', 'QHL'].map((code) => [code, 3, 250n, 3, 250n]));
    expect(lines(weekOf('2025-04-06', { level: 'cdc', code: 'A1' }))).toEqual([['A1', 0, 0n, 0, 0n]]);
    expect(lines(weekOf('2025-04-06', { level: 'region', code: 'Y62' }))).toEqual([['Y62', 0, 0n, 0, 0n]]);
  });

  it('names entities whose ledger is not there, with the last that is', () => {
    expect(april.completeness.spend).toEqual({ entitiesExpected: 3, entitiesPosted: 2, entitiesNotPosted: 1 });
    expect(april.missing.entities).toEqual([{ code: 'T2', name: 'TWO TRUST', month: '2025-04', lastMonth: '2025-02' }]);
    const march = expectedEdition(inputs, 'monthly', england, '2025-03');
    expect(march.completeness.spend).toEqual({ entitiesExpected: 2, entitiesPosted: 1, entitiesNotPosted: 1 });
    const may = weekOf('2025-05-04');
    expect(may.missing.entities.map(({ code, name, lastMonth }) => [code, name, lastMonth])).toEqual([['ENG', 'England', '2025-04'], ['T1', 'ONE TRUST', '2025-04'], ['T2', 'TWO TRUST', '2025-02']]);
    expect(weekOf('2025-05-04', { level: 'region', code: 'Y62' }).missing.entities.map(({ code }) => code)).toEqual(['T2']);
  });
});

it('holds spend alone in a weekly edition of spend', () => {
  const { spend: _spend, missing, ...rest } = weekOf('2025-04-06');
  expect(rest).toEqual({
    kind: 'spend-weekly', scope: { level: 'england', code: 'ENG', name: 'England' }, period: '2025-04-06', completeness: { spend: { entitiesExpected: 3, entitiesPosted: 2, entitiesNotPosted: 1 } },
    figures: [], totals: [], dm01: { month: null, rows: [] }, centres: [], installations: [], reconciliations: [],
  });
  expect([missing.centres, missing.tests, missing.machines, missing.entities.length]).toEqual([[], [], [], 1]);
  expect(expectedEdition(inputs, 'weekly', england, '2025-04-06').spend).toEqual(weekOf('2025-04-06').spend);
});
