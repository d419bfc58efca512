import { dayNumber, isIsoMonth, isoDate } from '@cdc/contracts';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1-12 for a name or its first three letters (and `sept`), else undefined. */
export function monthNumber(name: string): number | undefined {
  const folded = name.toLowerCase();
  const index = MONTHS.findIndex(
    (month) => month === folded || month.slice(0, 3) === folded || (folded === 'sept' && month === 'september'),
  );
  return index < 0 ? undefined : index + 1;
}

/** Two digits are a year of this century. */
export function fullYear(digits: string): number {
  return Number(digits) + (digits.length === 2 ? 2000 : 0);
}

/** The ISO month of `2024-08`, `2024-08-01`, `Aug-24`, `Aug 2024`, `August 2024` or `DM01-AUG-2024`, or undefined. */
export function monthOfText(text: string): string | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4}-\d{2})(?:-01)?$/.exec(trimmed)?.[1];
  if (iso !== undefined) return isIsoMonth(iso) ? iso : undefined;
  const found = /^(?:DM01-)?([a-z]+)[ -](\d{4}|\d{2})$/i.exec(trimmed);
  const month = monthNumber(found?.[1] ?? '');
  if (!found || month === undefined) return undefined;
  return `${fullYear(found[2] ?? '')}-${String(month).padStart(2, '0')}`;
}

/** The ISO date of `10th October 2024` or `10 October 2024`, or undefined. */
export function dateOfWords(text: string): string | undefined {
  const found = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]+) (\d{4})$/i.exec(text.trim());
  const month = monthNumber(found?.[2] ?? '');
  if (!found || month === undefined) return undefined;
  const iso = `${found[3]}-${String(month).padStart(2, '0')}-${(found[1] ?? '').padStart(2, '0')}`;
  return isoDate(dayNumber(iso)) === iso ? iso : undefined;
}
