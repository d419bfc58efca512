import { describe, expect, it } from '@jest/globals';
import { type CellChange } from '../change/change.model.js';
import { restatementWarnings } from './warning.model.js';

const flips = (rows: number, old: CellChange['old'] = true): CellChange[] =>
  Array.from({ length: rows }, (_, at) => ({ kind: 'changed', row: at + 2, key: { cdc_code: `C${at}` }, column: 'temporary', old, new: false }));
const asked = (feed: Parameters<typeof restatementWarnings>[0], changes: CellChange[], unchanged: number, dropped = 0) =>
  restatementWarnings(feed, { changed: changes.length, unchanged, diff: { changes, dropped } });

describe('a mass change', () => {
  it('names the column, how many rows of how many, and the first of them', () => {
    const [warning, ...more] = asked('cdc-register', flips(77), 93);
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ severity: 'warning', code: 'MASS_CHANGE', column: 'temporary', row: 2 });
    expect(warning?.message).toBe('"temporary" changes in 77 of the 170 rows that were there before (45%), first from yes to "no" for C0.'.replace('"no"', 'no'));
  });

  it.each([
    ['9 rows of 9', 9, 0, []],
    ['10 rows of 50', 10, 40, ['MASS_CHANGE']],
    ['10 rows of 51', 10, 41, []],
  ] as const)('is 10 rows and a fifth of those that were there: %s', (_what, changed, unchanged, codes) => {
    expect(asked('organisations', flips(changed), unchanged).map(({ code }) => code)).toEqual(codes);
  });

  it('is not asked about when cells are filled that were empty, nor in a feed whose figures move', () => {
    expect(asked('cdc-register', flips(77, null), 0)).toEqual([]);
    expect(asked('activity-daily', flips(77), 0)).toEqual([]);
  });
});

describe('what is left out', () => {
  it.each([
    [4, 0, []],
    [5, 20, ['DROPPED']],
    [5, 21, []],
    [100, 0, ['DROPPED']],
  ] as const)('is asked about from 5 rows and a fifth of those before: %i of them, %i kept', (dropped, unchanged, codes) => {
    const found = asked('ledger', [], unchanged, dropped);
    expect(found.map(({ code }) => code)).toEqual(codes);
    if (codes.length > 0) expect(found[0]?.message).toContain(`${dropped} of the ${dropped + unchanged} rows`);
  });
});
