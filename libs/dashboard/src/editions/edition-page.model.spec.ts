import { type EditionContent } from '../platform-api/edition-item.js';
import { type Total } from '../platform-api/programme-figures.js';
import { editionNotes } from './edition-notes.model.js';
import { editionPage } from './edition-page.model.js';
import { editionUnderTest, spendEditionUnderTest } from './edition-under-test.js';
import { focusOf } from './focus.model.js';
import { placesOf } from './places.model.js';

const measures = {
  plan: 100,
  planNotReported: 31,
  actual: 95,
  actualWithoutPlan: 5,
  variance: -10,
  direction: 'adverse' as const,
  didNotAttend: null,
  cancelled: null,
  centresReported: 1,
  centresExpected: 2,
};

const total = (level: Total['level'], code: string, name: string, basis: Total['basis']): Total => ({ level, code, name, basis, ...measures });

const edition: EditionContent = {
  id: 'ed-1',
  kind: 'weekly',
  scope: { level: 'region', code: 'Y60', name: 'Midlands' },
  period: '2024-08-04',
  grouping: 'as then',
  asAt: {},
  contentHash: '',
  builtAt: '2024-08-05T07:00:00Z',
  bases: {},
  completeness: { centresExpected: 2, centresReported: 1, centresNotReported: 1, cellsReported: 1, cellsNotReported: 1 },
  figures: [
    { level: 'region', code: 'Y60', name: 'Midlands', test: 'XRAY_PLAIN', ...measures },
    { level: 'region', code: 'Y60', name: 'Midlands', test: 'CT', ...measures },
    { level: 'icb', code: 'QHL', name: 'Birmingham', test: 'CT', ...measures },
  ],
  totals: [
    total('region', 'Y60', 'Midlands', 'DM01_15'),
    { ...total('region', 'Y60', 'Midlands', 'ALL_CDC'), actual: 195, variance: 90, direction: 'favourable' },
    total('icb', 'QHL', 'Birmingham', 'DM01_15'),
    total('icb', 'QHL', 'Birmingham', 'ALL_CDC'),
    total('icb', 'QUA', 'Arden', 'ALL_CDC'),
    total('cdc', 'C1', 'First', 'ALL_CDC'),
  ],
  dm01: { month: null, rows: [] },
  centres: [],
  installations: [],
  spend: { figures: [], unmatched: [] },
  missing: {
    machines: [],
    entities: [],
    centres: [
      { code: 'C1', name: 'First', icbCode: 'QHL', regionCode: 'Y60', plan: null, otherGrain: 'monthly' },
      { code: 'C2', name: 'Second', icbCode: 'QUA', regionCode: 'Y60', plan: 31, otherGrain: null },
    ],
    tests: [{ cdcCode: 'C2', cdcName: 'Second', test: 'MRI', plan: 7 }],
  },
  reconciliations: [{ cdcCode: 'C1', test: 'CT', daily: 35, other: 33, otherGrain: 'weekly', difference: 2 }],
};

const places = placesOf([
  { cdcCode: 'C1', icbCode: 'QHL', regionCode: 'Y60' },
  { cdcCode: 'C2', icbCode: 'QUA', regionCode: 'Y60' },
]);

