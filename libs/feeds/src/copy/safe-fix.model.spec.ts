import { describe, expect, it } from '@jest/globals';
import { createCodeList } from '../columns/code-list.js';
import { openCheck } from '../check/file-check.js';
import { type CheckResult } from '../check/check-result.model.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { csvShape } from './csv-shape.js';
import { FixedCsv } from './fixed-csv.js';
import { fixGroups } from './fix-groups.model.js';
import { safeChangesOf, type SafeChange } from './safe-fix.model.js';

const feed = feedByName('activity-weekly');

async function checked(text: string): Promise<CheckResult> {
  const cdcs = createCodeList([{ code: 'RAA01', number: 1, name: 'A' }]);
  const check = openCheck(feed, { fileName: 'week.csv', context: { today: 19_940, codeLists: { cdcs } } });
  check.push(Buffer.from(text));
  return check.end();
}

async function changesOf(text: string): Promise<SafeChange[]> {
  const { errors, layout } = await checked(text);
  return safeChangesOf(errors, layout, csvShape(Buffer.from(text), true, feed).header, null);
}

async function fixed(text: string): Promise<string> {
  const copy = new FixedCsv(csvShape(Buffer.from(text), true, feed), await changesOf(text));
  return Buffer.concat([copy.push(Buffer.from(text)).slice(), copy.end().slice()]).toString();
}

const HEADER = 'cdc_code,week_ending,test,delivered,did_not_attend';

describe('a safe fix', () => {
  it('writes a certain day-first date year first, the one code meant, and empties "n/a" in an optional column', async () => {
    const file = `${HEADER}\nRAA01,28/07/2024,MRI,4,n/a\nRAA01,2024-07-28,COMPUTED TOMOGRAPY,5,1\n`;
    const copy = await fixed(file);
    expect(copy).toBe(`${HEADER}\nRAA01,2024-07-28,MRI,4,\nRAA01,2024-07-28,CT,5,1\n`);
    expect((await checked(copy)).counts).toMatchObject({ errors: 0, read: 2 });
  });

  it('renames a column that is one typing error from the one that is missing', async () => {
    const copy = await fixed('cdc_code,week_endng,test,delivered\nRAA01,2024-07-28,MRI,4\n');
    expect(copy).toBe('cdc_code,week_ending,test,delivered\nRAA01,2024-07-28,MRI,4\n');
  });

  it.each([
    ['a number', 'RAA01,2024-07-28,MRI,12.5,'],
    ['a missing number, whatever stands for it', 'RAA01,2024-07-28,MRI,n/a,'],
    ['a dash, which may mean zero', 'RAA01,2024-07-28,MRI,4,-'],
    ['the code of a centre', 'RAAO1,2024-07-28,MRI,4,'],
    ['a date that may be two', 'RAA01,04/08/2024,MRI,4,'],
    ['a week that ends on another day', 'RAA01,2024-07-27,MRI,4,'],
  ])('is never offered for %s', async (_what, line) => {
    const text = `${HEADER}\n${line}\n`;
    expect((await checked(text)).counts.errors).toBeGreaterThan(0);
    expect(await changesOf(text)).toEqual([]);
  });

  it('renames nothing where two columns are equally near', async () => {
    expect(await changesOf('cdc_code,week_endng,week_endin,test,delivered\nRAA01,2024-07-28,x,MRI,4\n')).toEqual([]);
  });
});

it('asks once for each wrong code and once for the dates of a column, most cells first', async () => {
  const lines = ['28/07/2024,MRII', '21/07/2024,MRII', '14/07/2024,MRII', '2024-07-28,SPIROMETRI'].map((cells) => `RAA01,${cells},4,`);
  const groups = fixGroups(await changesOf([HEADER, ...lines, ''].join('\n')));
  expect(groups.map(({ id, count, firstRow, lastRow }) => [id, count, firstRow, lastRow])).toEqual([
    ['DATE_FORMAT.week_ending', 3, 2, 4],
    ['UNKNOWN_TEST.test.MRII', 3, 2, 4],
    ['UNKNOWN_TEST.test.SPIROMETRI', 1, 5, 5],
  ]);
  expect(groups.map(({ sentence }) => sentence)).toEqual([
    'Write the dates in week_ending year first, in all 3 rows',
    'Change MRII to MRI in all 3 rows',
    'Change SPIROMETRI to SPIROMETRY in 1 row',
  ]);
  expect(groups[0]?.pairs[0]).toEqual({ from: '28/07/2024', to: '2024-07-28', count: 1 });
});
