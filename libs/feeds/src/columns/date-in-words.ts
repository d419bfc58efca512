const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY_MS = 86_400_000;

/** A day number for people: `4 August 2024`. */
export function dateInWords(day: number): string {
  return format.format(new Date(day * DAY_MS));
}
