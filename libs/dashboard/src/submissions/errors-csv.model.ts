import { type SubmissionError } from '../platform-api/submission-item.js';
import { csvCell } from '../words/csv-cell.model.js';

const COLUMNS = ['severity', 'row', 'column', 'cell', 'sheet', 'code', 'value', 'message', 'fix', 'suggestion'] as const;

export const ERRORS_CSV_HEADER = `\ufeff${COLUMNS.join(',')}\r\n`;

/** Errors as lines of CSV. */
export function errorsCsv(errors: readonly SubmissionError[]): string {
  return errors.map((error) => `${COLUMNS.map((column) => csvCell(error[column])).join(',')}\r\n`).join('');
}
