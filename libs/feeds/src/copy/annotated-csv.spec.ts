import { describe, expect, it } from '@jest/globals';
import { createCodeList } from '../columns/code-list.js';
import { openCheck } from '../check/file-check.js';
import { type CheckResult, type Charset } from '../check/check-result.model.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { AnnotatedCsv } from './annotated-csv.js';
import { csvShape } from './csv-shape.js';

const feed = feedByName('activity-weekly');
const TODAY = 19_940;

async function checked(bytes: Uint8Array, charset?: Charset): Promise<CheckResult> {
  const cdcs = createCodeList([{ code: 'RAA01', number: 1, name: 'A' }]);
  const check = openCheck(feed, { fileName: 'week.csv', context: { today: TODAY, codeLists: { cdcs } }, ...(charset && { charset }) });
  check.push(bytes);
  return check.end();
}

async function annotated(bytes: Buffer, charset?: Charset): Promise<Buffer> {
  const { errors, counts } = await checked(bytes, charset);
  const copy = new AnnotatedCsv(csvShape(bytes, true, feed, charset), errors, counts.errors + counts.warnings);
  return Buffer.concat([copy.push(bytes).slice(), copy.end().slice()]);
}

const HEADER = 'cdc_code;week_ending;test;delivered;did_not_attend';
const NOTES = ';for information: error codes;for information: what is wrong;for information: how to fix it';

describe('the annotated copy of a CSV file', () => {
  it('keeps title rows and good rows, and says beside the others what is wrong', async () => {
    const file = ['Return of Anytown', HEADER, 'RAA01;2024-08-04;MRI;4;0', 'RAA01;04/08/2024;CT;12;0', 'RAA01;2024-08-04;FLUX;4x;n/a', ''].join('\r\n');
    const lines = (await annotated(Buffer.from(file))).toString().split('\r\n');
    expect(lines.slice(0, 3)).toEqual(['Return of Anytown', HEADER + NOTES, 'RAA01;2024-08-04;MRI;4;0']);
    expect(lines[3]).toBe(
      'RAA01;04/08/2024;CT;12;0;DATE_FORMAT;"week_ending (B4): ""04/08/2024"" is not a date written year-month-day.";Write the year first. If the day comes first in your date, enter 2024-08-04.',
    );
    expect(lines[4]).toMatch(/^RAA01;2024-08-04;FLUX;4x;n\/a;UNKNOWN_TEST \| NUMBER_FORMAT \| MISSING_VALUE;"test \(C5\): .*\| delivered \(D5\): .*\| did_not_attend \(E5\): /);
    expect(lines[5]).toBe('');
  });

  it('says what concerns the whole file in the header row', async () => {
    const lines = (await annotated(Buffer.from('cdc_code,week_ending,test\nRAA01,2024-08-04,MRI\n'))).toString().split('\n');
    expect(lines[0]).toContain('"for information: what is wrong | Whole file: We cannot find the column ""delivered""."');
    expect(lines[1]).toBe('RAA01,2024-08-04,MRI');
  });

  it('says it there and not in a title row', async () => {
    const lines = (await annotated(Buffer.from('Return of Anytown\ncdc_code,week_ending,test\nRAA01,2024-07-28,MRI\n'))).toString().split('\n');
    expect([lines[0], lines[1]?.includes('MISSING_COLUMN')]).toEqual(['Return of Anytown', true]);
  });

  it('says so beside the first row where no header is found', async () => {
    const text = (await annotated(Buffer.from('some,words\nof,no feed\n'))).toString();
    expect(text).toMatch(/^some,words,HEADER_NOT_FOUND,.*\nof,no feed\n$/);
  });

  it('keeps the rest of a file that could not be read to its end', async () => {
    const rest = 'RAA01;"open;MRI;4;0\nmore;lines\n';
    const text = (await annotated(Buffer.from(`${HEADER}\n${rest}`))).toString();
    expect(text.endsWith(`\n${rest}`)).toBe(true);
    expect(text.split('\n')[0]).toContain('MALFORMED_CSV');
  });

  it('stands in one column also where a row is short', async () => {
    const lines = (await annotated(Buffer.from(`${HEADER}\nRAA01;2024-08-04;MRI\n`))).toString().split('\n');
    expect(lines[1]).toMatch(/^RAA01;2024-08-04;MRI;;;RAGGED_ROW;/);
  });

  it('keeps the encoding of the sender', async () => {
    const text = `\ufeff${HEADER}\nRAA01;2024-08-04;MRI;4x;0\n`;
    expect((await annotated(Buffer.from(text, 'utf16le'))).toString('utf16le')).toMatch(/^\ufeffcdc_code;.*\nRAA01;2024-08-04;MRI;4x;0;NUMBER_FORMAT;.*\n$/);
    const latin = Buffer.from(`${HEADER};comment\nRAA01;2024-08-04;MRI;4x;0;caf\u00e9\n`, 'latin1');
    expect((await annotated(latin, 'windows-1252')).toString('latin1')).toMatch(/\nRAA01;2024-08-04;MRI;4x;0;caf\u00e9;NUMBER_FORMAT;/);
    const said = Buffer.from(`${HEADER}\nRAA01;2024-08-04;MRI;\u00e94;0\n`, 'latin1');
    expect((await annotated(said, 'windows-1252')).toString('latin1')).toContain('""\u00e94"" is not a number.');
  });

  it('lets no spreadsheet run what stands in our columns, and changes nothing in the sender’s', async () => {
    const line = 'RAA01;2024-08-04;=1+1;=2+2;0';
    const lines = (await annotated(Buffer.from(`${HEADER}\n${line}\n`))).toString().split('\n');
    expect(lines[1]?.startsWith(`${line};`)).toBe(true);
    for (const cell of lines[1]?.slice(line.length + 1).split(';') ?? []) expect(cell).not.toMatch(/^"?[=+\-@\t]/);
  });

  it('makes a note inert that a spreadsheet would run', () => {
    const item = { severity: 'error', row: 2, column: null, cell: null, sheet: null, code: 'DUPLICATE_KEY', value: null, message: '=1+1', fix: '@x', suggestion: null } as const;
    const copy = new AnnotatedCsv(csvShape(Buffer.from(`${HEADER}\n`), true, feed), [item], 1);
    const text = Buffer.concat([copy.push(Buffer.from(`${HEADER}\nRAA01;2024-08-04;MRI;4;0\n`)).slice(), copy.end().slice()]).toString();
    expect(text.endsWith(";4;0;DUPLICATE_KEY;'=1+1;'@x\n")).toBe(true);
  });

  it('can be corrected and sent as it is: our columns give no warning', async () => {
    const file = Buffer.from(`${HEADER}\nRAA01;2024-08-04;MRI;4x;0\n`);
    const corrected = (await annotated(file)).toString().replace(';4x;', ';4;');
    expect((await checked(Buffer.from(corrected))).errors.map(({ code }) => code)).toEqual([]);
  });
});
