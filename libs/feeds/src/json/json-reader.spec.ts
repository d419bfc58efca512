import { brief, checkFile, type Checked, CONTEXT } from '../check/check-under-test.js';
import { type CheckOptions } from '../check/check-result.model.js';
import { openCheck } from '../check/file-check.js';
import { feedByName } from '../feeds/feed-catalogue.js';

const ROW = '"cdc_code":"RWX01","date":"2024-08-05","test":"MRI"';

const check = (text: string, options: Partial<CheckOptions> = {}): Promise<Checked> => checkFile('activity-daily', text, options);
const codesOf = async (text: string): Promise<string[]> => brief(await check(text));

describe('a JSON file', () => {
  it.each([
    ['a list of objects', `[{${ROW},"delivered":12},{"delivered":"3","test":"CT","date":"2024-08-05","cdc_code":"RWX02"}]`],
    ['an object with items', `{"items" : [ {${ROW},"delivered":12.0},\r\n{"test":"CT","comment":null,"date":"2024-08-05","cdc_code":"RWX02","delivered":3} ] }\n`],
    ['a mark and other spellings of keys', `\ufeff [{${ROW},"Tests delivered":12},{"CDC-code":"RWX02","date":"2024-08-05","test":"CT","Tests delivered":3}]`],
  ])('may be %s', async (what, text) => {
    const result = await check(what.startsWith('a mark') ? text.replace('"CDC-code"', '"cdc_code"') : text);
    expect(result.rows).toEqual([
      { cdc_code: 'RWX01', date: '2024-08-05', test: 'MRI', delivered: what.startsWith('an object') ? '12.0' : '12' },
      { cdc_code: 'RWX02', date: '2024-08-05', test: 'CT', delivered: '3' },
    ]);
    expect([result.counts.read, result.counts.errors, result.totals]).toEqual([2, 0, { delivered: 15 }]);
  });

  it('names errors by the number of the object and the column, without the address of a cell', async () => {
    const { errors } = await check(`[{${ROW},"delivered":1},{${ROW.replace('05', '06')},"delivered":-1},{${ROW.replace('05', '07')}}]`);
    expect(errors.map(({ code, row, column, cell }) => [code, row, column, cell])).toEqual([
      ['NEGATIVE', 2, 'delivered', null],
      ['MISSING_VALUE', 3, 'delivered', null],
    ]);
  });

  it('may be of any length, also where a spreadsheet would end', async () => {
    const days = Array.from({ length: 65_536 }, (_, index) => `{"org_code":"RWX","date":"${new Date(index * 86_400_000 - 2_000_000_000_000).toISOString().slice(0, 10)}","amount":1.5}`);
    const { counts, totals } = await checkFile('ledger', `[${days.join()}]`);
    expect([counts.read, counts.errors, totals]).toEqual([65_536, 0, { amountPence: 65_536 * 150 }]);
  });

  it('catalogue 80: with a key twice is refused by object and key, whether the column is read or not', async () => {
    const { errors, rows } = await check(`[{${ROW},"delivered":1,"delivered":2},{${ROW.replace('05', '06')},"delivered":1,"other":1,"other":1}]`);
    expect(errors.map(({ code, row, column, message }) => [code, row, column, message]).filter(([code]) => code !== 'IGNORED_COLUMN')).toEqual([
      ['DUPLICATE_KEY_IN_OBJECT', 1, 'delivered', 'The key "delivered" stands twice in one object.'],
      ['DUPLICATE_KEY_IN_OBJECT', 2, null, 'The key "other" stands twice in one object.'],
    ]);
    expect(rows.length).toBeLessThan(2);
    expect(await codesOf(`{"items":[],"items":[{${ROW}}]}`)).toEqual(['DUPLICATE_KEY_IN_OBJECT']);
  });

  it('catalogue 80: with a column under two spellings is refused as a header is', async () => {
    expect(await codesOf(`[{${ROW},"delivered":1,"Tests done":2}]`)).toContain('DUPLICATE_HEADER 1');
  });

  it('catalogue 80: with objects or lists as values is refused by object and key, however deep they are', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const { errors } = await check(`[{${ROW},"delivered":{"a":[{"delivered":1}]}},{${ROW.replace('05', '06')},"delivered":1,"extra":${deep}}]`);
    expect(errors.map(({ code, row, column, message }) => [code, row, column, message]).slice(-2)).toEqual([
      ['NESTED_VALUE', 1, 'delivered', 'The value of delivered is an object or a list.'],
      ['NESTED_VALUE', 2, null, 'The value of "extra" is an object or a list.'],
    ]);
    expect(await codesOf(deep)).toEqual(['JSON_SHAPE 1']);
    expect(await codesOf('['.repeat(2_000_000))).toEqual(['MALFORMED_JSON']);
  });

  it('catalogue 80: keeps the digits of big numbers, and takes no number that CSV does not', async () => {
    const { errors } = await check(`[${['9007199254740993', '1e3', '0.5', '-1', 'true'].map((number, index) => `{${ROW.replace('05', `0${index + 1}`)},"delivered":${number}}`).join()}]`);
    expect(errors.map(({ code, value }) => [code, value])).toEqual([
      ['NUMBER_TOO_LARGE', null],
      ['NUMBER_FORMAT', '1e3'],
      ['NOT_WHOLE', '0.5'],
      ['NEGATIVE', '-1'],
      ['NUMBER_FORMAT', 'true'],
    ]);
    const { totals } = await checkFile('ledger', '[{"date":"2024-08-05","amount":900719925474.99},{"date":"2024-08-05","amount":0.1},{"date":"2024-08-05","amount":0.2}]');
    expect(totals).toEqual({ amountPence: 90_071_992_547_529 });
  });

  it.each([
    ['{}', 'The file is not a list of objects.'],
    ['{"items":{}}', 'The file is not a list of objects.'],
    ['{"items":3}', 'The file is not a list of objects.'],
    ['{"rows":[]}', 'The key "rows" stands beside the rows.'],
    ['{"items":[{"a":1}],"next":"x"}', 'The key "next" stands beside the rows.'],
  ])('catalogue 80: of the shape %s is refused', async (text, message) => {
    const { errors } = await check(text);
    expect(errors.map(({ code, message: words }) => [code, words])).toEqual([['JSON_SHAPE', message]]);
  });

  it('catalogue 80: with entries that are no objects is refused by their numbers', async () => {
    const { errors } = await check(`[{${ROW},"delivered":1},7,[{"delivered":1}],"x",null]`);
    expect(errors.map(({ code, row, message }) => [code, row, message])).toEqual([2, 3, 4, 5].map((row) => ['JSON_SHAPE', row, `Entry ${row} of the list is not an object.`]));
  });

  it.each(['[', '[{', '[{"a":1}', '[{"a":1}]]', '[{"a":1},]', '[{"a":01}]', "[{'a':1}]", '[{"a":1} {"a":2}]', '{"items":[]} {}', '[{"a":"\u0001"}]', '[{"a":NaN}]'])('catalogue 80: that is not JSON is refused: %j', async (text) => {
    expect(await codesOf(text)).toEqual(['MALFORMED_JSON']);
  });

  it('with letters that are not UTF-8 is refused', async () => {
    const { errors } = await checkFile('activity-daily', Uint8Array.of(...Buffer.from(`[{"a":"${'é'.repeat(40_000)}`), 0xe9, ...Buffer.from('"}]')));
    expect(errors.map(({ code, row, message }) => [code, row, message])).toEqual([['ENCODING', null, 'Letters are not in UTF-8 at byte 80,007.']]);
  });

  it('without rows has nothing to read', async () => {
    for (const text of ['[]', '[{}]', '{"items":[]}']) expect(await codesOf(text)).toEqual(['NO_DATA_ROWS']);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('catalogue 17: may not have the key %s, and nothing is inherited by it', async (key) => {
    const { errors } = await check(`[{${ROW},"delivered":1},{${ROW.replace('05', '06')},"delivered":1,"${key}":{"polluted":true}}]`);
    expect(errors.map(({ code, row, message }) => [code, row, message])).toContainEqual(['FORBIDDEN_HEADER', 2, `A column is named "${key}", which no column may be.`]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await codesOf(`[{${ROW},"${key}":1}]`)).toContain('FORBIDDEN_HEADER 1');
  });

  it('catalogue 18: with more keys than any feed is refused', async () => {
    const keys = (count: number) => `[{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join()}}]`;
    expect(await codesOf(keys(513))).toEqual(['TOO_MANY_COLUMNS']);
    expect(await codesOf(keys(512))).toEqual(['HEADER_NOT_FOUND']);
  });

  it('says which feed it is for', async () => {
    expect(await codesOf('[{"cdc_code":"RWX01","month":"2024-08","test":"MRI","planned":1}]')).toEqual(['WRONG_FEED']);
  });

  it('is refused where it is larger than may be kept', async () => {
    expect(brief(await check(`[{${ROW},"delivered":1}]`, { limits: { fileBytes: 50 } }))).toEqual(['FILE_TOO_LARGE']);
  });

  it('is refused by a feed of published workbooks alone', async () => {
    const feed = feedByName('dm01-monthly');
    const opened = openCheck({ ...feed, layouts: feed.layouts.filter(({ workbook }) => workbook) }, { fileName: 'x', context: CONTEXT });
    opened.push(new TextEncoder().encode('[{"a":1}]'));
    expect(brief(await opened.end())).toEqual(['TYPE_NOT_SUPPORTED']);
  });
});
