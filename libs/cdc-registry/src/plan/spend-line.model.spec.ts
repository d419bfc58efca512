import { expect, it } from '@jest/globals';
import { BUDGET_LINES, SPEND_KINDS } from '@cdc/contracts';
import { spendItem, spendItemOf, spendLineOf } from './spend-line.model.js';

it('gives every kind and line a number of its own and finds them again', () => {
  const items = SPEND_KINDS.flatMap((kind, k) =>
    BUDGET_LINES.map(({ code }, l) => {
      expect(spendLineOf(spendItem(k, l))).toEqual({ kind, line: code });
      expect(spendItemOf({ kind, line: code })).toBe(spendItem(k, l));
      return spendItem(k, l);
    }),
  );
  expect(new Set(items).size).toBe(SPEND_KINDS.length * BUDGET_LINES.length);
});

it('knows no others', () => {
  expect(() => spendItemOf({ kind: 'capital', line: 'PARKING' })).toThrow(RangeError);
  expect(() => spendLineOf(SPEND_KINDS.length * BUDGET_LINES.length)).toThrow(RangeError);
});
