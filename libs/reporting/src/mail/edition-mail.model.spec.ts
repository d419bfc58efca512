import { describe, expect, it } from '@jest/globals';
import { type EditionContent, type MissingCentre, type Total } from '../edition/edition-content.model.js';
import { editionMail } from './edition-mail.model.js';
import { renderedMail } from './edition-mail.js';

const england = { level: 'england', code: 'ENG', name: 'England' } as const;
const measures = {
  planNotReported: 0,
  actualWithoutPlan: 0,
  didNotAttend: 0,
  cancelled: 0,
  centresReported: 1,
  centresExpected: 1,
};
const total = (change: Partial<Total>): Total => ({
  ...england,
  ...measures,
  basis: 'ALL_CDC',
  plan: 13_000,
  actual: 12_345,
  variance: -655,
  direction: 'adverse',
  ...change,
});
const absent = (name: string): MissingCentre => ({
  code: name,
  name,
  icbCode: 'QHL',
  regionCode: 'Y60',
  plan: null,
  otherGrain: null,
});

function content(change: Partial<EditionContent>): EditionContent {
  return {
    kind: 'weekly',
    scope: england,
    period: '2022-11-13',
    bases: { domains: [] },
    completeness: {},
    figures: [],
    totals: [],
    dm01: { month: null, rows: [] },
    centres: [],
    installations: [],
    spend: { figures: [], unmatched: [] },
    missing: { centres: [], tests: [], machines: [], entities: [] },
    reconciliations: [],
    ...change,
  };
}

it.each([
  ['weekly', '2022-11-13', 'Weekly report: England, week ending 13 November 2022'],
  ['monthly', '2022-10', 'Monthly report: England, October 2022'],
  ['spend-weekly', '2022-11-13', 'Weekly spend report: England, week ending 13 November 2022'],
] as const)('is named for its %s report, scope and period', (kind, period, subject) => {
  expect(editionMail(content({ kind, period }), null).subject).toBe(subject);
});

it('begins with the label of synthetic data, as text and as HTML', () => {
  const { subject, text, html } = renderedMail(content({}), 'https://cdc.test', 'Invented, all of it.');
  expect(subject).toBe('[Synthetic data] Weekly report: England, week ending 13 November 2022');
  expect(text).toMatch(/^Invented, all of it\.\n\n\[Synthetic data\] Weekly report/);
  expect(html).toMatch(/<body>\s*<p><strong>Invented, all of it\.<\/strong><\/p>\s*<h1>/);
});

it('says nothing of live data', () => {
  const mail = renderedMail(content({}), 'https://cdc.test', null);
  expect(mail.text).toMatch(/^Weekly report: England, /);
  expect(JSON.stringify(mail)).not.toMatch(/synthetic|strong/i);
});

describe('the summary', () => {
  it('says who reported, and the totals of the scope alone on each basis', () => {
    const completeness = {
      centresExpected: 100,
      centresReported: 92,
      centresNotReported: 8,
      spend: { entitiesExpected: 42, entitiesPosted: 1, entitiesNotPosted: 41 },
    };
    const totals = [
      total({}),
      total({ basis: 'DM01_15', plan: null, variance: null, direction: null, actual: 1_000 }),
      total({ level: 'region', code: 'Y60', actual: 7 }),
    ];
    expect(editionMail(content({ completeness, totals }), null).summary).toEqual([
      '92 of 100 centres reported.',
      '1 of 42 ledgers posted.',
      'All tests: 12,345 against a plan of 13,000 (−655 adverse).',
      'The 15 tests of DM01: 1,000, without a plan.',
    ]);
  });

  it('never calls nothing reported a zero', () => {
    const totals = [total({ actual: null, plan: null, variance: null, direction: null })];
    expect(editionMail(content({ totals }), null).summary).toEqual(['All tests: not reported.']);
  });
});

describe('what is missing', () => {
  it('names the first ten centres and counts the others', () => {
    const centres = Array.from({ length: 12 }, (_, at) => absent(`Centre ${at + 1}`));
    const { missing } = editionMail(content({ missing: { centres, tests: [], machines: [], entities: [] } }), null);
    const ten = Array.from({ length: 10 }, (_, at) => `Centre ${at + 1}`).join(', ');
    expect(missing).toEqual([`No return from 12 centres: ${ten}, and 2 more.`]);
  });

  it('counts ledgers and machines', () => {
    const completeness = {
      spend: { entitiesExpected: 3, entitiesPosted: 2, entitiesNotPosted: 1 },
      installations: { machinesExpected: 9, machinesUpdated: 2, machinesNotUpdated: 7 },
    };
    expect(editionMail(content({ completeness }), null).missing).toEqual([
      '1 ledger not posted.',
      'Nothing stated for 28 days of 7 machines.',
    ]);
  });

  it('is empty when all is there', () => {
    expect(editionMail(content({}), null).missing).toEqual([]);
  });
});
