import * as fc from 'fast-check';
import { cellTexts } from './csv-opening.js';
import { CsvReader, type ReadFault } from './csv-reader.js';

const encoder = new TextEncoder();

function readIn(chunks: readonly Uint8Array[], delimiter = ','): { rows: string[][]; fault: ReadFault | null } {
  const rows: string[][] = [];
  const reader = new CsvReader(delimiter.charCodeAt(0), (row) => rows.push(cellTexts(row)));
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return { rows, fault: reader.fault };
}

const readText = (text: string, delimiter = ',') => readIn([encoder.encode(text)], delimiter);

/** The plainest reading of the rules, character by character over the whole text. */
function readSlowly(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let cellStarted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++);
      else quoted = false;
    } else if (character === '"' && !cellStarted) {
      quoted = true;
      cellStarted = true;
    } else if (character === ',') {
      row.push(cell);
      cell = '';
      cellStarted = false;
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text.charAt(at + 1) === '\n') at++;
      rows.push([...row, cell]);
      row = [];
      cell = '';
      cellStarted = false;
    } else {
      cell += character;
      cellStarted = true;
    }
  }
  return row.length > 0 || cellStarted ? [...rows, [...row, cell]] : rows;
}

const plainCell = fc
  .string({ unit: fc.constantFrom('a', '7', ' ', 'é', '€', '😀', 'x"'), maxLength: 6 })
  .map((text) => text.replace(/^"/, ''));
const quotedCell = fc
  .string({ unit: fc.constantFrom('a', ',', '\n', '\r\n', '\r', '"', 'ß', '😀'), maxLength: 6 })
  .map((text) => `"${text.replaceAll('"', '""')}"`);
const file = fc
  .array(
    fc.tuple(
      fc.array(fc.oneof(plainCell, quotedCell), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n', '\r\n', '\r'),
    ),
    { maxLength: 12 },
  )
  .chain((rows) =>
    fc
      .boolean()
      .map((open) =>
        rows.map(([cells, end], index) => cells.join(',') + (open && index === rows.length - 1 ? '' : end)).join(''),
      ),
  );

describe('CsvReader', () => {
  it('reads what a plain reader of the whole text reads, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(file, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }), (text, sizes) => {
        const bytes = encoder.encode(text);
        const chunks: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          chunks.push(bytes.slice(at, at + size));
          at += size;
        }
        expect(readIn(chunks)).toEqual({ rows: readSlowly(text), fault: null });
      }),
      { numRuns: 3000 },
    );
  });

  it('numbers rows as a spreadsheet does: a line break inside quotes starts no row, a blank line is one', () => {
    const numbers: number[] = [];
    const reader = new CsvReader(44, (row) => numbers.push(row.rowNumber));
    reader.push(encoder.encode('a\n"b\nc"\n\nd'));
    reader.end();
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  it.each([
    [';', 'a;b,c\n'],
    ['\t', 'a\tb,c\n'],
    ['|', 'a|b,c\n'],
  ])('splits at %j', (delimiter, text) => {
    expect(readText(text, delimiter).rows).toEqual([['a', 'b,c']]);
  });

  it('keeps the rest of the rows out once a quotation mark is not closed', () => {
    expect(readText('a,b\n1,"2\n3,4\n')).toEqual({
      rows: [['a', 'b']],
      fault: { code: 'MALFORMED_CSV', row: 2, offset: 6 },
    });
  });

  it('refuses text behind a closing quotation mark', () => {
    expect(readText('"a"b\n').fault).toEqual({ code: 'MALFORMED_CSV', row: 1, offset: 3 });
  });

  it('names the byte that is not UTF-8, counted over chunks', () => {
    const { rows, fault } = readIn([encoder.encode('a,b\n1,'), Uint8Array.of(0xa3, 0x31, 10)]);
    expect({ rows, fault }).toEqual({ rows: [['a', 'b']], fault: { code: 'ENCODING', row: 2, offset: 6 } });
  });

  it('names the NUL byte', () => {
    expect(readText('a\nb\u0000\n').fault).toEqual({ code: 'NUL_BYTE', row: 2, offset: 3 });
  });

  it('stops at a row of more than 512 columns before splitting it', () => {
    expect(readText(','.repeat(511)).fault).toBeNull();
    expect(readText(','.repeat(1_000_000)).fault).toMatchObject({ code: 'TOO_MANY_COLUMNS', row: 1 });
  });

  it('stops at a row that never ends instead of filling memory', () => {
    const chunk = new Uint8Array(65_536).fill(97);
    expect(readIn(Array.from({ length: 20 }, () => chunk)).fault).toMatchObject({ code: 'FIELD_TOO_LONG' });
  });
});
