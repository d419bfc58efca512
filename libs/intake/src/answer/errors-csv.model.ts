import { csvText, type ErrorItem } from '@cdc/feeds';

const COLUMNS = ['severity', 'row', 'column', 'cell', 'sheet', 'code', 'value', 'message', 'fix', 'suggestion'] as const;

/** The first line; its mark makes spreadsheets read the rest as UTF-8. */
export const ERRORS_CSV_HEADER = `\ufeff${csvText([COLUMNS])}`;

/** A line for each error. */
export function errorsCsv(items: readonly ErrorItem[]): string {
  return csvText(items.map((item) => COLUMNS.map((column) => item[column])));
}
