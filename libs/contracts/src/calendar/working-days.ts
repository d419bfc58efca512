import { dayNumber, isoDate, monthDays, weekday } from './calendar.js';

const MONDAY = 0;
const FRIDAY = 4;
const SATURDAY = 5;

/** What proclamations changed: days that were added or moved to, and days that were moved away. */
const PROCLAIMED: readonly string[] = ['2020-05-08', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-08'];
const MOVED_AWAY: readonly string[] = ['2020-05-04', '2022-05-30'];

/** Easter Sunday, Gregorian calendar (the anonymous algorithm of 1876). */
function easter(year: number): number {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * correction + 114;
  return dayNumber(`${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`);
}

const firstMonday = (year: number, month: string): number => {
  const { first } = monthDays(`${year}-${month}`);
  return first + ((7 - weekday(first)) % 7);
};

const lastMonday = (year: number, month: string): number => {
  const { last } = monthDays(`${year}-${month}`);
  return last - weekday(last);
};

/** A holiday at a weekend moves to the next weekday that is not one already. */
function substituted(days: readonly number[]): number[] {
  const taken = new Set(days.filter((day) => weekday(day) < SATURDAY));
  for (const day of days.filter((one) => weekday(one) >= SATURDAY)) {
    let next = day;
    while (weekday(next) >= SATURDAY || taken.has(next)) next++;
    taken.add(next);
  }
  return [...taken];
}

function bankHolidaysOf(year: number): ReadonlySet<number> {
  const sunday = easter(year);
  const days = [
    ...substituted([dayNumber(`${year}-01-01`)]),
    sunday - 7 + 1 + FRIDAY,
    sunday + 1 + MONDAY,
    firstMonday(year, '05'),
    lastMonday(year, '05'),
    lastMonday(year, '08'),
    ...substituted([dayNumber(`${year}-12-25`), dayNumber(`${year}-12-26`)]),
    ...PROCLAIMED.filter((date) => date.startsWith(`${year}-`)).map(dayNumber),
  ];
  return new Set(days.filter((day) => !MOVED_AWAY.includes(isoDate(day))));
}

const known = new Map<number, ReadonlySet<number>>();

/** Whether a day (a day number) is neither a weekend nor a bank holiday of England. */
export function isWorkingDay(day: number): boolean {
  const year = Number(isoDate(day).slice(0, 4));
  const holidays = known.get(year) ?? bankHolidaysOf(year);
  known.set(year, holidays);
  return weekday(day) < SATURDAY && !holidays.has(day);
}

/** The nth working day in England after a day (a day number), as a day number. The first is 1. */
export function workingDayAfter(day: number, nth: number): number {
  let found = day;
  for (let passed = 0; passed < nth; ) if (isWorkingDay(++found)) passed++;
  return found;
}

/** The nth working day in England before a day (a day number), as a day number. The first is 1. */
export function workingDayBefore(day: number, nth: number): number {
  let found = day;
  for (let passed = 0; passed < nth; ) if (isWorkingDay(--found)) passed++;
  return found;
}

/** The nth working day of a month in England, as a day number. The first is 1. */
export function workingDayOfMonth(month: string, nth: number): number {
  return workingDayAfter(monthDays(month).first - 1, nth);
}
