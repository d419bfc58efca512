import { buffer } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { createOpenCodeList, feedByName, openCheck, safeChangesOf, type CheckResult } from '@cdc/feeds';
import { utils, write, read, type WorkBook } from '@e965/xlsx';
import { WorkbookCopy } from './workbook-copy.js';

const feed = feedByName('activity-weekly');

async function checked(bytes: Uint8Array): Promise<CheckResult> {
  const check = openCheck(feed, { fileName: 'week.xlsx', context: { today: 19_940, codeLists: { cdcs: createOpenCodeList() } } });
  check.push(bytes);
  return check.end();
}

async function opened(bytes: Buffer): Promise<WorkbookCopy> {
  const copy = await WorkbookCopy.open(bytes);
  if (!copy) throw new TypeError('no workbook');
  return copy;
}

function workbook(...rows: (string | number | null)[][]): Buffer {
  const book: WorkBook = { SheetNames: ['My week'], Sheets: { 'My week': utils.aoa_to_sheet([['Return of Anytown'], ['cdc_code', 'week_ending', 'test', 'delivered', 'cancelled'], ...rows]) } };
  return Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
}

const WRONG = workbook(['RAA01', '28/07/2024', 'MRII', 4, 'n/a'], ['RAA01', '2024-07-28', 'CT', 7, 1], ['RAA01', '2024-07-28', 'FENO', null, 1]);

it('marks the cells that the check refused, and its copy can be corrected and sent', async () => {
  const { errors, counts } = await checked(WRONG);
  expect(errors.map(({ cell, code }) => [cell, code])).toEqual([['B3', 'DATE_FORMAT'], ['C3', 'UNKNOWN_TEST'], ['E3', 'MISSING_VALUE'], ['D5', 'MISSING_VALUE']]);
  const annotated = await buffer((await opened(WRONG)).annotated(errors, counts.errors));
  const again = await checked(annotated);
  expect(again.errors.map(({ cell, code }) => [cell, code])).toEqual(errors.map(({ cell, code }) => [cell, code]));
  // As a person would, in a program of another make.
  const book = read(annotated, {});
  const sheet = book.Sheets['My week'] ?? {};
  for (const [cell, v] of Object.entries({ B3: '2024-07-28', C3: 'MRI', E3: '0' })) sheet[cell] = { t: 's', v };
  sheet['D5'] = { t: 'n', v: 3 };
  expect((await checked(Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array))).errors).toEqual([]);
});

it('puts right what is safe', async () => {
  const { errors, layout } = await checked(WRONG);
  const changes = safeChangesOf(errors, layout, null, null);
  const after = await checked(await buffer((await opened(WRONG)).fixed(changes)));
  expect([changes.length, after.errors.map(({ cell, code }) => [cell, code])]).toEqual([3, [['D5', 'MISSING_VALUE']]]);
});
