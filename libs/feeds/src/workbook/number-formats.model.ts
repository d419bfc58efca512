/** The numbers of the formats that every workbook has and that show a day of the calendar. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58]);

/** What a format shows literally: quoted text, escaped characters, the widths of characters, and what stands in brackets but lengths of time. */
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** Whether a number in this format is shown as a day of the calendar. Times and lengths of time are not. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.has(id);
  const [positive = ''] = code.replace(LITERALS, '').split(';');
  return /[yd]/i.test(positive) || (/m/i.test(positive) && !/[hs]/i.test(positive));
}
