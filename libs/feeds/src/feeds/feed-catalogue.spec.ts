import { type FeedName, FEEDS, foldName } from '@cdc/contracts';
import { openCheck } from '../check/file-check.js';
import { createCodeList } from '../columns/code-list.js';
import { ERROR_CODES, SERVICE_ERROR_CODES, type CheckErrorCode } from '../errors/error-codes.js';
import { wordsFor } from '../errors/error-words.js';
import { headerSpellings } from '../header/header-match.js';
import { FEED_DEFINITIONS, feedByName } from './feed-catalogue.js';
import { templateCsv, templateTable } from '../template/template-table.model.js';
import { describeFeed } from './feed-description.js';

const layouts = FEED_DEFINITIONS.flatMap((feed) => feed.layouts);
const codes = Object.keys(ERROR_CODES).filter((code): code is CheckErrorCode => !SERVICE_ERROR_CODES.some((other) => other === code));

describe('the feeds', () => {
  it('are those of the vocabulary', () => {
    expect(FEED_DEFINITIONS.map(({ name }) => name)).toEqual(FEEDS.map(({ name }) => name));
  });

  it.each(layouts.map((layout) => [`${layout.feed} ${layout.name}`, layout] as const))(
    '%s has no header that means two columns, and a key among its columns',
    (_, layout) => {
      const names = layout.columns.flatMap((column) => [column.name, ...column.aliases].map(foldName));
      expect(headerSpellings(layout).size).toBe(new Set(names).size);
      for (const name of layout.key) expect(layout.columns[layout.columnIndex(name)]?.required).toBe(true);
      for (const column of layout.columns) expect(column.type === 'code').toBe(column.list !== undefined);
    },
  );

  it('name the centre first and its period second, as the rules of activity expect', () => {
    for (const name of [
      'activity-daily',
      'activity-weekly',
      'activity-monthly',
      'plan-activity',
      'offered-tests',
    ] as const) {
      const [layout] = feedByName(name).layouts;
      expect(layout?.columns[0]?.list).toBe('cdcs');
      if (name.startsWith('activity')) expect(['date', 'month']).toContain(layout?.columns[1]?.type);
    }
  });

  it('give a template whose own header they accept', async () => {
    for (const feed of FEED_DEFINITIONS) {
      const template = templateTable(feed);
      if (template === null) continue;
      const registered = { cdcs: createCodeList([]), organisations: createCodeList([]), machines: createCodeList([]) };
      const run = openCheck(feed, { fileName: 'x', context: { today: 0, codeLists: registered } });
      run.push(new TextEncoder().encode(templateCsv(template)));
      expect(await run.end()).toMatchObject({ layout: { name: 'template' }, errorsByCode: { NO_DATA_ROWS: 1 } });
    }
  });

  it('have examples that their own parsers accept', async () => {
    const registered = {
      cdcs: createCodeList([{ code: 'RWX92', number: 1 }]),
      organisations: createCodeList([{ code: 'RWX', number: 1 }]),
      machines: createCodeList([{ code: 'RWX92-MRI-1', number: 1 }]),
    };
    for (const feed of FEED_DEFINITIONS) {
      const template = templateTable(feed);
      if (template === null) continue;
      const row = feed.layouts[0]?.columns.map((column) => column.example).join(',');
      const run = openCheck(feed, { fileName: 'x', context: { today: 99_999, codeLists: registered } });
      run.push(new TextEncoder().encode(`${templateCsv(template)}${row}\n`));
      expect([feed.name, (await run.end()).errors]).toEqual([feed.name, []]);
    }
  });
});

describe('templateTable', () => {
  it('has the columns of the template', () => {
    expect(templateTable(feedByName('activity-daily'))?.headers).toEqual(['cdc_code', 'date', 'test', 'delivered', 'did_not_attend', 'cancelled', 'planned', 'comment']);
    expect(templateTable(feedByName('plan-activity'))?.headers).toEqual(['cdc_code', 'month', 'test', 'planned']);
  });

  it('is not there for a feed of published files', () => {
    expect(templateTable(feedByName('dm01-monthly'))).toBeNull();
  });
});

describe('describeFeed', () => {
  it('tells layouts, columns and rules as plain data', () => {
    const description = describeFeed(feedByName('plan-activity'));
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    expect(description.layouts[0]?.columns.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['cdc_code', 'code', true],
      ['month', 'month', true],
      ['test', 'code', true],
      ['planned', 'whole', true],
    ]);
  });

  it('tells the types of files by layout', () => {
    const formats = (feed: FeedName) => describeFeed(feedByName(feed)).layouts.map((layout) => layout.formats.join(' '));
    expect(formats('plan-activity')).toEqual(['csv xlsx json']);
    expect(formats('dm01-monthly')[0]).toBe('xls xlsx');
    expect(formats('organisations')).toEqual(['csv', 'csv xlsx json', 'csv xlsx json', 'csv xlsx json']);
  });
});

describe('the messages', () => {
  const seen = { column: 'delivered', example: '12', value: 'x', detail: 'a detail', suggestion: 'y', row: 7 };

  it.each(codes)('of %s are short, plain and without apology', (code) => {
    const { message, fix } = wordsFor(code, seen);
    expect(ERROR_CODES[code].split(' ').length).toBeLessThanOrEqual(8);
    expect(`${ERROR_CODES[code]} ${message} ${fix}`).not.toMatch(/please|invalid|failed to|sorry|undefined/i);
    expect(fix).toMatch(/[.?]$/);
  });
});
