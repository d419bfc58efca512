import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICBS, type FeedName } from '@cdc/contracts';
import { openCheck } from '../check/file-check.js';
import { createCodeList } from '../columns/code-list.js';
import { cdcRegisterRowOf } from './cdc-register-row.js';
import { dm01RowOf } from './dm01-row.js';
import { feedByName } from './feed-catalogue.js';
import { type Row } from './feed.model.js';
import { ledgerRowOf } from './ledger-row.js';
import { organisationOf } from './organisation-row.js';

const folder = process.env['CDC_REAL_DATA'] ?? '../shared/data';
const present = existsSync(folder);
const describeReal = present ? describe : describe.skip;
const reason = present ? '' : ` (skipped: no real files in ${folder}, set CDC_REAL_DATA)`;

async function check<Kept>(feed: FeedName, path: string, keep: (row: Row) => Kept) {
  const rows: Kept[] = [];
  const run = openCheck(feedByName(feed), {
    fileName: path,
    context: { today: 20_700, codeLists: { cdcs: createCodeList([]) } },
    onRow: (row) => rows.push(keep(row)),
  });
  const bytes = readFileSync(join(folder, path));
  for (let at = 0; at < bytes.length; at += 5000) run.push(bytes.subarray(at, at + 5000));
  return { ...(await run.end()), rows };
}

describeReal(`published files${reason}`, () => {
  it.each([
    ['ods/etr_2022-03.csv', 218],
    ['ods/etr_2025-12.csv', 273],
  ])('the extract of trusts %s holds %d trusts', async (path, count) => {
    const { layout, errors, rows } = await check('organisations', path, organisationOf);
    expect([layout?.name, errors, rows.length]).toEqual(['ods-etr', [], count]);
  });

  it('trusts have a region, an ICB, a postcode and dates', async () => {
    const { rows } = await check('organisations', 'ods/etr_2022-03.csv', organisationOf);
    expect(rows.find(({ code }) => code === 'RD3')).toEqual({
      kind: 'trust',
      code: 'RD3',
      name: 'POOLE HOSPITAL NHS FOUNDATION TRUST',
      regionCode: 'Y58',
      icbCode: 'QVV',
      postcode: 'BH15 2JB',
      opened: '1992-04-01',
      closed: '2020-09-30',
    });
  });

  it('the export of sites holds 241, of which 202 are active, with days before months', async () => {
    const { layout, errors, rows } = await check(
      'organisations',
      'cdc-sites/ods_sites_named_cdc_thf_2024-07.csv',
      organisationOf,
    );
    expect([layout?.name, errors, rows.length]).toEqual(['ods-sites', [], 241]);
    expect(rows.filter(({ status }) => status === 'active')).toHaveLength(202);
    expect(rows.find(({ code }) => code === '5P4WG')).toMatchObject({
      opened: '2006-10-01',
      closed: '2022-09-30',
      operatedBy: '5P4',
      postcode: 'HP1 1TT',
    });
  });

  it('the two lists of ICBs agree with the vocabulary', async () => {
    const names = await check('organisations', 'ods/icb_names_codes_dec_2024.csv', organisationOf);
    const regions = await check('organisations', 'ods/icb_ods_code_to_region_name_2024-07_thf.csv', organisationOf);
    expect([names.layout?.name, regions.layout?.name, names.errors, regions.errors]).toEqual([
      'icb-names',
      'icb-regions',
      [],
      [],
    ]);
    const vocabulary = new Map(ICBS.map((icb) => [icb.code, icb]));
    expect(new Set(names.rows.map(({ code }) => code))).toEqual(new Set(vocabulary.keys()));
    for (const row of regions.rows)
      expect([row.code, row.regionCode]).toEqual([row.code, vocabulary.get(row.code)?.region]);
    expect(names.rows.find(({ code }) => code === 'QYG')).toEqual({
      kind: 'icb',
      code: 'QYG',
      name: 'Cheshire and Merseyside',
      onsCode: 'E54000008',
    });
  });

  it('the list of centres holds 170 in 42 ICBs, each with a postcode', async () => {
    const { layout, errors, rows } = await check(
      'cdc-register',
      'cdc-sites/govuk_cdc_sites_2025-10-28.csv',
      cdcRegisterRowOf,
    );
    expect([layout?.name, errors, rows.length]).toEqual(['govuk-list', [], 170]);
    expect(new Set(rows.map(({ icbOnsCode }) => icbOnsCode)).size).toBe(42);
    expect(rows.filter(({ postcode }) => postcode === null)).toEqual([]);
    expect(rows.find(({ name }) => name === 'Somerset West CDC')).toBeDefined();
    expect(rows.map(({ postcode }) => postcode)).toEqual(
      expect.arrayContaining(['CR0 0JB', 'NN1 1EE', 'SS2 5SP', 'GU22 7HS']),
    );
  });

  it.each([
    [
      'dm01/Monthly-Diagnostics-Web-File-Provider-August-2024.xls',
      '2024-08',
      '2025-07-10',
      2683,
      1_562_141,
      374_205,
      [] as string[],
    ],
    [
      'dm01/Monthly-Diagnostics-Web-File-Provider-July-2025_L8FLO.xls',
      '2025-07',
      undefined,
      2733,
      1_730_933,
      378_816,
      ['RP5'],
    ],
  ])(
    'the DM01 workbook %s adds up to its own total of England',
    async (path, month, revised, count, waiting, over6Weeks, missing) => {
      const { errors, rows, totals, meta, counts } = await check('dm01-monthly', path, dm01RowOf);
      expect(errors).toEqual([]);
      expect([rows.length, counts.read]).toEqual([count, count]);
      expect(totals).toMatchObject({ waiting_list: waiting, over_6_weeks: over6Weeks });
      expect([meta.month, meta.revised, meta.notSubmitted?.map(({ code }) => code)]).toEqual([month, revised, missing]);
      expect(new Set(rows.map(({ test }) => test)).size).toBe(15);
    },
  );

  it('the 16 ledgers need no second reading, no stated order of dates and no change', async () => {
    const names = readdirSync(join(folder, 'ledger'));
    expect(names).toHaveLength(16);
    for (const name of names) {
      const { reread, errorsByCode, layout, rows } = await check('ledger', join('ledger', name), ledgerRowOf);
      expect([name, reread, Object.keys(errorsByCode).filter((code) => code !== 'TRANSCODED')]).toEqual([name, null, []]);
      expect(layout?.name).toBe(name === 'CHWE 03 - June.csv' ? 'published-accounts' : 'published-spend');
      expect(rows.filter(({ supplier, reference }) => supplier === null || reference === null)).toEqual([]);
    }
  });

  it('a ledger sent as activity is refused for its letters or its columns, and nothing of it is read', async () => {
    for (const name of readdirSync(join(folder, 'ledger'))) {
      const { rows, counts, layout } = await check('activity-daily', join('ledger', name), () => null);
      expect([name, rows.length, counts.errors > 0, layout]).toEqual([name, 0, true, null]);
    }
  });

  it('a list of centres sent as organisations is told to be one', async () => {
    const { errors } = await check('organisations', 'cdc-sites/govuk_cdc_sites_2025-10-28.csv', () => null);
    expect(errors.map(({ code, message }) => [code, message])).toEqual([
      ['WRONG_FEED', 'The columns match the feed "Register of centres".'],
    ]);
  });
});
