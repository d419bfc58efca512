import * as fc from 'fast-check';
import { activityDailyFeed } from '../feeds/activity.feed.js';
import { type Layout, type Row } from '../feeds/feed.model.js';
import { CentreDayTestKeys } from './duplicate-keys.js';

const [layout] = activityDailyFeed.layouts;

function rowOf(keys: readonly number[], rowNumber: number, of: Layout | undefined = layout): Row {
  if (!of) throw new Error('the daily feed has no layout');
  return { layout: of, rowNumber, number: (column) => keys[column] ?? 0, text: () => null, value: () => null };
}

describe('CentreDayTestKeys', () => {
  it('finds the first row with a key, as a map of texts does', () => {
    const key = fc.tuple(
      fc.constantFrom(1, 700, 12_000),
      fc.constantFrom(-5, 19_000, 19_001),
      fc.constantFrom(0, 30, 31),
    );
    fc.assert(
      fc.property(fc.array(key, { minLength: 60, maxLength: 100 }), (list) => {
        const keys = new CentreDayTestKeys(0, 1, 2, 32);
        const first = new Map<string, number>();
        list.forEach((parts, index) => {
          const name = parts.join('/');
          expect(keys.earlierRow(rowOf(parts, index + 2))).toBe(first.get(name) ?? 0);
          if (!first.has(name)) first.set(name, index + 2);
        });
      }),
    );
  });

  it('remembers every key while pages grow', () => {
    const keys = new CentreDayTestKeys(0, 1, 2, 32);
    const all = Array.from({ length: 5000 }, (_, index) => [index % 50, 19_000 + Math.floor(index / 50), index % 32]);
    expect(all.filter((parts, index) => keys.earlierRow(rowOf(parts, index + 1)) !== 0)).toEqual([]);
    expect(all.map((parts) => keys.earlierRow(rowOf(parts, 9_999)))).toEqual(all.map((_, index) => index + 1));
  });
});
