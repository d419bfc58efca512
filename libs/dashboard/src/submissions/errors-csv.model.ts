import { type SubmissionError } from '../platform-api/submission-item.js';

const COLUMNS = ['severity', 'row', 'column', 'cell', 'sheet', 'code', 'value', 'message', 'fix', 'suggestion'] as const;

export const ERRORS_CSV_HEADER = `\ufeff${COLUMNS.join(',')}\r\n`;

/** Errors as lines of CSV. */
export function errorsCsv(errors: readonly SubmissionError[]): string {
  return errors.map((error) => `${COLUMNS.map((column) => csvCell(error[column])).join(',')}\r\n`).join('');
}

/** A cell that begins like a formula gets an apostrophe, so that a spreadsheet shows what the sender wrote and runs nothing. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
