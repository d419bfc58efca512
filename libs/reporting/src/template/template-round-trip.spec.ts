import { expect, it } from '@jest/globals';
import { createOpenCodeList, feedByName, openCheck, templateTable, FEED_DEFINITIONS, type TemplateContent } from '@cdc/feeds';
import { templateWorkbook } from './template-workbook.js';

it.each(FEED_DEFINITIONS.filter((feed) => templateTable(feed) !== null).map(({ name }) => name))('the workbook template of %s is accepted when it comes back filled in', async (name) => {
  const feed = feedByName(name);
  const columns = templateTable(feed)?.columns ?? [];
  const cell = (column: (typeof columns)[number]): string => (column.name === 'replaces' ? '' : column.name === 'planned_opening' ? '2024-01-01' : column.example);
  const content: TemplateContent = { rows: [{ ...Object.fromEntries(columns.map((column) => [column.name, cell(column)])), 'last figure': 7 }], information: ['last figure'] };
  const table = templateTable(feed, content);
  if (!table) throw new TypeError(name);
  const bytes = Buffer.concat(await templateWorkbook(table).toArray());
  const codeLists = { cdcs: createOpenCodeList(), organisations: createOpenCodeList(), machines: createOpenCodeList() };
  const check = openCheck(feed, { fileName: 'template.xlsx', context: { today: 19_940, codeLists } });
  check.push(bytes);
  const result = await Promise.resolve(check.end());
  expect([result.errors.map(({ code, column, value }) => [code, column, value]), result.counts.read, result.layout?.name]).toEqual([[], 1, 'template']);
});
