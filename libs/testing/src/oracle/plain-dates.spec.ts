import { datesOfMonth, datesOfWeek, dayBefore, daysInMonth, isSunday, monthAfter, monthBefore, monthFromText } from './plain-dates.js';

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

  it('reads a month in each spelling', () => {
    expect(['2024-08', '2024-08-01', 'Aug-24', 'August 2024', 'aug 2024'].map(monthFromText)).toEqual(Array(5).fill('2024-08'));
    expect(() => monthFromText('2024-08-02')).toThrow('not a month');
  });
});
