import { dayNumber, isoDate } from './calendar.js';
import { isWorkingDay, workingDayOfMonth } from './working-days.js';

/** As published on GOV.UK for England and Wales. */
const PUBLISHED: Readonly<Record<number, string>> = {
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
};

it.each(Object.entries(PUBLISHED))('%s has the bank holidays that were published', (year, published) => {
  const holidays: string[] = [];
  for (let day = dayNumber(`${year}-01-01`); day <= dayNumber(`${year}-12-31`); day++) {
    const isWeekend = [0, 6].includes(new Date(day * 86_400_000).getUTCDay());
    if (!isWeekend && !isWorkingDay(day)) holidays.push(isoDate(day).slice(5));
    if (isWeekend) expect(isWorkingDay(day)).toBe(false);
  }
  expect(holidays.join(' ')).toBe(published);
});

it.each([
  ['2022-11', 1, '2022-11-01'],
  ['2022-11', 10, '2022-11-14'],
  // Two bank holidays of June and the Easter of April lie before the tenth working day.
  ['2022-06', 10, '2022-06-16'],
  ['2022-04', 10, '2022-04-14'],
  ['2023-04', 10, '2023-04-18'],
  ['2022-10', 1, '2022-10-03'],
])('working day %2$s of %1$s', (month, nth, date) => {
  expect(isoDate(workingDayOfMonth(month, nth))).toBe(date);
});
