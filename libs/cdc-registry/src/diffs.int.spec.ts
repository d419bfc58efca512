import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FeedName } from '@cdc/contracts';
import { restatementWarnings } from '@cdc/intake';
import { describeWithRealData, splitCsv } from '@cdc/testing';
import { RegistryUnderTest, type Sent } from './registry-under-test.js';

const registry = await RegistryUnderTest.start();
afterAll(() => registry.stop());

type Outcome = NonNullable<Sent['outcome']>;

async function send(feed: FeedName, file: string | Uint8Array): Promise<Outcome> {
  const { errors, outcome } = await registry.send(feed, file);
  expect(errors).toEqual([]);
  if (!outcome) throw new TypeError('nothing was loaded');
  return outcome;
}

const lines = ({ diff }: Outcome): string[] =>
  diff.changes.map(({ kind, row, key, column, old, new: now }) => `${kind} ${row} ${Object.values(key).join(' ')} ${column} ${old} -> ${now}`);
const cells = ({ statement }: Outcome): string[] => ('cells' in statement ? [...statement.cells].map((cell) => cell.join(' ')).sort() : []);

beforeAll(async () => {
  await send('organisations', 'Code,National Grouping Name\nQMJ,LONDON COMMISSIONING REGION\nQRV,LONDON COMMISSIONING REGION\n');
});

describe('what a file changes', () => {
  it('of centres: each filled cell, with its old value', async () => {
    const first = await send('cdc-register', 'cdc_code,name,icb,temporary,opened\nRAA01,North,QMJ,yes,2024-01-01\nRAA02,South,QMJ,,\n');
    expect([lines(first), cells(first)]).toEqual([[], ['RAA01 icbCode new', 'RAA01 name new', 'RAA01 opened new', 'RAA01 temporary new', 'RAA02 icbCode new', 'RAA02 name new']]);
    const second = await send('cdc-register', 'cdc_code,name,icb,temporary,opened\nRAA03,East,QRV,,\nRAA01,North,QRV,no,\n');
    expect(lines(second)).toEqual(['changed 3 RAA01 icb QMJ -> QRV', 'changed 3 RAA01 temporary true -> false']);
    // An empty cell leaves what another file stated, and that file in charge of it.
    expect(cells(second).filter((cell) => cell.startsWith('RAA01'))).toEqual(['RAA01 icbCode changed', 'RAA01 name unchanged', 'RAA01 temporary changed']);
  });

  it('of organisations: the facts that its list states', async () => {
    const changed = await send('organisations', 'Code,National Grouping Name\nQMJ,MIDLANDS COMMISSIONING REGION\nQRV,LONDON COMMISSIONING REGION\n');
    expect(lines(changed)).toEqual(['changed 2 QMJ region Y56 -> Y60']);
    expect(cells(changed)).toEqual(['QMJ kind unchanged', 'QMJ regionCode changed', 'QRV kind unchanged', 'QRV regionCode unchanged']);
    await send('organisations', 'Code,National Grouping Name\nQMJ,LONDON COMMISSIONING REGION\n');
  });

  it('of offered tests: other ends, and offers that a centre no longer has', async () => {
    await send('offered-tests', 'cdc_code,test,from,to\nRAA01,MRI,2024-04-01,\nRAA01,CT,2024-04-01,2024-12-31\nRAA02,CT,2024-04-01,\n');
    const second = await send('offered-tests', 'cdc_code,test,from,to\nRAA01,MRI,2024-04-01,2025-03-31\nRAA01,DEXA_SCAN,2024-04-01,\n');
    expect([lines(second), second.diff.dropped]).toEqual([['changed 2 RAA01 MRI 2024-04-01 to null -> 2025-03-31', 'dropped null RAA01 CT 2024-04-01 to 2024-12-31 -> null'], 1]);
    expect([cells(second).length, cells(second)[0]?.split(' ')[1]]).toEqual([1, 'changed']);
  });

  it('of plans: money in pounds, tests in tests', async () => {
    await send('plan-activity', 'cdc_code,month,test,planned\nRAA01,2024-05,MRI,100\nRAA01,2024-05,CT,10\n');
    expect(lines(await send('plan-activity', 'cdc_code,month,test,planned\nRAA01,2024-06,MRI,1\nRAA01,2024-05,CT,10\nRAA01,2024-05,MRI,140\n'))).toEqual(['changed 4 RAA01 2024-05 MRI planned 100 -> 140']);
    await send('plan-spend', 'org_code,month,kind,line,planned\nENG,2024-05,revenue,DIGITAL,1000\n');
    const spend = await send('plan-spend', 'org_code,month,kind,line,planned\nENG,2024-05,revenue,DIGITAL,1250.75\n');
    expect([lines(spend), cells(spend).map((cell) => cell.split(' ').at(-1))]).toEqual([['changed 2 ENG 2024-05 revenue DIGITAL planned 1000 -> 1250.75'], ['changed']]);
    await send('opening-plan', 'cdc_code,planned_opening,wave\nRAA01,2024-05-01,1\n');
    const opening = await send('opening-plan', 'cdc_code,planned_opening,wave\nRAA01,2024-07-01,1\n');
    expect([lines(opening), cells(opening)]).toEqual([['changed 2 RAA01 planned_opening 2024-05-01 -> 2024-07-01'], ['RAA01 changed']]);
  });
});

describeWithRealData('the published list of centres', (folder) => {
  const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));

  it('is asked about when its Yes/No column has moved by a row, and not when it comes again', async () => {
    await send('organisations', bytes('ods/icb_ods_code_to_region_name_2024-07_thf.csv'));
    await send('organisations', bytes('ods/icb_names_codes_dec_2024.csv'));
    const list = bytes('cdc-sites/govuk_cdc_sites_2025-10-28.csv');
    expect(restatementWarnings('cdc-register', await send('cdc-register', list))).toEqual([]);
    expect(restatementWarnings('cdc-register', await send('cdc-register', list))).toEqual([]);

    const [header = [], ...rows] = splitCsv(Buffer.from(list).toString('utf8'));
    const at = header.findIndex((name) => name.includes('isOpen12_7'));
    const moved = rows.map((row, place) => row.map((cell, column) => (column === at ? (rows[(place + rows.length - 1) % rows.length]?.[at] ?? '') : cell)));
    const flipped = moved.filter((row, place) => row[at] !== rows[place]?.[at]).length;
    expect(flipped).toBeGreaterThan(77);
    const text = [header, ...moved].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
    const warnings = restatementWarnings('cdc-register', await send('cdc-register', text));
    expect(warnings.map(({ code, column }) => [code, column])).toEqual([['MASS_CHANGE', 'is_open_12_7']]);
    expect(warnings[0]?.message).toContain(`"is_open_12_7" changes in ${flipped} of the 170 rows`);
  });
});
