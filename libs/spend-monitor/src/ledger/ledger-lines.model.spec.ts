import { describe, expect, it } from '@jest/globals';
import { type LedgerRow } from '@cdc/feeds';
import { lineCounts, saysTheSame } from './ledger-lines.model.js';
import { identified } from './line-fingerprints.js';
import { postedCells, type PostedDay } from './posted-cells.model.js';

const row = (more: Partial<LedgerRow> = {}): LedgerRow => ({
  rowNumber: 2, entity: 'RQM', period: '2020-06', day: 18_400, amountPence: 1_000, expenseType: 'T', expenseArea: 'A', supplier: 'S', reference: '1', kind: null, cdcCode: null, line: null, ...more,
});
const counts = (before: readonly LedgerRow[], stated: readonly LedgerRow[]) => lineCounts(identified(before), identified(stated));

describe('lines of a ledger', () => {
  it('are the same wherever they stand, and differ in anything that they say', () => {
    const [first] = identified([row()]);
    expect(identified([row({ rowNumber: 9, entity: null, period: null })])[0]?.fingerprint).toBe(first?.fingerprint);
    const others = [row({ day: 18_401 }), row({ amountPence: -1_000 }), row({ expenseType: null }), row({ supplier: 'R' }), row({ reference: '2' }), row({ kind: 'capital' }), row({ cdcCode: 'X' }), row({ line: 'DIGITAL' })];
    expect(new Set([row(), ...others].map((one) => identified([one])[0]?.fingerprint)).size).toBe(9);
  });

  it('are numbered where they are the same', () => {
    expect(identified([row(), row({ amountPence: 1 }), row()]).map(({ occurrence }) => occurrence)).toEqual([1, 1, 2]);
  });

  it('are counted against the ledger before', () => {
    expect(counts([], [row(), row()])).toEqual({ new: 2, changed: 0, unchanged: 0 });
    expect(counts([row(), row()], [row(), row(), row()])).toEqual({ new: 1, changed: 0, unchanged: 2 });
    expect(counts([row()], [row({ amountPence: 2 }), row({ amountPence: 3 })])).toEqual({ new: 1, changed: 1, unchanged: 0 });
    expect(counts([row({ reference: null })], [row({ reference: null, amountPence: 2 })])).toEqual({ new: 1, changed: 0, unchanged: 0 });
  });

  it('say the same only when none went', () => {
    const both = identified([row(), row()]);
    expect(saysTheSame(both, counts([row(), row()], [row(), row()]))).toBe(true);
    expect(saysTheSame(both, counts([row(), row()], [row()]))).toBe(false);
    expect(saysTheSame([], counts([], [row()]))).toBe(false);
  });
});

describe('posted cells', () => {
  const day = (date: string, more: Partial<PostedDay> = {}): PostedDay => ({ cdcCode: null, kind: null, line: null, date, amountPence: 10, lines: 1, ...more });

  it('add days up to the weeks that end on Sundays, and keep centres, kinds and lines apart', () => {
    const cells = postedCells([day('2020-06-01'), day('2020-06-07', { amountPence: -3, lines: 2 }), day('2020-06-08'), day('2020-06-01', { kind: 'capital' })]);
    expect(cells.map(({ kind, weekEnding, amountPence, lines }) => [kind, weekEnding, amountPence, lines])).toEqual([
      ['capital', '2020-06-07', 10, 1],
      [null, '2020-06-07', 7, 3],
      [null, '2020-06-14', 10, 1],
    ]);
  });

  it('are never rounded', () => {
    expect(() => postedCells([day('2020-06-01', { amountPence: Number.MAX_SAFE_INTEGER }), day('2020-06-02')])).toThrow(RangeError);
  });
});
