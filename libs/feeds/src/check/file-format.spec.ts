import { gzipSync } from 'node:zlib';
import { xlsxOf, zipOf } from '../workbook/workbook-under-test.js';
import { brief, checkFile } from './check-under-test.js';
import { detectFormat } from './file-format.js';

const ROWS = [
  ['cdc_code', 'date', 'test', 'delivered'],
  ['RWX01', '2024-08-05', 'MRI', 12],
];
const FILES = {
  csv: new TextEncoder().encode(ROWS.map((row) => row.join()).join('\n')),
  xlsx: xlsxOf({ sheets: [{ name: 'S', rows: ROWS }] }),
  json: new TextEncoder().encode('[{"cdc_code":"RWX01","date":"2024-08-05","test":"MRI","delivered":12}]'),
};
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe('the type of a file', () => {
  it.each([
    ['csv', 'return.xlsx', 'an Excel workbook'],
    ['csv', 'return.XLS', 'an old Excel workbook (.xls)'],
    ['csv', 'return.json', 'JSON'],
    ['xlsx', 'return.csv', 'CSV'],
    ['xlsx', 'return.xls', 'an old Excel workbook (.xls)'],
    ['json', 'return.txt', 'CSV'],
  ] as const)('catalogue 73: is told by content: %s named %s is read, with a warning', async (format, fileName, named) => {
    const { errors, rows, counts } = await checkFile('activity-daily', FILES[format], { fileName });
    expect(errors.map(({ code, severity, message }) => [code, severity, message])).toEqual([['TYPE_MISMATCH', 'warning', `By its name the file is ${named}; its content was read.`]]);
    expect([rows.length, counts.errors]).toEqual([1, 0]);
  });

  it.each([
    ['csv', 'return.csv'],
    ['csv', 'return.txt'],
    ['csv', 'return'],
    ['csv', 'return.2024'],
    ['xlsx', 'return.xlsx'],
    ['json', 'return.json'],
  ] as const)('catalogue 73: and no word is said of %s named %s', async (format, fileName) => {
    expect((await checkFile('activity-daily', FILES[format], { fileName })).errors).toEqual([]);
  });

  it.each([
    ['%PDF-1.7 …', 'a PDF'],
    [gzipSync(FILES.csv), 'a compressed file'],
    [zipOf([{ name: 'return.csv', content: FILES.csv }]), 'a compressed file'],
    [zipOf([{ name: 'return.csv', content: FILES.csv }]).subarray(0, 100), 'a compressed file'],
    [Uint8Array.of(0x50, 0x4b, 5, 6, ...Array<number>(18).fill(0)), 'a compressed file'],
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'a picture'],
    [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'a picture'],
    ['<html><body><table><tr><td>cdc_code</td></tr></table></body></html>', 'a web page'],
    ['\ufeff\r\n<!DOCTYPE html>\n<table>', 'a web page'],
    ['<meta http-equiv="Content-Type" content="text/html"><table border=1>', 'a web page'],
    ['<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', 'a workbook in the XML of Excel 2003'],
    ['<?xml version="1.0"?><rows/>', 'XML'],
    [Uint8Array.from([...OLE2, ...Array<number>(600).fill(0), ...Buffer.from('WordDocument', 'utf16le')]), 'a document (.doc)'],
    [zipOf([{ name: '[Content_Types].xml', content: '<Types/>' }, { name: '_rels/.rels', content: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>' }]), 'a document or a presentation'],
    [zipOf([{ name: '[Content_Types].xml', content: '<Types/>' }, { name: '_rels/.rels', content: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>' }]), 'a binary workbook (.xlsb)'],
  ])('that is no use is refused for what it is, whatever its name (%#)', async (content, name) => {
    const { errors } = await checkFile('activity-daily', content, { fileName: 'return.xls' });
    expect(errors.map(({ code, message }) => [code, message])).toEqual([['TYPE_NOT_SUPPORTED', `The content is not a type that this feed takes: ${name}.`]]);
  });

  it.each([
    ['[Draft] return of the region\ncdc_code,date', 'csv'],
    ['[{"a":1}]', 'json'],
    [' \n[ ', 'json'],
    ['[1]', 'json'],
    ['{"items":[]}', 'json'],
    ['"a","b"', 'csv'],
    ['a < b', 'csv'],
  ])('of %j is %s', (text, format) => expect(detectFormat(new TextEncoder().encode(text))).toBe(format));

  it('catalogue 77: that is packed with gzip is never unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    expect(brief(await checkFile('activity-daily', bomb, { fileName: 'return.csv' }))).toEqual(['TYPE_NOT_SUPPORTED']);
  });
});
