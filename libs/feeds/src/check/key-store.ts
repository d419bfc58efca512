import { type CodeList } from '../columns/code-list.js';
import { type Layout } from '../feeds/feed.model.js';
import { CentreDayTestKeys, type DuplicateKeys, TextKeys } from './duplicate-keys.js';

/** The cheapest memory of keys for a layout: by number for a centre, a date or month and a test; else by text. */
export function keyStoreFor(layout: Layout, lists: readonly (CodeList | null)[]): DuplicateKeys {
  const indexes = layout.key.map((name) => layout.columnIndex(name));
  const find = (test: (index: number) => boolean): number | undefined => indexes.find(test);
  const centre = find((index) => layout.columns[index]?.list === 'cdcs');
  const test = find((index) => layout.columns[index]?.list === 'tests');
  const day = find((index) => ['date', 'month'].includes(layout.columns[index]?.type ?? ''));
  if (indexes.length !== 3 || centre === undefined || test === undefined || day === undefined)
    return new TextKeys(indexes);
  return new CentreDayTestKeys(centre, day, test, lists[test]?.limit ?? 0);
}
