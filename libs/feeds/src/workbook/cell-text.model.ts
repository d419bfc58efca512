const DAY_MS = 86_400_000;
const SECONDS_A_DAY = 86_400;

/** The first day of the calendars that count days from 1900 and from 1904. */
const DAY_0_OF_1900 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);

/** The calendar of 1900 counts a 29 February 1900 that never was; days before it are one further. */
const FALSE_LEAP_DAY = 60;
const LAST_DAY = 2_958_465;

const SHOWN_DIGITS = 15;
const PLAIN_WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;
const ESCAPED_UNIT = /_x([0-9a-f]{4})_/gi;

/** A stored number as the sheet shows it: 15 digits that count, so that 0.1 + 0.2 is 0.3, in plain notation; 12.0 is 12. */
export function shownNumber(stored: string): string {
  if (PLAIN_WHOLE.test(stored)) return stored;
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const shown = String(Number(value.toPrecision(SHOWN_DIGITS)));
  return /^-?\d(?:\.\d+)?e-\d+$/.test(shown) ? Number(shown).toFixed(20).replace(/0+$/, '') : shown;
}

/**
 * A stored date as `2024-08-04`, with its time where it has one: `2024-08-04 14:30:00`. Days are counted, so no time zone comes into it.
 * What is no date of the calendar stays the number that it is.
 */
export function shownDate(stored: string, is1904: boolean): string {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value) || value < 0 || value >= LAST_DAY + 1) return shownNumber(stored);
  const seconds = Math.round(value * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const time = seconds % SECONDS_A_DAY;
  const date = dateOf(day, is1904);
  return time === 0 ? date : `${date} ${new Date(time * 1000).toISOString().slice(11, 19)}`;
}

function dateOf(day: number, is1904: boolean): string {
  if (is1904) return isoDay(DAY_0_OF_1904 + day * DAY_MS);
  if (day === FALSE_LEAP_DAY) return '1900-02-29';
  return isoDay(DAY_0_OF_1900 + (day < FALSE_LEAP_DAY ? day + 1 : day) * DAY_MS);
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** A date that the file holds as text (`2024-08-04T00:00:00`), in the form of {@link shownDate}. */
export function shownIsoDate(stored: string): string {
  return stored.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
}

/** Workbooks write characters that XML has not as `_x000D_`. */
export function unescapedText(stored: string): string {
  return stored.includes('_x') ? stored.replace(ESCAPED_UNIT, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16))) : stored;
}
