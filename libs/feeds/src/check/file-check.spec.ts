import { dayNumber, type FeedName } from '@cdc/contracts';
import { createCodeList } from '../columns/code-list.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { ABSENT, type CheckContext } from '../feeds/feed.model.js';
import { type CheckOptions, type CheckResult, MAX_ERRORS_KEPT } from './check-result.model.js';
import { openCheck } from './file-check.js';

const context: CheckContext = {
  today: dayNumber('2024-08-20'),
  codeLists: {
    cdcs: createCodeList([1, 2, 3].map((number) => ({ code: `RWX0${number}`, number, name: `Centre ${number}` }))),
  },
};

type Given = Uint8Array | string;

async function check(feed: FeedName, given: Given, options: Partial<CheckOptions> = {}): Promise<CheckResult & { accepted: number }> {
  let accepted = 0;
  const run = openCheck(feedByName(feed), { fileName: 'file.csv', context, onRow: () => accepted++, ...options });
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  for (let at = 0; at < bytes.length; at += 1000) run.push(bytes.subarray(at, at + 1000));
  return Object.assign(await run.end(), { accepted });
}

const HEADER = 'cdc_code,date,test,delivered';
const daily = async (rows: string, header = HEADER) => await check('activity-daily', `${header}\n${rows}`);
const brief = (result: CheckResult) =>
  result.errors.map(({ code, cell }) => (cell === null ? code : `${code} ${cell}`));

describe('a sound file', () => {
  const rows = 'RWX01,2024-08-05,MRI,"1,234"\nRWX02,2024-08-05,Magnetic resonance imaging,0\n';

  it('is read row by row with whole totals', async () => {
    const result = await daily(rows);
    expect(result.counts).toEqual({ read: 2, skipped: 0, errors: 0, warnings: 0 });
    expect(result.totals).toEqual({ delivered: 1234 });
    expect(result.accepted).toBe(2);
  });

  it('gives values by column of the layout, whatever the order and spelling in the file', async () => {
    const seen: unknown[] = [];
    const text = 'Tests delivered;COMMENT;Test;Date;CDC-code\n 7 ;fine;CT;2024-08-06;RWX03\n;x;;;\n';
    const feed = feedByName('activity-daily');
    const run = openCheck(feed, {
      fileName: 'x',
      context,
      onRow: (row) => seen.push(feed.layouts[0]?.columns.map((_, index) => [row.number(index), row.value(index)])),
    });
    run.push(new TextEncoder().encode(text.split('\n').slice(0, 2).join('\n')));
    expect((await run.end()).counts.errors).toBe(0);
    const none = [ABSENT, null];
    expect(seen).toEqual([
      [[3, 'RWX03'], [dayNumber('2024-08-06'), '2024-08-06'], [1, 'CT'], [7, '7'], none, none, none, [ABSENT, 'fine']],
    ]);
  });

});

describe('a file that cannot be read', () => {
  it.each([
    ['a PDF', '%PDF-1.7 ...', ['TYPE_NOT_SUPPORTED']],
    ['a zip file', 'PK\u0003\u0004........notes.txt', ['TYPE_NOT_SUPPORTED']],
    ['prose', 'These are my notes\nof the day\n', ['HEADER_NOT_FOUND']],
    ['a first row without end', 'x'.repeat(200_000), ['FIELD_TOO_LONG']],
    ['another feed', 'cdc_code,month,test,planned\nRWX01,2024-08,MRI,1\n', ['WRONG_FEED']],
  ])('names %s', async (_, text, codes) => {
    const result = await check('activity-daily', text);
    expect(brief(result)).toEqual(codes);
    expect(result.accepted).toBe(0);
  });

  it('refuses an old workbook where the feed has no such layout', async () => {
    expect(brief(await check('activity-daily', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0)))).toEqual(
      ['LEGACY_XLS'],
    );
  });

  it('refuses a damaged workbook where it has one', async () => {
    const damaged = new Uint8Array(2000).fill(7);
    damaged.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(brief(await check('dm01-monthly', damaged))).toEqual(['UNREADABLE_WORKBOOK']);
  });

  it('names the closest feed', async () => {
    expect((await check('activity-daily', 'cdc_code,month,test,planned\n')).errors[0]?.message).toBe(
      'The columns match the feed "Activity plan".',
    );
  });
});

describe('a faulty row', () => {
  it('has all its cells reported at once, by row, column and cell', async () => {
    const result = await daily('RWX01,2024-08-05,MRI,1\nRWXO2,2024-02-31,MRJ,12.5\n');
    expect(brief(result)).toEqual(['UNKNOWN_SITE A3', 'NOT_A_DATE B3', 'UNKNOWN_TEST C3', 'NOT_WHOLE D3']);
    expect(result.errors[0]).toEqual({
      severity: 'error',
      row: 3,
      column: 'cdc_code',
      cell: 'A3',
      sheet: null,
      code: 'UNKNOWN_SITE',
      value: 'RWXO2',
      message: '"RWXO2" is not a code on our list. The closest is RWX02, Centre 2.',
      fix: 'Replace it with RWX02.',
      suggestion: 'RWX02',
    });
    expect(result.counts).toMatchObject({ read: 2, errors: 4 });
  });

});

describe('a file of many errors', () => {
  it('keeps the first and counts them all', async () => {
    const rows = Array.from({ length: MAX_ERRORS_KEPT + 500 }, (_, index) => `RWX01,2024-08-05,MRI,x${index}`).join(
      '\n',
    );
    const result = await daily(rows);
    expect(result.errors).toHaveLength(MAX_ERRORS_KEPT);
    expect(result.errorsByCode).toEqual({ NUMBER_FORMAT: MAX_ERRORS_KEPT + 500, DUPLICATE_KEY: MAX_ERRORS_KEPT + 499 });
  });

  it('is suspected of being cut where a spreadsheet cuts', async () => {
    const rows = (count: number) => Array.from({ length: count }, () => 'RWX01,2024-08-05,MRI,1').join('\n');
    expect((await daily(rows(65_535))).errorsByCode).toHaveProperty('ROW_LIMIT_SUSPECT');
    expect((await daily(rows(65_534))).errorsByCode).not.toHaveProperty('ROW_LIMIT_SUSPECT');
  });
});

describe('openCheck', () => {
  it('takes a large file in one chunk', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `RWX0${(index % 3) + 1},${new Date((index + 1000) * 86_400_000).toISOString().slice(0, 10)},MRI,1`,
    );
    const run = openCheck(feedByName('activity-daily'), { fileName: 'x', context: { ...context, today: 99_999 } });
    run.push(new TextEncoder().encode(`${HEADER}\n${rows.join('\n')}`));
    expect(await run.end()).toMatchObject({ counts: { read: 20_000, errors: 0 }, totals: { delivered: 20_000 } });
  });

  it('needs the list of centres', async () => {
    const run = openCheck(feedByName('activity-daily'), { fileName: 'x', context: { today: 0, codeLists: {} } });
    run.push(new TextEncoder().encode(`${HEADER}\n`));
    await expect(run.end()).rejects.toThrow(RangeError);
  });
});
