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

function check(feed: FeedName, given: Given, options: Partial<CheckOptions> = {}): CheckResult & { accepted: number } {
  let accepted = 0;
  const run = openCheck(feedByName(feed), { fileName: 'file.csv', context, onRow: () => accepted++, ...options });
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  for (let at = 0; at < bytes.length; at += 1000) run.push(bytes.subarray(at, at + 1000));
  return Object.assign(run.end(), { accepted });
}

const HEADER = 'cdc_code,date,test,delivered';
const daily = (rows: string, header = HEADER) => check('activity-daily', `${header}\n${rows}`);
const brief = (result: CheckResult) =>
  result.errors.map(({ code, cell }) => (cell === null ? code : `${code} ${cell}`));

describe('a sound file', () => {
  const rows = 'RWX01,2024-08-05,MRI,"1,234"\nrwx02,2024-08-05,Magnetic resonance imaging,0\n';

  it('is read row by row with whole totals', () => {
    const result = daily(rows);
    expect(result.counts).toEqual({ read: 2, skipped: 0, errors: 0, warnings: 0 });
    expect(result.totals).toEqual({ delivered: 1234 });
    expect(result.accepted).toBe(2);
  });

  it('gives values by column of the layout, whatever the order and spelling in the file', () => {
    const seen: unknown[] = [];
    const text = 'Tests delivered;COMMENT;Test;Date;CDC-code\n 7 ;fine;CT;2024-08-06;RWX03\n;x;;;\n';
    const feed = feedByName('activity-daily');
    const run = openCheck(feed, {
      fileName: 'x',
      context,
      onRow: (row) => seen.push(feed.layouts[0]?.columns.map((_, index) => [row.number(index), row.value(index)])),
    });
    run.push(new TextEncoder().encode(text.split('\n').slice(0, 2).join('\n')));
    expect(run.end().counts.errors).toBe(0);
    const none = [ABSENT, null];
    expect(seen).toEqual([
      [[3, 'RWX03'], [dayNumber('2024-08-06'), '2024-08-06'], [1, 'CT'], [7, '7'], none, none, none, [ABSENT, 'fine']],
    ]);
  });

  it.each([
    ['a UTF-8 mark', `\ufeff${HEADER}\n${rows}`],
    ['title rows', `Return of the region\n\nSent,20 August\n${HEADER}\n${rows}`],
    ['carriage returns', `${HEADER}\n${rows}`.replaceAll('\n', '\r')],
    ['blank rows at its end', `${HEADER}\n${rows}\n,,,\n   \n`],
    ['no line end', `${HEADER}\n${rows.trim()}`],
    ['no-break spaces', `${HEADER}\n${rows.replace('RWX01', '\u00a0RWX01\u00a0 ')}`],
  ])('may have %s', (_, text) => {
    expect(check('activity-daily', text)).toMatchObject({ accepted: 2, counts: { errors: 0, warnings: 0 } });
  });

  it.each(['le', 'be'])('may be UTF-16 with a mark (%s), and says that it was', (order) => {
    const text = `\ufeff${HEADER},comment\n${'RWX01,2024-08-05,MRI,1,née €\n'}`;
    const bytes = new Uint8Array(text.length * 2);
    [...text].forEach((character, index) =>
      new DataView(bytes.buffer).setUint16(index * 2, character.charCodeAt(0), order === 'le'),
    );
    expect(check('activity-daily', bytes)).toMatchObject({ accepted: 1, errorsByCode: { TRANSCODED: 1 } });
    expect(brief(check('activity-daily', Uint8Array.of(...bytes, 65)))).toEqual(['TRANSCODED', 'ENCODING']);
  });

  it('may be in Windows-1252 where that is declared', () => {
    const bytes = Uint8Array.from(`${HEADER},comment\nRWX01,2024-08-05,MRI,1,`, (letter) => letter.charCodeAt(0));
    const pound = Uint8Array.of(...bytes, 0xa3);
    expect(check('activity-daily', pound, { charset: 'windows-1252' }).counts).toMatchObject({
      errors: 0,
      warnings: 1,
    });
    expect(brief(check('activity-daily', pound))).toEqual(['ENCODING', 'NO_DATA_ROWS']);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['nothing', '', ['EMPTY_FILE']],
    ['white space', ' \n\n', ['EMPTY_FILE']],
    ['a header alone', `${HEADER}\n`, ['NO_DATA_ROWS']],
    ['a PDF', '%PDF-1.7 ...', ['TYPE_NOT_SUPPORTED']],
    ['a workbook of type .xlsx', 'PK\u0003\u0004........[Content_Types].xml', ['TYPE_NOT_SUPPORTED']],
    ['a zip file', 'PK\u0003\u0004........notes.txt', ['TYPE_NOT_SUPPORTED']],
    ['JSON', '{"items":[]}', ['TYPE_NOT_SUPPORTED']],
    ['prose', 'These are my notes\nof the day\n', ['HEADER_NOT_FOUND']],
    ['a NUL byte', `${HEADER}\nRWX01,2024-08-05,MRI,\u0000\n`, ['NUL_BYTE', 'NO_DATA_ROWS']],
    ['an open quotation mark', `${HEADER}\nRWX01,2024-08-05,"MRI,1\n`, ['MALFORMED_CSV', 'NO_DATA_ROWS']],
    ['a million columns', 'cdc_code'.padEnd(1_000_000, ','), ['TOO_MANY_COLUMNS']],
    ['a first row without end', 'x'.repeat(200_000), ['FIELD_TOO_LONG']],
    ['another feed', 'cdc_code,month,test,planned\nRWX01,2024-08,MRI,1\n', ['WRONG_FEED']],
  ])('names %s', (_, text, codes) => {
    const result = check('activity-daily', text);
    expect(brief(result)).toEqual(codes);
    expect(result.accepted).toBe(0);
  });

  it('refuses an old workbook where the feed has no such layout', () => {
    expect(brief(check('activity-daily', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0)))).toEqual(
      ['LEGACY_XLS'],
    );
  });

  it('refuses a damaged workbook where it has one', () => {
    const damaged = new Uint8Array(2000).fill(7);
    damaged.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(brief(check('dm01-monthly', damaged))).toEqual(['UNREADABLE_WORKBOOK']);
  });

  it('names the closest feed', () => {
    expect(check('activity-daily', 'cdc_code,month,test,planned\n').errors[0]?.message).toBe(
      'The columns match the feed "Activity plan".',
    );
  });
});

