import * as fc from 'fast-check';

/** A table as it will stand in a file. */
export interface Table {
  /** Null for a file without a header row. */
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

export interface WrittenFile {
  readonly bytes: Uint8Array;
  /** What must be stated beside it. */
  readonly charset: 'windows-1252' | undefined;
}

const ENCODINGS = ['utf-8', 'utf-8 with a mark', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const TITLES = [['Return of the region'], [''], ['Sent by', 'the Midlands'], ['', '', ''], ['Published 29/04/2020; all figures provisional | see notes']];

/** How one file is put on disk: titles, spaces between columns, blank rows, delimiter, quotes, line ends and encoding. */
export const writtenFile = ({ header, rows }: Table): fc.Arbitrary<WrittenFile> =>
  fc
    .record({
      titles: fc.array(fc.constantFrom(...TITLES), { maxLength: header ? 6 : 0 }),
      spacers: fc.array(fc.nat({ max: header?.length ?? 0 }), { maxLength: header ? 2 : 0 }),
      blankAfter: fc.array(fc.nat({ max: rows.length }), { maxLength: 3 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      quotesAll: fc.boolean(),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      endsLast: fc.boolean(),
      encoding: fc.constantFrom(...ENCODINGS),
    })
    .map(({ titles, spacers, blankAfter, delimiter, quotesAll, lineEnd, endsLast, encoding }) => {
      const spaced = (cells: readonly string[]): string[] => spacers.reduce((row, place) => row.toSpliced(place, 0, ''), [...cells]);
      const lines = [...titles, ...(header ? [spaced(header)] : [])];
      rows.forEach((cells, at) => {
        lines.push(spaced(cells));
        if (blankAfter.includes(at)) lines.push([]);
      });
      const quoted = (cell: string): string => (quotesAll || cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
      const text = lines.map((cells) => cells.map(quoted).join(delimiter)).join(lineEnd) + (endsLast ? lineEnd : '');
      return { bytes: encoded(text, encoding), charset: encoding === 'windows-1252' ? encoding : undefined };
    });

function encoded(text: string, encoding: (typeof ENCODINGS)[number]): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8 with a mark':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(text, 'latin1');
  }
}

/** One spelling of a column's name: case, the marks between its words and behind it do not matter. */
export const heading = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      name: fc.constantFrom(...names),
      between: fc.constantFrom('_', ' ', '-', '  ', '\u00a0', '.', ' - '),
      behind: fc.constantFrom('', ' ', ':', '*', ' (£)', '\u00a0'),
      written: fc.constantFrom('as it is', 'capitals', 'small letters', 'first letters'),
    })
    .map(({ name, between, behind, written }) => {
      if (written === 'as it is') return name;
      const words = name.replaceAll(/[_ ]+/g, between) + behind;
      if (written === 'capitals') return words.toUpperCase();
      return written === 'small letters' ? words.toLowerCase() : words.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
    });
