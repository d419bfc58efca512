/** One column of a file: its header, and the text of a row's cell; null = an empty cell. */
export type Column<Row> = readonly [header: string, text: (row: Row) => string | number | null];

/** A file as a sender's system writes it: comma separated, UTF-8, CRLF. */
export function csvText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = rows.map((row) => columns.map(([, text]) => cellText(text(row))).join(','));
  return [columns.map(([header]) => header).join(','), ...lines, ''].join('\r\n');
}

function cellText(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
