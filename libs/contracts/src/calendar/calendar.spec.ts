import fc from 'fast-check';
import { dayNumber, financialYear, isIsoDate, isIsoMonth, isoDate, londonDate, monthDays, monthOf, weekEnding, weekday } from './calendar.js';

/** Any day between 1600 and 2400, as milliseconds and as day number. */
const anyDay = fc.integer({ min: Date.UTC(1600, 0, 1) / 86_400_000, max: Date.UTC(2400, 0, 1) / 86_400_000 });

describe('day numbers', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2024-08-04', 19_939],
  ])('%s is day %i', (date, day) => {
    expect([dayNumber(date), isoDate(day)]).toEqual([day, date]);
  });

  it('come back as the same date', () => {
    fc.assert(fc.property(anyDay, (day) => dayNumber(isoDate(day)) === day));
  });
});

describe('what is a date', () => {
  it.each(['2024-02-29', '2000-02-29', '2024-12-31'])('%s is', (text) => expect(isIsoDate(text)).toBe(true));
  it.each(['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-01', '2024-04-31', '2024-4-1', '04/08/2024', '2024-08-04T00:00:00Z', ''])('%j is not', (text) => expect(isIsoDate(text)).toBe(false));
  it.each([
    ['2024-08', true],
    ['2024-12', true],
    ['2024-13', false],
    ['2024-00', false],
    ['2024-8', false],
    ['2024-08-01', false],
  ])('%s as a month: %s', (text, is) => expect(isIsoMonth(text)).toBe(is));
});

describe('a reporting week', () => {
  it.each([
    ['2024-07-29', '2024-08-04'],
    ['2024-08-03', '2024-08-04'],
    ['2024-08-04', '2024-08-04'],
    ['2024-08-05', '2024-08-11'],
    ['2024-12-30', '2025-01-05'],
    ['2024-02-26', '2024-03-03'],
    ['1969-12-31', '1970-01-04'],
  ])('of %s ends on %s', (date, sunday) => expect(isoDate(weekEnding(dayNumber(date)))).toBe(sunday));

  it('ends on the Sunday of the runtime’s own calendar, at most six days on', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const sunday = weekEnding(day);
        expect([new Date(sunday * 86_400_000).getUTCDay(), sunday >= day, sunday - day < 7]).toEqual([0, true, true]);
        expect((weekday(day) + 1) % 7).toBe(new Date(day * 86_400_000).getUTCDay());
      }),
    );
  });

  it.each([
    // Counted from a printed calendar: the Sundays from April to March.
    ['2022-04-01', '2023-03-31', 52],
    ['2023-04-01', '2024-03-31', 53],
    ['2024-04-01', '2025-03-31', 52],
    ['2028-04-01', '2029-03-31', 52],
    ['2029-04-01', '2030-03-31', 53],
  ])('the year from %s to %s has %s of', (first, last, weeks) => {
    let sundays = 0;
    for (let day = dayNumber(first); day <= dayNumber(last); day++) if (weekEnding(day) === day) sundays++;
    expect(sundays).toBe(weeks);
  });
});

describe('a month', () => {
  it.each([
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2100-02', '2100-02-01', '2100-02-28'],
    ['2024-12', '2024-12-01', '2024-12-31'],
    ['2024-09', '2024-09-01', '2024-09-30'],
  ])('%s is from %s to %s', (month, first, last) => {
    const days = monthDays(month);
    expect([isoDate(days.first), isoDate(days.last)]).toEqual([first, last]);
  });

  it('holds exactly the days that say so', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { first, last } = monthDays(monthOf(day));
        expect(first <= day && day <= last).toBe(true);
        expect([monthOf(first - 1) === monthOf(day), monthOf(last + 1) === monthOf(day)]).toEqual([false, false]);
      }),
    );
  });
});

describe('a financial year', () => {
  it.each([
    ['2024-03-31', '2023/24'],
    ['2024-04-01', '2024/25'],
    ['2024-12', '2024/25'],
    ['2025-01', '2024/25'],
    ['2099-04', '2099/00'],
    ['2009-05', '2009/10'],
  ])('of %s is %s', (date, year) => expect(financialYear(date)).toBe(year));
});

describe('the date in England', () => {
  it.each([
    // In summer the day changes an hour before UTC's.
    ['2024-07-31T22:59:59Z', '2024-07-31'],
    ['2024-07-31T23:00:00Z', '2024-08-01'],
    ['2024-12-31T23:59:59Z', '2024-12-31'],
    ['2025-01-01T00:00:00Z', '2025-01-01'],
    // Clocks go forward at 01:00 on 31 March 2024 and back at 02:00 on 27 October 2024.
    ['2024-03-30T23:59:59Z', '2024-03-30'],
    ['2024-03-31T00:00:00Z', '2024-03-31'],
    ['2024-03-31T22:59:59Z', '2024-03-31'],
    ['2024-03-31T23:00:00Z', '2024-04-01'],
    ['2024-10-26T23:00:00Z', '2024-10-27'],
    ['2024-10-27T23:00:00Z', '2024-10-27'],
    ['2024-10-28T00:00:00Z', '2024-10-28'],
  ])('at %s is %s', (instant, date) => expect(londonDate(new Date(instant))).toBe(date));
});
