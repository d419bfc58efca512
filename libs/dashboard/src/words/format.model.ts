import { dayNumber } from '@cdc/contracts';

const MINUS = '\u2212';
const LONDON = 'Europe/London';

const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const longDate = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const plainDate = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const shortMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });
const monthName = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const dayInLondon = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDayInLondon = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, day: 'numeric', month: 'long', year: 'numeric' });
const clockInLondon = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });

const DAY_MS = 86_400_000;

/** 62,400; a negative number has a real minus. */
export function formatCount(value: number): string {
  return value < 0 ? `${MINUS}${counts.format(-value)}` : counts.format(value);
}

/** +1,200, −32, 0: for columns that show a difference. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${counts.format(value)}` : formatCount(value);
}

/** A whole percentage of `whole`, or null where there is nothing to compare with. A share that rounds to nothing is "under 1%". */
export function formatPercent(part: number, whole: number): string | null {
  if (whole === 0) return null;
  const percent = Math.round((100 * Math.abs(part)) / Math.abs(whole));
  return percent === 0 && part !== 0 ? 'under 1%' : `${counts.format(percent)}%`;
}

/** −14%, +3%, 0%: for columns that show a difference beside it. */
export function formatSignedPercent(part: number, whole: number): string | null {
  const share = formatPercent(part, whole);
  if (share === null || part === 0) return share;
  return share === 'under 1%' ? share : `${part < 0 ? MINUS : '+'}${share}`;
}

/** "1 file", "2 files". */
export function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Friday 18 November 2022 */
export function formatLongDate(isoDate: string): string {
  return withoutComma(longDate.format(dayNumber(isoDate) * DAY_MS));
}

/** 18 November 2022 */
export function formatDate(isoDate: string): string {
  return plainDate.format(dayNumber(isoDate) * DAY_MS);
}

/** 18 Nov 2022: for columns and axes. September has four letters in British English and would not line up. */
export function formatShortDate(isoDate: string): string {
  return shortDate.format(dayNumber(isoDate) * DAY_MS).replace('Sept', 'Sep');
}

/** 18 Nov: where the year is plain from what stands beside it. */
export function formatDayMonth(isoDate: string): string {
  return dayAndMonth.format(dayNumber(isoDate) * DAY_MS).replace('Sept', 'Sep');
}

/** Nov 2022, of a day number. */
export function formatShortMonth(day: number): string {
  return shortMonth.format(day * DAY_MS).replace('Sept', 'Sep');
}

/** August 2024 */
export function formatMonth(isoMonth: string): string {
  return monthName.format(dayNumber(`${isoMonth}-01`) * DAY_MS);
}

/** 2:32pm, 5pm, midnight, midday: the time in England. */
export function formatTime(instant: string): string {
  const [hourText = '0', minutes = '00'] = clockInLondon.format(new Date(instant)).split(':');
  const hour = Number(hourText);
  if (minutes === '00' && hour % 12 === 0) return hour === 0 ? 'midnight' : 'midday';
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes === '00' ? '' : `:${minutes}`}${hour < 12 ? 'am' : 'pm'}`;
}

/** 2:32pm on Friday 18 November 2022 */
export function formatInstant(instant: string): string {
  return `${formatTime(instant)} on ${withoutComma(dayInLondon.format(new Date(instant)))}`;
}

/** 18 November 2022, 2:32pm */
export function formatShortInstant(instant: string): string {
  return `${shortDayInLondon.format(new Date(instant))}, ${formatTime(instant)}`;
}

/** 412KB, 1.2MB: units of 1,000 bytes, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${formatCount(bytes)} bytes`;
  if (bytes < 1_000_000) return `${formatCount(Math.round(bytes / 1_000))}KB`;
  return `${(bytes / 1_000_000).toFixed(1)}MB`;
}

function withoutComma(text: string): string {
  return text.replace(',', '');
}
