export type CsvCell = string | number | null | undefined;

/**
 * RFC 4180 with CRLF. Null and undefined are empty, which is never zero.
 * A text that a spreadsheet would run as a formula gets an apostrophe; numbers keep their sign.
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const inert = inertText(cell);
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A text that a spreadsheet would run as a formula begins with an apostrophe instead. */
export function inertText(text: string): string {
  return /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text;
}
