import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOf, zipOf } from '../workbook/workbook-under-test.js';

const MOST_MB = 200;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2020, 0, 1);
const TESTS = ['MRI', 'CT', 'ULTRASOUND', 'DEXA', 'ECHO'];
const HEADER = ['cdc_code', 'date', 'test', 'delivered', 'did_not_attend', 'cancelled'];

const folder = mkdtempSync(join(tmpdir(), 'cdc-check-memory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Cells of a row: 200 centres, 5 tests, a day after a day. */
function cellsOf(index: number): [string, string, string, number, number, number] {
  const date = new Date(FIRST_DAY + Math.floor(index / 1000) * DAY_MS).toISOString().slice(0, 10);
  return [`R${String(index % 200).padStart(4, '0')}`, date, TESTS[Math.floor(index / 200) % 5] ?? '', index % 97, index % 7, index % 3];
}

function csvOf(rows: number): string {
  const path = join(folder, 'large.csv');
  const file = openSync(path, 'w');
  for (let start = 0; start < rows; start += 50_000) {
    const lines = Array.from({ length: Math.min(50_000, rows - start) }, (_, offset) => `${cellsOf(start + offset).join()}\n`);
    writeSync(file, `${start === 0 ? `${HEADER.join()}\n` : ''}${lines.join('')}`);
  }
  closeSync(file);
  return path;
}

/** As a spreadsheet program writes it: texts in the shared table, dates as numbers in a date format. */
function xlsxOf(rows: number): string {
  const texts = [...HEADER, ...Array.from({ length: 200 }, (_, index) => cellsOf(index)[0]), ...TESTS];
  const places = new Map(texts.map((text, index) => [text, index]));
  const shared = (text: string, address: string): string => `<c r="${address}" t="s"><v>${places.get(text) ?? ''}</v></c>`;
  const pieces = [`<worksheet><sheetData><row r="1">${HEADER.map((name, column) => shared(name, `${'ABCDEF'[column] ?? ''}1`)).join('')}</row>`];
  for (let index = 0; index < rows; index++) {
    const [centre, date, test, ...counts] = cellsOf(index);
    const row = index + 2;
    const day = Date.parse(date) / DAY_MS + 25_569;
    pieces.push(`<row r="${row}" spans="1:6">${shared(centre, `A${row}`)}<c r="B${row}" s="1"><v>${day}</v></c>${shared(test, `C${row}`)}${counts.map((count, column) => `<c r="${'DEF'[column] ?? ''}${row}"><v>${count}</v></c>`).join('')}</row>`);
  }
  const xml = `${pieces.join('')}</sheetData></worksheet>`;
  const path = join(folder, 'large.xlsx');
  writeFileSync(path, zipOf(partsOf({ sheets: [{ name: 'Data', xml }], formats: ['dd/mm/yyyy'], shared: texts.map((text) => `<t>${text}</t>`) })));
  return path;
}

interface Measured {
  readonly rows: number;
  readonly counts: { readonly read: number; readonly errors: number };
  readonly totals: { readonly delivered: number };
  readonly growth: number;
  readonly seconds: number;
}

function measure(path: string): Measured {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', './tools/register-typescript.mjs', 'libs/feeds/src/check/check-memory-under-test.ts', path], { encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

const itOnLinux = existsSync('/proc/self/clear_refs') ? it : it.skip;

describe('a check of a large file', () => {
  itOnLinux.each([
    ['a workbook of 200,000 rows', xlsxOf, 200_000],
    ['a CSV file of 1,000,000 rows', csvOf, 1_000_000],
  ])('keeps its memory while it reads %s', (what, write, rows) => {
    const { counts, totals, growth, seconds, ...found } = measure(write(rows));
    console.log(`${what}: ${seconds.toFixed(1)} s, ${growth.toFixed(0)} MB more at the most`);
    let delivered = 0;
    for (let index = 0; index < rows; index++) delivered += index % 97;
    expect([found.rows, counts.read, counts.errors, totals.delivered]).toEqual([rows, rows, 0, delivered]);
    expect(growth).toBeLessThan(MOST_MB);
  });
});
