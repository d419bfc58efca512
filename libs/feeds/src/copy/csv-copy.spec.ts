import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellTexts } from '../csv/csv-opening.js';
import { CsvReader } from '../csv/csv-reader.js';
import { CsvCopy } from './csv-copy.js';
import { encodingOf } from './text-encoding.js';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Copies in pieces of `size` bytes. */
function copied(bytes: Uint8Array, delimiter: string, onRow: ConstructorParameters<typeof CsvCopy>[2], size = bytes.length, charset?: 'windows-1252'): Buffer {
  const copy = new CsvCopy(encodingOf(bytes, charset), delimiter, onRow);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(copy.push(bytes.subarray(at, at + size)).slice());
  parts.push(copy.end().slice());
  return Buffer.concat(parts);
}

const UNTIDY = '\ufeffTitle, "with ""quotes"""\r\n\r\na,b\n"1,\r\n2" ,x\r3,\u00e9\n,,,\n"last", row';

it.each([1, 2, 3, 7, 1000])('changes no byte of a file when nothing is asked for, in pieces of %i bytes', (size) => {
  expect(copied(bytesOf(UNTIDY), ',', () => undefined, size).toString()).toBe(UNTIDY);
});

it('numbers rows as a spreadsheet does and gives cells without quotation marks', () => {
  const rows: [number, string[]][] = [];
  copied(bytesOf(UNTIDY), ',', (row) => rows.push([row.rowNumber, Array.from({ length: row.cellCount }, (_, cell) => row.text(cell))]), 4);
  expect(rows).toEqual([
    // A space before it makes a quotation mark an ordinary letter.
    [1, ['Title', '"with ""quotes"""']],
    [2, ['']],
    [3, ['a', 'b']],
    [4, ['1,\r\n2', 'x']],
    [5, ['3', 'é']],
    [6, ['', '', '', '']],
    [7, ['last', 'row']],
  ]);
});

describe('a changed cell', () => {
  it('is the only thing that changes, and keeps its quotation marks', () => {
    const text = 'a;b\r\n"x";  13/11/2022 ;"z"\r\n';
    const change = (row: Parameters<ConstructorParameters<typeof CsvCopy>[2]>[0]): void => {
      if (row.rowNumber !== 2) return;
      row.replace(0, 'y;"w"');
      row.replace(1, '2022-11-13');
      row.replace(2, 'plain');
    };
    expect(copied(bytesOf(text), ';', change, 5).toString()).toBe('a;b\r\n"y;""w""";2022-11-13;"plain"\r\n');
  });

  it.each(['utf16le', 'utf16be'] as const)('is written in the encoding of the file: %s', (encoding) => {
    const swap = (bytes: Buffer): Buffer => (encoding === 'utf16be' ? Buffer.from(bytes).swap16() : bytes);
    const file = swap(Buffer.from('\ufeffa\tb\nčas\t2\n', 'utf16le'));
    const copy = copied(file, '\t', (row) => row.rowNumber === 2 && row.replace(0, '\u20ac'), 3);
    expect(swap(copy).toString('utf16le')).toBe('\ufeffa\tb\n\u20ac\t2\n');
  });

  it('is written in Windows-1252 where the sender declared it, letters that it lacks as question marks', () => {
    const file = Buffer.from([0x61, 0x2c, 0xe9, 0x0a]);
    expect(copied(file, ',', (row) => row.replace(0, '\u20ac\u010d'), 1, 'windows-1252')).toEqual(Buffer.from([0x80, 0x3f, 0x2c, 0xe9, 0x0a]));
  });
});

it('puts added cells before the line end of the row', () => {
  expect(copied(bytesOf('a,b\r\n1,2'), ',', (row) => row.append([`n${row.rowNumber}`, 'x,y'])).toString()).toBe('a,b,n1,"x,y"\r\n1,2,n2,"x,y"');
});

it('copies the rest as it is from a row that cannot be read', () => {
  const text = 'a,b\n1,"open\n3,4\n';
  const seen: number[] = [];
  expect(copied(bytesOf(text), ',', (row) => seen.push(row.rowNumber), 4).toString()).toBe(text);
  expect(seen).toEqual([1]);
});

it('holds no more than a row that never ends', () => {
  const file = Buffer.alloc(5_000_000, 'x');
  expect(copied(file, ',', (row) => row.append(['n']), 65_536).equals(file)).toBe(true);
});

it('has the rows and cells that the check reads, whatever the file', () => {
  const piece = fc.constantFrom('"', '""', ',', '\n', '\r', '\r\n', 'a', ' ', '\u00a0', '\u00e9', '"b"');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
      const file = bytesOf(pieces.join(''));
      const read: [number, string[]][] = [];
      const reader = new CsvReader(44, (row) => read.push([row.rowNumber, cellTexts(row).map((text) => text.replaceAll('\u00a0', ' ').trim())]));
      reader.push(file);
      reader.end();
      const seen: [number, string[]][] = [];
      const copy = copied(file, ',', (row) => seen.push([row.rowNumber, Array.from({ length: row.cellCount }, (_, cell) => row.text(cell))]), size);
      expect(seen).toEqual(read);
      expect(copy.equals(file)).toBe(true);
    }),
    { seed: 33, numRuns: 2_000 },
  );
});
