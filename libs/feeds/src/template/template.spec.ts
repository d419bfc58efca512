import { describe, expect, it } from '@jest/globals';
import { createOpenCodeList } from '../columns/code-list.js';
import { openCheck } from '../check/file-check.js';
import { type CheckResult } from '../check/check-result.model.js';
import { FEED_DEFINITIONS, feedByName } from '../feeds/feed-catalogue.js';
import { templateCsv, templateTable, type TemplateContent } from './template-table.model.js';

async function checked(feed: Parameters<typeof feedByName>[0], text: string): Promise<CheckResult> {
  const codeLists = { cdcs: createOpenCodeList(), organisations: createOpenCodeList(), machines: createOpenCodeList() };
  const check = openCheck(feedByName(feed), { fileName: 'template.csv', context: { today: 19_940, codeLists } });
  check.push(Buffer.from(text));
  return check.end();
}

const WITH_TEMPLATE = FEED_DEFINITIONS.filter((feed) => templateTable(feed) !== null);

it('belongs to every feed that does not only take published files', () => {
  expect(WITH_TEMPLATE.length).toBeGreaterThanOrEqual(12);
});

describe.each(WITH_TEMPLATE.map(({ name }) => name))('the template of %s', (name) => {
  it('is accepted when it comes back filled in, with what it holds for information', async () => {
    const feed = feedByName(name);
    const columns = templateTable(feed)?.columns ?? [];
    const row = Object.fromEntries(columns.map((column) => [column.name, column.name === 'replaces' ? '' : column.name === 'planned_opening' ? '2024-01-01' : column.example]));
    const content: TemplateContent = { rows: [{ ...row, 'last figure': 7 }], information: ['last figure'] };
    const table = templateTable(feed, content);
    if (!table) throw new TypeError(name);
    const text = templateCsv(table);
    expect(text.split('\r\n').slice(0, 2)).toEqual([`cdc-template ${name} v1`, [...columns.map((column) => column.name), 'for information: last figure'].join(',')]);
    const { errors, counts, layout } = await checked(name, text);
    expect([errors.map(({ code, column, value }) => [code, column, value]), counts.read, layout?.name]).toEqual([[], 1, 'template']);
  });
});

describe('catalogue 83: a file made from another version of the template', () => {
  const rows = 'RAA01,2024-08-04,MRI,4';

  it('is refused with the address of the present one when its columns do not fit', async () => {
    const { errors } = await checked('activity-weekly', `cdc-template activity-weekly v0\ncdc_code,week_ending,test,done_old\n${rows}\n`);
    expect(errors[0]).toMatchObject({
      code: 'SCHEMA_VERSION',
      row: 1,
      suggestion: null,
      message: 'The file is made from version 0 of the template, and the present one is version 1.',
      fix: 'Download the present template from /api/v1/feeds/activity-weekly/template and copy your figures into it.',
    });
    expect(errors.map(({ code }) => code)).toContain('MISSING_COLUMN');
  });

  it('is accepted when every column is there', async () => {
    const { counts } = await checked('activity-weekly', `cdc-template activity-weekly v7\ncdc_code,week_ending,test,delivered\n${rows}\n`);
    expect(counts).toMatchObject({ errors: 0, warnings: 0, read: 1 });
  });

  it.each([
    ['the present version', 'cdc-template activity-weekly v1'],
    ['no mark', 'Return of Anytown'],
    ['a mark of nothing that we know', 'cdc-template other v0'],
  ])('is not blamed on its version with %s', async (_what, title) => {
    const { errors } = await checked('activity-weekly', `${title}\ncdc_code,week_ending,test,done_old\n${rows}\n`);
    expect(errors.map(({ code }) => code)).not.toContain('SCHEMA_VERSION');
  });
});
