import { csvText } from '@cdc/feeds';

/** A whole CSV file that spreadsheets read as UTF-8. */
export function csvFile(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${csvText([header, ...rows])}`;
}
