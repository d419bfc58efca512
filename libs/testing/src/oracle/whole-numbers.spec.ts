import { shareOfDay, sumOfStated, wholeNumber } from './whole-numbers.js';

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
