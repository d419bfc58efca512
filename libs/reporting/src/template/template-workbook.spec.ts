import { expect, it } from '@jest/globals';
import { feedByName, templateTable } from '@cdc/feeds';
import { read } from '@e965/xlsx';
import { templateWorkbook } from './template-workbook.js';

const LAST = 'delivered in the week ending 2024-08-25';

async function workbookOf(feed: Parameters<typeof feedByName>[0], content?: Parameters<typeof templateTable>[1]) {
  const table = templateTable(feedByName(feed), content);
  if (!table) throw new TypeError(feed);
  // A reader of another make.
  return read(Buffer.concat(await templateWorkbook(table).toArray()), { cellDates: false });
}

it('opens as a workbook whose first sheet is named as the feed and holds mark, header and rows', async () => {
  const book = await workbookOf('activity-weekly', { rows: [{ cdc_code: '=1E5', week_ending: '2024-09-01', test: 'MRI', [LAST]: 50 }], information: [LAST] });
  expect(book.SheetNames).toEqual(['activity-weekly', 'Columns']);
  const sheet = book.Sheets['activity-weekly'] ?? {};
  expect([sheet['A1']?.v, sheet['A2']?.v, sheet['D2']?.v, sheet['I2']?.v]).toEqual(['cdc-template activity-weekly v1', 'cdc_code', 'delivered', `for information: ${LAST}`]);
  expect([sheet['A3']?.t, sheet['A3']?.v, sheet['A3']?.f, sheet['C3']?.v, sheet['D3'], sheet['I3']?.v]).toEqual(['s', '=1E5', undefined, 'MRI', undefined, 50]);
  // A date is a date, so that it stays one when somebody edits it.
  expect([sheet['B3']?.t, sheet['B3']?.v, sheet['B3']?.w]).toEqual(['n', 45_536, '2024-09-01']);
});

it('explains each column in a comment and on a sheet of its own', async () => {
  const book = await workbookOf('machines');
  expect(book.Sheets['machines']?.['A2']?.c?.[0]?.t).toBe('Identifier of the machine, the same for ever. Letters, digits, hyphens and slashes, 3 to 40 characters. Must be filled in. Example: RWX92-MRI-1');
  expect([book.Sheets['Columns']?.['A1']?.v, book.Sheets['Columns']?.['A2']?.v, book.Sheets['Columns']?.['B2']?.v]).toEqual(['Column', 'machine_id', 'yes']);
});

it('says which template it is in its properties too', async () => {
  const book = await workbookOf('machines');
  expect(book.Custprops).toMatchObject({ 'cdc-template': 'cdc-template machines v1' });
});
