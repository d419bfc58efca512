import { describe, expect, it } from '@jest/globals';
import { cellChanges, percentChange } from './change.model.js';
import { compareFacts, compareList } from './stated-list.model.js';

interface Order {
  readonly name: string;
  readonly ordered: number | null;
  readonly open: boolean;
}

const COLUMNS = { ordered: 'ordered_pounds', open: 'is_open' } as const;
const order = (name: string, ordered: number | null, open = true): Order => ({ name, ordered, open });

describe('what a row changes', () => {
  it('is every compared fact that is not as it was, by its column, and never a first value', () => {
    const place = { row: 7, key: { po: 'A' } };
    expect(cellChanges(place, order('A', 10), order('B', null, false), COLUMNS)).toEqual([
      { ...place, kind: 'changed', column: 'ordered_pounds', old: 10, new: null },
      { ...place, kind: 'changed', column: 'is_open', old: true, new: false },
    ]);
    expect([cellChanges(place, order('A', 10), order('B', 10), COLUMNS), cellChanges(place, undefined, order('A', 1), COLUMNS)]).toEqual([[], []]);
  });

  it.each([
    [200, 130, -35],
    [3, 4, 33.3],
    [-50, -25, 50],
    [10, 10, 0],
    [0, 5, null],
    [null, 5, null],
    [5, null, null],
    ['5', '6', null],
  ] as const)('is told in percent of a number that was not 0: %p to %p', (old, now, percent) => expect(percentChange(old, now)).toBe(percent));
});

describe('a list', () => {
  const before = new Map([
    ['A', order('A', 1)],
    ['B', order('B', 2)],
  ]);
  const stated = [order('A', 1), order('B', 3), order('C', 4)].map((facts, at) => ({ name: facts.name, place: { row: at + 2, key: { po: facts.name } }, facts }));

  it('tells rows that are new, changed and unchanged', () => {
    const { diff, statement } = compareList(before, stated, COLUMNS);
    expect([...statement.cells]).toEqual([
      ['A', 'unchanged'],
      ['B', 'changed'],
      ['C', 'new'],
    ]);
    expect(diff).toEqual({ changes: [{ kind: 'changed', row: 3, key: { po: 'B' }, column: 'ordered_pounds', old: 2, new: 3 }], dropped: 0 });
  });

  it('gives each fact that a row fills a name of its own', () => {
    const { statement } = compareFacts(before, stated.map((one) => ({ ...one, fills: ['ordered'] as const })), COLUMNS);
    expect([...statement.cells]).toEqual([
      ['A ordered', 'unchanged'],
      ['B ordered', 'changed'],
      ['C ordered', 'new'],
    ]);
  });
});