describe('a faulty header', () => {
  it('is reported with every missing column and the errors of the columns that are there', () => {
    const result = check('activity-daily', 'cdc_code,delivered\nRWX01,-1\nRWX09,2\n');
    expect(result.errors.map(({ code, column }) => [code, column])).toEqual([
      ['MISSING_COLUMN', 'date'],
      ['MISSING_COLUMN', 'test'],
      ['NEGATIVE', 'delivered'],
      ['UNKNOWN_SITE', 'cdc_code'],
    ]);
    expect(result.accepted).toBe(0);
  });

  it('is reported with both places of a column that appears twice', () => {
    const result = daily('RWX01,2024-08-05,MRI,1,2\n', `${HEADER},Tests done`);
    expect(result.errors.map(({ code, message }) => [code, message])).toEqual([
      ['DUPLICATE_HEADER', '"delivered" stands in columns D and E.'],
    ]);
    expect(result).toMatchObject({ accepted: 0, counts: { read: 1, errors: 1 } });
  });

  it('warns of an unknown column and offers the nearest', () => {
    const result = daily('RWX01,2024-08-05,MRI,1,2\n', `${HEADER},canceled tests`);
    expect(result).toMatchObject({ accepted: 1, counts: { errors: 0, warnings: 1 } });
    expect(daily('RWX01,2024-08-05,MRI,1,2\n', `${HEADER},canceld`).errors[0]).toMatchObject({
      code: 'IGNORED_COLUMN',
      suggestion: 'cancelled',
    });
  });

  it.each(['__proto__', 'constructor'])('may not name a column %s', (name) => {
    expect(brief(daily('RWX01,2024-08-05,MRI,1,2\n', `${HEADER},${name}`))).toEqual(['FORBIDDEN_HEADER']);
  });
});

