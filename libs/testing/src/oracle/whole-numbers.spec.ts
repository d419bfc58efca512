import { penceOf, shareOfDay, shareOfDays, sumOfStated, totalOfStated, wholeNumber } from './whole-numbers.js';

describe('whole numbers', () => {
  it('reads the accepted spellings and refuses the others', () => {
    expect(['0', '1234', '1,234', '1,234.00', ' 12.0 '].map(wholeNumber)).toEqual([0, 1234, 1234, 1234, 12]);
    for (const text of ['', '-1', '1.5', '1e3', '12,34', '<5', '*']) expect(() => wholeNumber(text)).toThrow('not a whole number');
  });

  it('tells nothing stated from zero', () => {
    expect(sumOfStated([null, null])).toBeNull();
    expect(sumOfStated([null, 0])).toBe(0);
    expect(sumOfStated([3, null, 4])).toBe(7);
  });

  it('spreads a plan of 10 over a week of a 31-day month as worked out by hand', () => {
    // round(10 × d ÷ 31), halves up: d = 1…7 gives 0 1 1 1 2 2 2
    expect([1, 2, 3, 4, 5, 6, 7].map((day) => shareOfDay(10, day, 31))).toEqual([0, 1, 0, 0, 1, 0, 0]);
  });

  it('rounds a half up', () => {
    // 15 over 30 days: half a test a day
    expect([1, 2, 3, 4].map((day) => shareOfDay(15, day, 30))).toEqual([1, 0, 1, 0]);
  });

  it('loses nothing of a month', () => {
    for (const planned of [0, 1, 29, 997, 123_456]) {
      expect(sumOfStated(Array.from({ length: 28 }, (_, at) => shareOfDay(planned, at + 1, 28)))).toBe(planned);
    }
  });
});

describe('amounts', () => {
  it('reads the accepted spellings as whole pence and refuses the others', () => {
    expect(['0', '12', '1,234.5', '£1,234.50', '-12.07', '(12.00)', '-£0.01', '(£1,000)'].map(penceOf)).toEqual([0n, 1200n, 123_450n, 123_450n, -1207n, -1200n, -1n, -100_000n]);
    for (const text of ['', '1.234', '12,34.00', '(5', '5)', '£', 'nil', '1e3']) expect(() => penceOf(text)).toThrow('not an amount');
  });

  it('tells nothing stated from nil', () => {
    expect([totalOfStated([]), totalOfStated([null]), totalOfStated([null, 0n]), totalOfStated([5n, null, -7n])]).toEqual([null, null, 0n, -2n]);
  });

  it('shares an amount over runs of days without losing a penny', () => {
    // 1.00 over 30 days: 3.33 pence a day; after six days 20 pence, after 13 days 43 (43.3), after 15 days 50.
    expect([shareOfDays(100n, 1, 6, 30), shareOfDays(100n, 7, 13, 30), shareOfDays(100n, 14, 15, 30), shareOfDays(100n, 1, 30, 30)]).toEqual([20n, 23n, 7n, 100n]);
    // More than a double holds.
    expect(shareOfDays(9_007_199_254_740_993n, 1, 31, 31)).toBe(9_007_199_254_740_993n);
  });
});
