import { type EditionContent, type EditionTotal } from '../platform-api/edition-item.js';
import { editionPage, focusOf } from './edition-page.model.js';
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

const total = (level: EditionTotal['level'], code: string, name: string, basis: EditionTotal['basis']): EditionTotal => ({ level, code, name, basis, ...measures });

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
  missing: {
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
    expect(page.lede).toBe('Midlands carried out 95 DM01 tests in the week ending 4 August 2024, 10 (10%) under the plan of 100.');
    expect(page.coverage).toBe('1 of 2 centres has not reported.');
  });

  it('keeps the two bases and what was not reported apart', () =>
    expect(page.kpis.map(({ value, sentence }) => [value, sentence])).toEqual([
      ['95', '10 (10%) under the plan of 100. 5 had no plan.'],
      ['195', '90 (90%) over the plan of 100. 5 had no plan.'],
      ['1', '2 missing, named below.'],
      ['31', 'Kept apart from every comparison above: silence is not nought.'],
    ]));

  it('lists its own tests in the order of DM01', () => expect(page.tests.map(({ name }) => name)).toEqual(['Computed Tomography', 'Plain X-ray']));

  it('lists what lies one level beneath, by name, with a link into the same edition', () =>
    expect(page.beneath?.rows.map(({ name, href }) => [name, href])).toEqual([
      ['Arden', '?level=icb&code=QUA'],
      ['Birmingham', '?level=icb&code=QHL'],
    ]));

  it('names who is missing with their plan', () =>
    expect(page.missingCentres.map(({ name, plan, otherGrain }) => [name, plan, otherGrain])).toEqual([
      ['First', 'No plan', 'monthly'],
      ['Second', '31', null],
    ]));

  it('says in full where two returns differ', () =>
    expect(page.reconciliations).toEqual([{ centre: 'First', test: 'Computed Tomography', daily: '35', other: '33', otherGrain: 'weekly', difference: 2 }]));

  it('has no table of waiting times where no month is loaded', () => expect(page.dm01).toBeNull());
});

describe('the page of an organisation beneath', () => {
  const page = editionPage(edition, { level: 'icb', code: 'QHL' }, places);

  it('shows only what is inside it', () => {
    expect(page.missingCentres.map(({ code }) => code)).toEqual(['C1']);
    expect(page.missingTests).toEqual([]);
    expect(page.reconciliations).toHaveLength(1);
    expect(page.beneath?.rows.map(({ code }) => code)).toEqual(['C1']);
  });

  it('leads back up to the scope of the edition and no further', () =>
    expect(page.trail).toEqual([
      { text: 'Midlands', href: '?level=region&code=Y60' },
      { text: 'Birmingham', href: '?level=icb&code=QHL' },
    ]));
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
