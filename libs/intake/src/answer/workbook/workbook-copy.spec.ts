import { buffer } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { type ErrorItem, type SafeChange } from '@cdc/feeds';
import { read, utils, write, type WorkBook } from '@e965/xlsx';
import { fromBufferPromise } from 'yauzl';
import { WorkbookCopy } from './workbook-copy.js';

/** A sender's workbook as a program of another make writes it, with a second sheet and a formula. */
function senders(): Buffer {
  const data = utils.aoa_to_sheet([['cdc_code', 'test', 'delivered'], ['RAA01', 'USS', 4], ['RAA01', 'MRI', null], ['RAA02', '<b>&"', 7]]);
  data['E1'] = { t: 'n', v: 11, f: 'SUM(C2:C4)' };
  data['!ref'] = 'A1:E4';
  const book: WorkBook = { SheetNames: ['Data', 'Notes'], Sheets: { Data: data, Notes: utils.aoa_to_sheet([['kept as it is']]) } };
  return Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
}

const error = (cell: string, change: Partial<ErrorItem> = {}): ErrorItem => ({
  severity: 'error', row: Number(/\d+/.exec(cell)?.[0]), column: 'test', cell, sheet: 'Data', code: 'UNKNOWN_TEST', value: 'USS', message: `${cell} is wrong.`, fix: 'Correct it.', suggestion: null, ...change,
});

const ITEMS = [error('B2'), error('C3', { code: 'MISSING_VALUE', value: null }), error('B4', { message: '=1+1 <&' }), error('B4', { fix: 'Twice.' }), error('A1', { row: null, cell: null, sheet: null, message: 'The whole file.' })];

async function opened(bytes: Buffer): Promise<WorkbookCopy> {
  const copy = await WorkbookCopy.open(bytes);
  if (!copy) throw new TypeError('no workbook');
  return copy;
}

async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, (await buffer((await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>)).toString());
  return parts;
}

const open = (bytes: Buffer): WorkBook => read(bytes, { cellStyles: true, cellFormula: true });

it('fills the wrong cells, comments on them and lists every error on a sheet of its own', async () => {
  const book = open(await buffer((await opened(senders())).annotated(ITEMS, 5)));
  const sheet = book.Sheets['Data'] ?? {};
  expect(book.SheetNames).toEqual(['Data', 'Notes', 'Errors']);
  expect([sheet['B2']?.c?.[0]?.t, sheet['B4']?.c?.[0]?.t, sheet['A2']?.c]).toEqual(['B2 is wrong. Correct it.', '=1+1 <& Correct it.\nB4 is wrong. Twice.', undefined]);
  expect([sheet['B2']?.s?.fgColor?.rgb, sheet['C3']?.s?.fgColor?.rgb, sheet['A2']?.s?.fgColor?.rgb]).toEqual(['FFD9CC', 'FFD9CC', undefined]);
  const errors = utils.sheet_to_json<string[]>(book.Sheets['Errors'] ?? {}, { header: 1 });
  expect(errors[0]).toEqual(['sheet', 'cell', 'row', 'column', 'severity', 'code', 'value', 'message', 'fix', 'suggestion']);
  expect(errors.slice(1).map((row) => [row[1], row[7]])).toEqual([['B2', 'B2 is wrong.'], ['C3', 'C3 is wrong.'], ['B4', '=1+1 <&'], ['B4', 'B4 is wrong.'], [undefined, 'The whole file.']]);
  // A text, never a formula.
  expect([book.Sheets['Errors']?.['H4']?.t, book.Sheets['Errors']?.['H4']?.f]).toEqual(['s', undefined]);
});

it('leaves what the sender wrote as it was', async () => {
  const [before, after] = [senders(), await buffer((await opened(senders())).annotated(ITEMS, 5))];
  const values = (bytes: Buffer): unknown => utils.sheet_to_json(open(bytes).Sheets['Data'] ?? {}, { header: 1 });
  expect([values(after), open(after).Sheets['Data']?.['E1']?.f]).toEqual([values(before), 'SUM(C2:C4)']);
  const [old, changed] = [await partsOf(before), await partsOf(after)];
  const touched = [...old].filter(([name, content]) => changed.get(name) !== content).map(([name]) => name);
  expect(touched.sort()).toEqual(['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
});

it('says how many errors are not listed', async () => {
  const book = open(await buffer((await opened(senders())).annotated(ITEMS, 12_000)));
  expect(utils.sheet_to_json<string[]>(book.Sheets['Errors'] ?? {}, { header: 1 }).at(-1)).toEqual(['These are the first 5 of 12,000.']);
});

it('can be annotated a second time: it has its comments, and gets another list', async () => {
  const once = await buffer((await opened(senders())).annotated(ITEMS, 5));
  const twice = await buffer((await opened(once)).annotated([error('B2', { message: 'Again.' })], 1));
  const book = open(twice);
  expect(book.SheetNames).toEqual(['Data', 'Notes', 'Errors', 'Errors 2']);
  expect([book.Sheets['Data']?.['B2']?.v, book.Sheets['Data']?.['B2']?.c?.[0]?.t]).toEqual(['USS', 'B2 is wrong. Correct it.']);
  const zip = await fromBufferPromise(twice);
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) names.push(entry.fileName);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  expect(names.filter((name) => name.includes('cdcComments')).length).toBe(2);
});

const change = (place: number, row: number, to: string): SafeChange => ({ row, place, sheet: 'Data', column: 'test', code: 'UNKNOWN_TEST', from: 'USS', to });

it('changes exactly the cells asked for', async () => {
  const after = await buffer((await opened(senders())).fixed([change(1, 2, 'NON_OBSTETRIC_ULTRASOUND'), change(2, 4, '')]));
  const [old, changed] = [await partsOf(senders()), await partsOf(after)];
  expect([...old].filter(([name, content]) => changed.get(name) !== content).map(([name]) => name)).toEqual(['xl/worksheets/sheet1.xml']);
  const sheet = open(after).Sheets['Data'] ?? {};
  expect([sheet['B2']?.v, sheet['B3']?.v, sheet['C2']?.v, sheet['C4']?.v]).toEqual(['NON_OBSTETRIC_ULTRASOUND', 'MRI', 4, undefined]);
});

it('refuses a change to a cell that is not there', async () => {
  const copy = (await opened(senders())).fixed([change(9, 2, 'x')]);
  await expect(buffer(copy)).rejects.toMatchObject({ code: 'FIX_DOES_NOT_FIT' });
});

it.each([['text', Buffer.from('PK\u0003\u0004 no zip')], ['a cut file', senders().subarray(0, 900)]])('opens nothing that is %s', async (_what, bytes) => {
  expect(await WorkbookCopy.open(bytes)).toBeNull();
});