describe('the page of an edition', () => {
  const page = editionPage(edition, { level: 'region', code: 'Y60' }, places);

  it('opens with what was done, against plan, and who is missing', () => {
    expect(page.lede).toBe('Midlands carried out 95 DM01 tests in the week ending 4 August 2024, 10 (10%) under the plan of 100. 1 of 2 centres has not reported.');
  });

  it('keeps the two bases and what was not reported apart', () =>
    expect(page.kpis.map(({ value, sentence }) => [value, sentence])).toEqual([
      ['95', '10 (10%) under the plan of 100. 5 had no plan.'],
      ['195', '90 (90%) over the plan of 100. 5 had no plan.'],
      ['1', '2 missing, named below.'],
      ['31', 'Kept apart from every comparison above: silence is not nought.'],
    ]));

  it('lists its own tests in the order of DM01', () => expect(page.activity?.tests.map(({ name }) => name)).toEqual(['Computed Tomography', 'Plain X-ray']));

  it('lists what lies one level beneath, by name, with a link into the same edition', () =>
    expect(page.activity?.beneath?.rows.map(({ name, href }) => [name, href])).toEqual([
      ['Arden', '?level=icb&code=QUA'],
      ['Birmingham', '?level=icb&code=QHL'],
    ]));

  it('names who is missing with their plan', () =>
    expect(page.activity?.missingCentres.map(({ name, plan, otherGrain }) => [name, plan, otherGrain])).toEqual([
      ['First', 'No plan', 'monthly'],
      ['Second', '31', null],
    ]));

  it('says in full where two returns differ', () =>
    expect(page.activity?.reconciliations).toEqual([{ centre: 'First', test: 'Computed Tomography', daily: '35', other: '33', otherGrain: 'weekly', difference: 2 }]));

  it('has no table of waiting times where no month is loaded', () => expect(page.activity?.dm01).toBeNull());
});

describe('the page of an organisation beneath', () => {
  const page = editionPage(edition, { level: 'icb', code: 'QHL' }, places);

  it('shows only what is inside it', () => {
    expect(page.activity?.missingCentres.map(({ code }) => code)).toEqual(['C1']);
    expect(page.activity?.missingTests).toEqual([]);
    expect(page.activity?.reconciliations).toHaveLength(1);
    expect(page.activity?.beneath?.rows.map(({ code }) => code)).toEqual(['C1']);
  });

  it('leads back up to the scope of the edition and no further', () =>
    expect(page.trail).toEqual([
      { text: 'Midlands', href: '?level=region&code=Y60' },
      { text: 'Birmingham', href: '?level=icb&code=QHL' },
    ]));
});

describe('a report of three domains', () => {
  const whole = editionUnderTest();
  const page = editionPage(whole, { level: 'england', code: 'ENG' }, places);

  it('has headlines of each', () =>
    expect(page.kpis.map(({ label, value }) => [label, value])).toEqual([
      ['The 15 DM01 tests', '62,400'],
      ['All CDC tests', '62,400'],
      ['Centres that reported', '60'],
      ['Planned, not reported', '900'],
      ['Centres open', '68'],
      ['Equipment in use', '243'],
      ['Capital spent, year to date', '£198.7m'],
      ['Revenue spent, year to date', '£231.0m'],
    ]));

  it('compares the regions by centres open, with England last', () => {
    expect(page.centres?.heading).toBe('68 centres are open, 2 fewer than planned by now');
    expect(page.centres?.rows).toHaveLength(8);
    expect(page.centres?.rows.at(-1)).toMatchObject({ name: 'England', open: '68', planned: '70', variance: '\u22122', target: '165', isTotal: true, href: null });
    expect(page.centres?.rows[0]).toMatchObject({ name: 'East of England', href: '?level=region&code=Y61' });
  });

  it('follows machines through their milestones in the order of standard practice', () => {
    expect(page.installations?.heading).toBe('243 machines are in use, 86 items late, 5 overdue');
    expect(page.installations?.milestones.map(({ name }) => name).slice(0, 2)).toEqual(['Need agreed', 'Business case approved']);
    expect(page.installations?.milestones).toHaveLength(14);
    expect(page.installations?.milestones[0]).toMatchObject({ machines: '697', planned: '376', forecast: '357', actual: '355', variance: '\u221221', late: '125', overdue: '7' });
    expect(page.installations?.kinds[0]?.name).toBe('MRI scanner');
    expect(page.installations?.beneath?.rows).toHaveLength(7);
  });

  it('names the machines that nobody has spoken of', () =>
    expect(page.installations?.notUpdated.map(({ equipment, statedOn }) => [equipment, statedOn])).toEqual([
      ['MRI scanner', '3 October 2022'],
      ['CT scanner', 'Never'],
    ]));

  it('states money in millions, line by line, all lines last', () => {
    const [capital] = page.spend?.kinds ?? [];
    expect(page.spend?.heading).toBe('Capital \u00a332.3m (14%) under the plan of \u00a3231.0m, revenue as planned (\u00a3231.0m)');
    expect(capital?.rows).toHaveLength(10);
    expect(capital?.rows[0]).toMatchObject({ name: 'CDC buildings and equipment', planToDate: '25.0', actualToDate: '24.0', varianceToDate: '\u22121.0', word: 'favourable', isAdverse: false });
    expect(capital?.rows.at(-1)).toMatchObject({ name: 'All capital', varianceToDate: '\u221232.3', budget: '462.0', outturn: '429.7', committed: '23.1', isTotal: true });
    expect(capital?.rows[8]).toMatchObject({ name: 'Digital', varianceToDate: '+1.0', word: 'adverse', isAdverse: true });
  });

  it('keeps what cannot be matched apart and names the ledgers that are missing', () => {
    expect(page.spend?.unmatched).toEqual({ words: '31 ledger lines without a centre, kind or budget line, 4 of the period', amount: 'under 0.1', amountToDate: '4.1' });
    expect(page.spend?.missing).toEqual([{ name: 'Riverside trust', code: 'RXX', month: 'November 2022', lastMonth: 'October 2022' }]);
  });

  it('leads down by every domain', () => {
    const region = editionPage(whole, { level: 'region', code: 'Y60' }, places);
    expect(region.title).toBe('Midlands: weekly report');
    expect(region.spend?.kinds[0]?.rows.map(({ name }) => name)).toEqual(['All capital']);
    expect(region.spend?.missing).toEqual([]);
    expect(region.centres?.rows.length).toBeGreaterThan(1);
  });

  it('explains what it covers', () => expect(editionNotes(whole).join(' ')).toContain('31 ledger lines worth \u00a34.1m cannot be compared with a plan'));
});

