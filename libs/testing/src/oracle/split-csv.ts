const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The delimiter that the first line with any of them holds most often. */
function delimiterOf(text: string): string {
  for (const line of text.split('\n', 30)) {
    const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length - 1 }));
    const best = counted.reduce((left, right) => (right.count > left.count ? right : left));
    if (best.count > 1) return best.delimiter;
  }
  return ',';
}

/**
 * Splits delimited text into rows of cells: quotes with `""` inside, any line end, a byte-order mark, empty lines dropped.
 * @throws RangeError when a quote is never closed
 */
export function splitCsv(text: string): string[][] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const delimiter = delimiterOf(body);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < body.length; at++) {
    const character = body[at];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (body[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || character === '\r') endRow();
    else cell += character;
  }
  if (quoted) throw new RangeError('a quote is never closed');
  endRow();
  return rows;
}

/** Lower case, letters and digits only: how headers and names are compared. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('&', 'and').replace(/[^a-z0-9]/g, '');
}

/**
 * The rows below the header as records by folded header name. The header is the first row that has the column `mark`.
 * @throws RangeError when no row has it
 */
export function csvRecords(text: string, mark: string): Map<string, string>[] {
  const rows = splitCsv(text);
  const headerAt = rows.findIndex((row) => row.some((cell) => foldText(cell) === mark));
  if (headerAt < 0) throw new RangeError(`no header with ${mark}`);
  const header = (rows[headerAt] ?? []).map(foldText);
  return rows.slice(headerAt + 1).map((row) => new Map(header.map((name, at) => [name, (row[at] ?? '').trim()])));
}
