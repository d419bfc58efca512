import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { readHere } from '../check/check-under-test.js';
import { templateTable } from '../template/template-table.model.js';
import { FEED_DEFINITIONS } from '../feeds/feed-catalogue.js';
import { xlsxOf } from '../workbook/workbook-under-test.js';
import { feedOfFile } from './feed-of-file.js';

const WEEKLY = ['cdc_code', 'week_ending', 'test', 'delivered'];
const ROW = ['RWX01', '2024-08-04', 'MRI', 4];
const nameOf = async (...file: [format: 'xlsx' | 'xls' | 'json', bytes: Uint8Array]): Promise<string | undefined> => (await feedOfFile(...file, readHere))?.name;

describe('the feed of a file', () => {
  it('is told from the header of the sheet that is filled, below whatever title', async () => {
    expect(await nameOf('xlsx', xlsxOf({ sheets: [{ name: 'Notes' }, { name: 'Data', rows: [['Return'], [], WEEKLY, ROW] }] }))).toBe('activity-weekly');
    const far = Array.from({ length: 40 }, (_, index) => [`title ${index}`]);
    expect(await nameOf('xlsx', xlsxOf({ sheets: [{ name: 'Data', rows: [...far, WEEKLY, ROW] }] }))).toBeUndefined();
  });

  it('is told from any sheet where several are filled, from the named one where one is', async () => {
    const daily = ['cdc_code', 'date', 'test', 'delivered'];
    expect(await nameOf('xlsx', xlsxOf({ sheets: [{ name: 'Notes', rows: [['x']] }, { name: 'A', rows: [WEEKLY, ROW] }] }))).toBe('activity-weekly');
    expect(await nameOf('xlsx', xlsxOf({ sheets: [{ name: 'Old', rows: [daily, ROW] }, { name: 'activity-weekly', rows: [WEEKLY, ROW] }] }))).toBe('activity-weekly');
  });

  it('is told from an old workbook, and from the keys of JSON', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([WEEKLY, ROW]), 'S');
    expect(await nameOf('xls', new Uint8Array(write(book, { type: 'array', bookType: 'biff8' })))).toBe('activity-weekly');
    const json = (value: unknown) => nameOf('json', new TextEncoder().encode(JSON.stringify(value)));
    expect(await json([Object.fromEntries(WEEKLY.map((name, at) => [name, ROW[at]]))])).toBe('activity-weekly');
    expect([await json([{ a: 1 }]), await json({ rows: [] })]).toEqual([undefined, undefined]);
  });

  it('is not told from what cannot be read', async () => {
    expect(await nameOf('xlsx', new TextEncoder().encode('PK'))).toBeUndefined();
  });

  const templates = FEED_DEFINITIONS.flatMap((feed) => templateTable(feed) ?? []);
  it.each(templates.map((table) => [table.feed.name, table] as const))('is told from its own template: %s', async (name, { mark, headers }) => {
    expect(await nameOf('xlsx', xlsxOf({ sheets: [{ name: 'S', rows: [[mark], headers] }] }))).toBe(name);
  });

  const published = join(process.env['CDC_REAL_DATA'] ?? '../shared/data', 'dm01/Monthly-Diagnostics-Web-File-Provider-August-2024.xls');
  (existsSync(published) ? it : it.skip)('is told from a workbook as it was published', async () => {
    expect(await nameOf('xls', new Uint8Array(readFileSync(published)))).toBe('dm01-monthly');
  });
});
