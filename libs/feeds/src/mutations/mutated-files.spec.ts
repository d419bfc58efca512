import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayNumber, isoDate, type FeedName } from '@cdc/contracts';
import * as fc from 'fast-check';
import { checkFile } from '../check/check-under-test.js';
import { MAX_ERRORS_KEPT } from '../check/check-result.model.js';
import { createCodeList, createOpenCodeList } from '../columns/code-list.js';
import { partsOf, xlsxOf, zipOf } from '../workbook/workbook-under-test.js';
import { mutated, mutations } from './mutated-file-under-test.js';

const SEED = 20_241_126;
/** Far more than any of these files takes; a check that hangs does not end at all. */
const LONGEST_MS = 20_000;

const folder = process.env['CDC_REAL_DATA'] ?? '../shared/data';
const present = existsSync(folder);
const describeReal = present ? describe : describe.skip;
const reason = present ? '' : ` (skipped: no real files in ${folder}, set CDC_REAL_DATA)`;

const context = { today: dayNumber('2026-01-01'), codeLists: { cdcs: createCodeList([{ code: 'RWX01', number: 1 }]), organisations: createOpenCodeList(), machines: createOpenCodeList() } };

interface Original {
  readonly name: string;
  readonly feed: FeedName;
  readonly content: () => Uint8Array;
  readonly runs: number;
}

const HEADER = ['cdc_code', 'date', 'test', 'delivered', 'comment'];
const RETURN = Array.from({ length: 200 }, (_, row) => ['RWX01', isoDate(dayNumber('2024-01-01') + row), 'MRI', row, 'née "A", B']);
const book = { sheets: [{ name: 'activity-daily', rows: [HEADER, ...RETURN] }] };
const csv = [HEADER, ...RETURN].map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(';')).join('\r\n');

/** Returns as our templates ask for them. A workbook is damaged packed, and with its parts as they are, so that both the package and the XML suffer. */
const OURS: readonly Original[] = [
  { name: 'CSV', feed: 'activity-daily', content: () => Buffer.from(csv), runs: 400 },
  { name: 'CSV in UTF-16', feed: 'activity-daily', content: () => Buffer.from(`\ufeff${csv}`, 'utf16le'), runs: 200 },
  { name: 'a workbook', feed: 'activity-daily', content: () => xlsxOf(book), runs: 300 },
  { name: 'a workbook of parts that are not packed', feed: 'activity-daily', content: () => zipOf(partsOf(book).map((part) => ({ ...part, isPacked: false }))), runs: 300 },
  { name: 'JSON', feed: 'activity-daily', content: () => Buffer.from(JSON.stringify(RETURN.map((cells) => Object.fromEntries(HEADER.map((key, at) => [key, cells[at]]))))), runs: 300 },
];

const published = (feed: FeedName, path: string, runs: number): Original => ({ name: path, feed, content: () => readFileSync(join(folder, path)), runs });
const PUBLISHED: readonly Original[] = [
  published('ledger', 'ledger/CHWE 03 - June.csv', 300),
  published('ledger', 'ledger/KGST 06 - September.csv', 300),
  published('organisations', 'ods/etr_2025-12.csv', 100),
  published('organisations', 'ods/icb_names_codes_dec_2024.csv', 300),
  published('cdc-register', 'cdc-sites/govuk_cdc_sites_2025-10-28.csv', 200),
  published('organisations', 'cdc-sites/govuk_lookup_icb_2025-06-13.json', 200),
  published('dm01-monthly', 'dm01/Monthly-Diagnostics-Web-File-Provider-August-2024.xls', 80),
];

async function survives({ feed, content, runs }: Original): Promise<void> {
  const file = content();
  const property = fc.asyncProperty(mutations, async (changes) => {
    const began = Date.now();
    const { counts, errors, errorsByCode, rows, quarantined, reread } = await checkFile(feed, mutated(file, changes), { context });
    expect(Date.now() - began).toBeLessThan(LONGEST_MS);
    expect(errors.length).toBe(Math.min(counts.errors + counts.warnings, MAX_ERRORS_KEPT));
    expect(Object.values(errorsByCode).reduce((sum, count) => sum + count, 0)).toBe(counts.errors + counts.warnings);
    for (const { message, fix } of errors) {
      expect([message.length > 5, fix.length > 5]).toEqual([true, true]);
      expect(`${message} ${fix}`).not.toMatch(/undefined|NaN|\bnull\b|\[object/);
    }
    if (counts.errors === 0) expect([rows.length, quarantined, reread]).toEqual([counts.read, false, null]);
  });
  await fc.assert(property, { seed: SEED, numRuns: runs });
}

describe('our returns with damaged bytes are taken whole or refused with a reason, and never end the check', () => {
  it.each(OURS)('$name', (original) => survives(original), 120_000);

  it('are sound before they are damaged', async () => {
    for (const { feed, content } of OURS) expect(await checkFile(feed, content(), { context })).toMatchObject({ counts: { read: RETURN.length, errors: 0 } });
  });
});

describeReal(`published files with damaged bytes${reason}`, () => {
  it.each(PUBLISHED)('$name', (original) => survives(original), 120_000);
});
