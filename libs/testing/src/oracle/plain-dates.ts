/** Calendar arithmetic of the oracle, on ISO texts and whole numbers only. */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const two = (value: number): string => String(value).padStart(2, '0');
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in a month `2024-08`. */
export function daysInMonth(month: string): number {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  const days = DAYS[number - 1];
  if (!year || !days) throw new RangeError(`not a month: ${month}`);
  return number === 2 && isLeap(year) ? 29 : days;
}

/** Every date of a month, first to last. */
export function datesOfMonth(month: string): string[] {
  return Array.from({ length: daysInMonth(month) }, (_, index) => `${month}-${two(index + 1)}`);
}

export function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number > 1 ? `${year}-${two(number - 1)}` : `${year - 1}-12`;
}

export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number < 12 ? `${year}-${two(number + 1)}` : `${year + 1}-01`;
}

export function dayBefore(date: string): string {
  const day = Number(date.slice(8));
  if (day > 1) return `${date.slice(0, 8)}${two(day - 1)}`;
  const month = monthBefore(date.slice(0, 7));
  return `${month}-${two(daysInMonth(month))}`;
}

/** Days from Monday 1 January of the year 1, which is day 1: a Sunday is a multiple of seven. */
export function dayNumber(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  let days = 365 * past + leaps + day;
  for (let number = 1; number < month; number++) days += daysInMonth(`${year}-${two(number)}`);
  return days;
}

export function isSunday(date: string): boolean {
  return dayNumber(date) % 7 === 0;
}

/** The date so many days later, or earlier where `days` is below 0. */
export function addDays(date: string, days: number): string {
  let month = date.slice(0, 7);
  let day = Number(date.slice(8)) + days;
  for (; day > daysInMonth(month); month = monthAfter(month)) day -= daysInMonth(month);
  while (day < 1) {
    month = monthBefore(month);
    day += daysInMonth(month);
  }
  return `${month}-${two(day)}`;
}

/** The Sunday on which the week of a date ends. */
export function sundayOf(date: string): string {
  return addDays(date, (7 - (dayNumber(date) % 7)) % 7);
}

/** The twelve months, April first, of the financial year that holds a month. */
export function financialYearOf(month: string): string[] {
  const year = Number(month.slice(0, 4)) - (month.slice(5) < '04' ? 1 : 0);
  return ['04', '05', '06', '07', '08', '09', '10', '11', '12', '01', '02', '03'].map((number) => `${number < '04' ? year + 1 : year}-${number}`);
}

/** The date in England at an ISO instant in UTC: an hour ahead from the last Sunday of March to that of October, 01:00 UTC. */
export function dateInEngland(instant: string): string {
  const date = instant.slice(0, 10);
  const changeOf = (month: string): string => {
    const last = `${date.slice(0, 4)}-${month}-31`;
    return `${addDays(last, -(dayNumber(last) % 7))}T01`;
  };
  const isSummer = instant >= changeOf('03') && instant < changeOf('10');
  return isSummer && instant.slice(11, 13) === '23' ? addDays(date, 1) : date;
}

/** The seven dates of the week that ends on `sunday`, Monday first. */
export function datesOfWeek(sunday: string): string[] {
  const dates = [sunday];
  while (dates.length < 7) dates.unshift(dayBefore(dates[0] ?? sunday));
  return dates;
}

/** `2024-08` from `2024-08`, `2024-08-01`, `Aug-24` or `August 2024`. */
export function monthFromText(text: string): string {
  const iso = /^(\d{4}-\d{2})(-01)?$/.exec(text);
  if (iso?.[1]) return iso[1];
  const named = /^([A-Za-z]{3})[a-z]*[- ](\d{2}|\d{4})$/.exec(text);
  const number = MONTHS.indexOf((named?.[1] ?? '').toLowerCase()) + 1;
  if (!named?.[2] || number === 0) throw new RangeError(`not a month: ${text}`);
  return `${named[2].padStart(4, '20')}-${two(number)}`;
}
