import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { checkFile } from '../check/check-under-test.js';
import { READ_LIMITS } from '../worker/read-limits.model.js';
import { type Reading } from '../worker/reading.model.js';
import { BatchRow } from '../worker/row-batch.model.js';
import { readXlsx } from './xlsx-reader.js';

const folder = process.env['CDC_REAL_DATA'] ?? '../shared/data';
const present = existsSync(folder);
const describeReal = present ? describe : describe.skip;
const reason = present ? '' : ` (skipped: no real files in ${folder}, set CDC_REAL_DATA)`;

/** The cells of every sheet that hold something, by their addresses. */
async function cellsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const cells = new Map<string, string>();
  let names: readonly string[] = [];
  await readXlsx({ format: 'xlsx', bytes, sheets: 'all', limits: READ_LIMITS }, async (reading: Reading) => {
    if (reading.kind === 'sheets') names = reading.sheets.map(({ name }) => name);
    if (reading.kind !== 'rows') return;
    new BatchRow().forEach(reading.batch, (row) => row.texts().forEach((text, place) => text === '' || cells.set(`${names[reading.sheet] ?? ''}!${utils.encode_cell({ r: row.rowNumber - 1, c: place })}`, text)));
  });
  return cells;
}

/** The same by another reader, which gives numbers and dates as values. */
function otherCellsOf(bytes: Uint8Array): Map<string, string> {
  const cells = new Map<string, string>();
  const book = read(bytes, { type: 'array', cellDates: true, UTC: true });
  for (const name of book.SheetNames) {
    for (const [address, cell] of Object.entries(book.Sheets[name] ?? {})) {
      const value: unknown = address.startsWith('!') ? undefined : (cell as { v?: unknown }).v;
      if (value === undefined || value === '') continue;
      const date = value instanceof Date ? value.toISOString().slice(0, 10) : null;
      cells.set(`${name}!${address}`, date ?? (typeof value === 'number' ? String(Number(value.toPrecision(15))) : String(value)));
    }
  }
  return cells;
}

const plain = (cells: ReadonlyMap<string, string>) => [...cells].map(([address, text]) => `${address} ${text.replaceAll(/\s+/g, ' ')}`).sort();

describeReal(`published workbooks${reason}`, () => {
  it.each([
    ['did/DID-Table-1-2019-20-Modality-Provider-Counts.xlsx', 3000],
    ['did/DID-Table-1-2023-24-Modality-Provider-Counts.xlsx', 3000],
    ['ods/icb_partner_mapping.xlsx', 500],
  ])('%s has the cells that another reader finds', async (path, least) => {
    const bytes = new Uint8Array(readFileSync(join(folder, path)));
    const cells = await cellsOf(bytes);
    expect(cells.size).toBeGreaterThan(least);
    expect(plain(cells)).toEqual(plain(otherCellsOf(bytes)));
  });

  it('the DM01 workbook gives the same when it is saved as .xlsx', async () => {
    const bytes = new Uint8Array(readFileSync(join(folder, 'dm01/Monthly-Diagnostics-Web-File-Provider-August-2024.xls')));
    const saved = new Uint8Array(write(read(bytes, { type: 'array' }), { type: 'array', bookType: 'xlsx', compression: true }));
    const [old, young] = [await checkFile('dm01-monthly', bytes), await checkFile('dm01-monthly', saved)];
    expect([young.errors, young.counts.read, young.rows.length]).toEqual([[], 2683, 2683]);
    expect([young.rows, young.totals, young.meta]).toEqual([old.rows, old.totals, old.meta]);
  });
});
