import {
  addDays, dateInEngland, datesOfMonth, datesOfWeek, dayBefore, dayNumber, daysInMonth, financialYearOf, isSunday, monthAfter, monthBefore, monthFromText, sundayOf,
} from './plain-dates.js';

describe('plain dates', () => {
  it('counts the days of a month', () => {
    expect(['2024-02', '2025-02', '1900-02', '2000-02', '2024-04', '2024-12'].map(daysInMonth)).toEqual([29, 28, 28, 29, 30, 31]);
    expect(() => daysInMonth('2024-13')).toThrow('not a month');
  });

  it('knows the Sundays of wall calendars', () => {
    expect(['2024-08-04', '2024-12-29', '2025-03-30', '2025-07-27', '2000-01-02', '2024-03-03'].every(isSunday)).toBe(true);
    expect(['2024-08-03', '2024-08-05', '2025-01-01', '2024-02-29'].some(isSunday)).toBe(false);
  });

  it('steps over months and years', () => {
    expect(dayBefore('2024-03-01')).toBe('2024-02-29');
    expect(dayBefore('2025-01-01')).toBe('2024-12-31');
    expect([monthBefore('2025-01'), monthAfter('2024-12'), monthAfter('2024-08')]).toEqual(['2024-12', '2025-01', '2024-09']);
    expect(datesOfWeek('2025-01-05')).toEqual(['2024-12-30', '2024-12-31', '2025-01-01', '2025-01-02', '2025-01-03', '2025-01-04', '2025-01-05']);
    expect(datesOfMonth('2025-02')).toHaveLength(28);
    expect(datesOfMonth('2025-02')[27]).toBe('2025-02-28');
  });

  it('counts days and finds the Sunday of a week', () => {
    expect(dayNumber('2025-03-01') - dayNumber('2024-02-28')).toBe(367);
    expect([addDays('2024-02-28', 2), addDays('2025-01-01', -1), addDays('2024-12-31', 60), addDays('2025-03-01', -366)]).toEqual(['2024-03-01', '2024-12-31', '2025-03-01', '2024-02-29']);
    expect(['2025-03-31', '2025-04-06', '2025-04-07'].map(sundayOf)).toEqual(['2025-04-06', '2025-04-06', '2025-04-13']);
  });

  it('knows the financial year and the clock of England', () => {
    expect([financialYearOf('2025-03'), financialYearOf('2025-04')].map((months) => [months[0], months[9], months.length])).toEqual([['2024-04', '2025-01', 12], ['2025-04', '2026-01', 12]]);
    // Clocks went forward on 30 March 2025 and back on 26 October 2025, at 01:00 UTC.
    const instants = ['2025-03-29T23:30:00Z', '2025-03-30T23:00:00Z', '2025-06-30T22:59:59Z', '2025-10-25T23:10:00Z', '2025-10-26T23:10:00Z'];
    expect(instants.map(dateInEngland)).toEqual(['2025-03-29', '2025-03-31', '2025-06-30', '2025-10-26', '2025-10-26']);
  });

  it('reads a month in each spelling', () => {
    expect(['2024-08', '2024-08-01', 'Aug-24', 'August 2024', 'aug 2024'].map(monthFromText)).toEqual(Array(5).fill('2024-08'));
    expect(() => monthFromText('2024-08-02')).toThrow('not a month');
  });
});