describe('a faulty row', () => {
  it('has all its cells reported at once, by row, column and cell', () => {
    const result = daily('RWX01,2024-08-05,MRI,1\nRWXO2,2024-02-31,MRJ,12.5\n');
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

  it.each([
    ['RWX01,2024-08-05,MRI,', 'MISSING_VALUE D2'],
    [',2024-08-05,MRI,1', 'MISSING_VALUE A2'],
    ['RWX01,2024-08-05,MRI,*', 'SUPPRESSED_VALUE D2'],
    ['RWX01,05/08/2024,MRI,1', 'DATE_FORMAT B2'],
    ['RWX01,2024-08-21,MRI,1', 'FUTURE_DATE B2'],
    ['RWX01,2024-08-05,MRI,10001', 'NUMBER_TOO_LARGE D2'],
    ['RWX01,2024-08-05,MRI', 'RAGGED_ROW'],
    ['RWX01,2024-08-05,MRI,1,2', 'RAGGED_ROW'],
    ['Total,,,55', 'TOTAL_ROW'],
    [',,Grand total,55', 'TOTAL_ROW'],
    ['Total,55', 'TOTAL_ROW'],
  ])('%s is %s', (row, expected) => {
    expect(brief(daily(`${row}\n`))).toEqual([expected]);
  });

  it('counts rows as a spreadsheet does below title rows and line breaks inside cells', () => {
    const result = check(
      'activity-daily',
      `Return\n${HEADER},comment\nRWX01,2024-08-05,MRI,1,"a\nb"\nRWX01,2024-08-06,MRI,many,\n`,
    );
    expect(brief(result)).toEqual(['NUMBER_FORMAT D4']);
  });

  it('warns once of blank rows in the middle', () => {
    const result = daily('RWX01,2024-08-05,MRI,1\n\n,,,\nRWX01,2024-08-06,MRI,1\n');
    expect(result.errors.map(({ code, row }) => [code, row])).toEqual([['BLANK_ROW', 3]]);
    expect(result).toMatchObject({ accepted: 2, counts: { read: 2, skipped: 2, errors: 0 } });
  });

  it('names both rows of a key that appears twice, however it is spelt', () => {
    const result = daily(
      'RWX01,2024-08-05,MRI,1\nRWX01,2024-08-06,MRI,1\nrwx01,2024-08-05,Magnetic Resonance Imaging,1\n',
    );
    expect(result.errors.map(({ row, message }) => [row, message])).toEqual([
      [4, 'Rows 2 and 4 have the same cdc_code, date and test.'],
    ]);
  });

  it('never shows free text or what may be personal', () => {
    const result = daily('943 476 5918,2024-08-05,MRI,1,\nRWX01,2024-08-06,MRI,1,Mr Smith \u200b', `${HEADER},comment`);
    expect(result.errors.map(({ code, value }) => [code, value])).toEqual([
      ['UNKNOWN_SITE', null],
      ['CONTROL_CHARS', null],
    ]);
    expect(JSON.stringify(result.errors)).not.toMatch(/943|Smith/);
  });

  it('refuses text that is too long', () => {
    expect(
      brief(
        daily(
          `RWX01,2024-08-05,MRI,1,${'é'.repeat(500)}\nRWX01,2024-08-06,MRI,1,${'é'.repeat(501)}`,
          `${HEADER},comment`,
        ),
      ),
    ).toEqual(['FIELD_TOO_LONG E3']);
  });
});

describe('a file of many errors', () => {
  it('keeps the first and counts them all', () => {
    const rows = Array.from({ length: MAX_ERRORS_KEPT + 500 }, (_, index) => `RWX01,2024-08-05,MRI,x${index}`).join(
      '\n',
    );
    const result = daily(rows);
    expect(result.errors).toHaveLength(MAX_ERRORS_KEPT);
    expect(result.errorsByCode).toEqual({ NUMBER_FORMAT: MAX_ERRORS_KEPT + 500, DUPLICATE_KEY: MAX_ERRORS_KEPT + 499 });
  });

  it('is suspected of being cut where a spreadsheet cuts', () => {
    const rows = (count: number) => Array.from({ length: count }, () => 'RWX01,2024-08-05,MRI,1').join('\n');
    expect(daily(rows(65_535)).errorsByCode).toHaveProperty('ROW_LIMIT_SUSPECT');
    expect(daily(rows(65_534)).errorsByCode).not.toHaveProperty('ROW_LIMIT_SUSPECT');
  });
});

describe('openCheck', () => {
  it('takes a large file in one chunk', () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `RWX0${(index % 3) + 1},${new Date((index + 1000) * 86_400_000).toISOString().slice(0, 10)},MRI,1`,
    );
    const run = openCheck(feedByName('activity-daily'), { fileName: 'x', context: { ...context, today: 99_999 } });
    run.push(new TextEncoder().encode(`${HEADER}\n${rows.join('\n')}`));
    expect(run.end()).toMatchObject({ counts: { read: 20_000, errors: 0 }, totals: { delivered: 20_000 } });
  });

  it('needs the list of centres', () => {
    const run = openCheck(feedByName('activity-daily'), { fileName: 'x', context: { today: 0, codeLists: {} } });
    run.push(new TextEncoder().encode(`${HEADER}\n`));
    expect(() => run.end()).toThrow(RangeError);
  });
});
