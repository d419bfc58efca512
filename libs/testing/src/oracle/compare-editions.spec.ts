import { contentHashOf, editionDifferences, firstDifferences } from './compare-editions.js';
import { type EditionContent, type Figure } from './edition-content.js';

const figure = (code: string, actual: number): Figure => ({
  level: 'cdc', code, name: 'A', test: 'MRI', plan: 1, planNotReported: 0, actual, actualWithoutPlan: 0, variance: actual - 1, direction: 'favourable',
  didNotAttend: null, cancelled: null, centresReported: 1, centresExpected: 1, grain: 'daily', days: 1, state: 'reported',
});
const expected = (): EditionContent => ({
  kind: 'weekly', scope: { level: 'icb', code: 'QHL', name: 'NHS Birmingham Integrated Care Board' }, period: '2024-08-04',
  completeness: {
    centresExpected: 2, centresReported: 2, centresNotReported: 0, cellsReported: 2, cellsNotReported: 0,
    spend: { entitiesExpected: 2, entitiesPosted: 1, entitiesNotPosted: 1 },
  },
  figures: [figure('A1', 2), figure('A2', 3)], totals: [], dm01: { month: null, rows: [] }, centres: [], installations: [],
  spend: { figures: [], unmatched: [{ level: 'icb', code: 'QHL', name: 'B', lines: 1, amount: -250n, linesToDate: 2, amountToDate: 9_007_199_254_740_993n }] },
  missing: { centres: [], tests: [], machines: [], entities: [] }, reconciliations: [],
});

describe('editionDifferences', () => {
  it('finds nothing when only names are spelt otherwise', () => {
    expect(editionDifferences({ ...expected(), id: 'x', scope: { level: 'icb', code: 'QHL', name: 'Birmingham' } }, expected())).toEqual([]);
  });

  it('names each difference', () => {
    const served = { ...expected(), period: '2024-08-11', figures: [figure('A1', 5), figure('A3', 3)] };
    expect(editionDifferences(served, expected())).toEqual([
      'period: is "2024-08-11", expected "2024-08-04"',
      'figures cdc A1 MRI: actual is 5, expected 2',
      'figures cdc A1 MRI: variance is 4, expected 1',
      expect.stringContaining('figures cdc A2 MRI: row is missing'),
      expect.stringContaining('figures cdc A3 MRI: row is not expected'),
    ]);
  });

  it('names rows out of order, rows that stand twice and lists that are not there', () => {
    expect(editionDifferences({ ...expected(), figures: [figure('A2', 3), figure('A1', 2)] }, expected())).toEqual([
      'figures: row 0 is cdc A2 MRI, expected cdc A1 MRI',
    ]);
    expect(editionDifferences({ ...expected(), figures: [...expected().figures, figure('A2', 3)] }, expected())).toEqual(['figures: 1 rows stand twice']);
    expect(editionDifferences({ ...expected(), missing: {} }, expected())).toEqual(
      ['missing.centres', 'missing.tests', 'missing.machines', 'missing.entities'].map((list) => `${list}: is not a list`),
    );
  });

  it('names differences of each domain, and compares amounts as whole numbers', () => {
    const centre = { level: 'icb', code: 'QHL', name: 'B', open: 2, temporary: 0, planned: null, variance: null, direction: null, forecast: 2, target: null } as const;
    const spend = { ...expected().spend, unmatched: expected().spend.unmatched.map((row) => ({ ...row, amount: -251, amountToDate: 9_007_199_254_740_993n })) };
    const served = { ...expected(), spend, completeness: { ...expected().completeness, installations: { machinesExpected: 1 }, spend: { entitiesExpected: 2, entitiesPosted: 2 } } };
    expect(editionDifferences(served, { ...expected(), centres: [centre] })).toEqual([
      'completeness.spend.entitiesPosted: is 2, expected 1',
      'completeness.spend.entitiesNotPosted: is null, expected 1',
      'completeness.installations.machinesExpected: is 1, expected none',
      expect.stringMatching(/^centres icb QHL: row is missing, expected {"level":"icb",.*"planned":null,/),
      'spend.unmatched icb QHL: amount is -251, expected -250',
    ]);
    expect(editionDifferences({ ...expected(), spend: { figures: [], unmatched: [] } }, expected())).toEqual([
      'spend.unmatched icb QHL: row is missing, expected {"level":"icb","code":"QHL","name":"B","lines":1,"amount":-250,"linesToDate":2,"amountToDate":9007199254740993}',
    ]);
  });

  it('tells null from zero, and shows the first lines only', () => {
    const served = { ...expected(), figures: [{ ...figure('A1', 2), cancelled: 0 }, figure('A2', 3)] };
    const differences = editionDifferences(served, expected());
    expect(differences).toEqual(['figures cdc A1 MRI: cancelled is 0, expected null']);
    expect(firstDifferences('week', ['a', 'b', 'c'], 2)).toBe('week: 3 differences\n  a\n  b');
  });
});

it('hashes the content alone, whatever the order of names', () => {
  const { kind, scope, ...rest } = { ...expected(), spend: { figures: [], unmatched: [] } };
  const hash = contentHashOf({ ...rest, scope, kind, bases: {}, id: '1', builtAt: 'now' });
  expect(hash).toBe(contentHashOf({ ...rest, kind, scope, bases: {}, id: '2' }));
  for (const name of ['figures', 'centres', 'installations', 'spend']) expect(hash).not.toBe(contentHashOf({ ...rest, kind, scope, bases: {}, [name]: [1] }));
  // The digest of the canonical text, taken with sha256sum.
  const content = { kind: 'weekly', scope: {}, period: 'p', figures: [], totals: [], dm01: {}, bases: { b: 1, a: 'x' }, completeness: {}, missing: {}, reconciliations: [] };
  expect(contentHashOf({ ...content, spend: { figures: [{ plan: 12 }] }, centres: [], installations: [] })).toBe(
    '8d2e68c31a88f552354e3a51bfa3e7e52c4c1f52983d5993c856c61a6c6b39b5',
  );
});