describe('a report of spend alone', () => {
  const spend = spendEditionUnderTest();
  const page = editionPage(spend, { level: 'england', code: 'ENG' }, places);

  it('speaks of nothing else', () => {
    expect(page.title).toBe('England: weekly spend report');
    expect(page.lede).toBe('England spent \u00a328.4m of capital and \u00a333.0m of revenue in the week ending 13 November 2022.');
    expect([page.activity, page.centres, page.installations]).toEqual([null, null, null]);
    expect(page.kpis.map(({ label }) => label)).toEqual(['Capital spent, year to date', 'Revenue spent, year to date']);
    expect(editionNotes(spend).join(' ')).not.toMatch(/DM01|[Mm]ilestone/);
  });

  it('can be looked into by region', () => expect(focusOf(spend, 'region', 'Y60')).toEqual({ level: 'region', code: 'Y60' }));

  it('never takes a ledger that is missing for nought', () => {
    const silent = { ...spend, spend: { unmatched: [], figures: spend.spend.figures.map((figure) => ({ ...figure, actual: null, actualToDate: null, variance: null, varianceToDate: null })) } };
    const nothing = editionPage(silent, { level: 'england', code: 'ENG' }, places);
    expect(nothing.lede).toBe('No ledger of England has been posted for the week ending 13 November 2022.');
    expect(nothing.kpis.map(({ value }) => value)).toEqual(['No data', 'No data']);
    expect(nothing.spend?.kinds[0]?.rows[0]).toMatchObject({ actual: 'No data', actualToDate: 'No data', varianceToDate: '' });
  });
});

describe('what an address asks for', () => {
  it.each([
    [undefined, undefined, { level: 'region', code: 'Y60' }],
    ['icb', 'QHL', { level: 'icb', code: 'QHL' }],
    ['icb', 'QMJ', null],
    ['planet', 'QHL', null],
    ['icb', undefined, null],
  ])('%s %s', (level, code, focus) => expect(focusOf(edition, level, code)).toEqual(focus));
});
