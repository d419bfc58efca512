import fc from 'fast-check';
import { dayNumber, isoDate, monthDays, monthOf, weekEnding } from './calendar.js';
import { financialYearMonths, monthsTouched, plannedInDays, plannedInWeek, plannedOnDay } from './plan-phasing.js';

const days = (month: string): number[] => {
  const { first, last } = monthDays(month);
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
};
const anyMonth = fc.tuple(fc.integer({ min: 2019, max: 2040 }), fc.integer({ min: 1, max: 12 })).map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

describe('the plan of a day', () => {
  it.each([
    // 31 days: 31 gives one each day; 62 two; 1 falls on the day at which half of it is passed, the 16th.
    ['2024-08', 31, Array<number>(31).fill(1)],
    ['2024-08', 62, Array<number>(31).fill(2)],
    ['2024-08', 1, Array.from({ length: 31 }, (_, n) => (n === 15 ? 1 : 0))],
    ['2024-09', 15, Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? 1 : 0))],
    ['2024-09', 0, Array<number>(30).fill(0)],
  ])('in %s with %i planned', (month, planned, expected) => {
    expect(days(month).map((day) => plannedOnDay(planned, day))).toEqual(expected);
  });

  it('adds up to the month to the unit, and lies within one of an even share', () => {
    fc.assert(
      fc.property(anyMonth, fc.nat(2_000_000), (month, planned) => {
        const each = days(month).map((day) => plannedOnDay(planned, day));
        expect(each.reduce((sum, one) => sum + one, 0)).toBe(planned);
        for (const one of each) expect(Math.abs(one - planned / each.length)).toBeLessThan(1);
      }),
    );
  });
});

describe('the plan of a week', () => {
  it('is the sum of its seven days, also across two months', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2040-01-01') }), fc.nat(100_000), fc.nat(100_000), (day, even, odd) => {
        const plan = (month: string): number => (Number(month.slice(5)) % 2 === 0 ? even : odd);
        const sunday = weekEnding(day);
        let sum = 0;
        for (let one = sunday - 6; one <= sunday; one++) sum += plannedOnDay(plan(isoDate(one).slice(0, 7)), one);
        expect(plannedInWeek(plan, sunday)).toBe(sum);
      }),
    );
  });

  it('counts the days of the months that have a plan, and is unknown when none has', () => {
    const sunday = dayNumber('2024-08-04');
    expect(plannedInWeek((month) => (month === '2024-08' ? 31 : undefined), sunday)).toBe(4);
    expect(plannedInWeek(() => undefined, sunday)).toBeUndefined();
    expect(plannedInWeek(() => 0, sunday)).toBe(0);
  });

  it('gives a year of weeks that add up to its days', () => {
    let byWeek = 0;
    let byDay = 0;
    for (let sunday = dayNumber('2024-04-07'); sunday <= dayNumber('2025-03-30'); sunday += 7) {
      byWeek += plannedInWeek((month) => Number(month.slice(5)) * 101, sunday) ?? 0;
      for (let day = sunday - 6; day <= sunday; day++) byDay += plannedOnDay(Number(monthOf(day).slice(5)) * 101, day);
    }
    expect(byWeek).toBe(byDay);
  });
});

describe('the plan of consecutive days', () => {
  it('is the sum of the days, from any day to any other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 22_000 }), fc.nat(120), fc.nat(10_000_000), (first, length, planned) => {
        const plan = (month: string): number | undefined => (month.endsWith('-07') ? undefined : planned + Number(month.slice(5)));
        let sum: number | undefined;
        for (let day = first; day <= first + length; day++) {
          const one = plan(monthOf(day));
          if (one !== undefined) sum = (sum ?? 0) + plannedOnDay(one, day);
        }
        expect(plannedInDays(plan, first, first + length)).toBe(sum);
      }),
    );
  });

  it('holds pence of a billion exactly', () => {
    const { first, last } = monthDays('2022-11');
    expect(plannedInDays(() => 112_700_000_001, first, last)).toBe(112_700_000_001);
  });
});

it('names the months that days touch, and those of a financial year', () => {
  expect(monthsTouched(dayNumber('2022-03-28'), dayNumber('2022-04-03'))).toEqual(['2022-03', '2022-04']);
  expect(monthsTouched(dayNumber('2022-12-31'), dayNumber('2023-02-01'))).toEqual(['2022-12', '2023-01', '2023-02']);
  expect(financialYearMonths('2023-03')).toEqual(financialYearMonths('2022-04-01'));
  expect(financialYearMonths('2022-12-25').join(' ')).toBe(
    '2022-04 2022-05 2022-06 2022-07 2022-08 2022-09 2022-10 2022-11 2022-12 2023-01 2023-02 2023-03',
  );
});
