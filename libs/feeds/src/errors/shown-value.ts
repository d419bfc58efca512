const MAX_SHOWN = 40;

/** Ten digits as an NHS number is written, an address for mail, or a postcode. */
const PERSONAL = /(?:\d[ -]?){9}\d|@|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i;

/** A cell's text as it may be shown back: short, and null where it may be personal. */
export function shownValue(text: string): string | null {
  if (text === '' || PERSONAL.test(text)) return null;
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
