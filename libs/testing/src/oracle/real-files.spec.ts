import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithRealData } from '../requires.js';
import { DM01_COLUMNS, readDm01Workbook } from './dm01-workbook.js';
import { readGeography } from './published-lists.js';
import { csvRecords } from './split-csv.js';
import { testCode } from './test-names.js';

describeWithRealData('the published files as the oracle reads them', (folder) => {
  const text = (path: string): string => readFileSync(join(folder, path), 'utf8');

  it.each([
    ['2024-08', 'Monthly-Diagnostics-Web-File-Provider-August-2024.xls', 428, 1_562_141],
    ['2025-07', 'Monthly-Diagnostics-Web-File-Provider-July-2025_L8FLO.xls', 437, 1_730_933],
  ])('adds the providers of DM01 %s up to the England row', (month, file, providers, waitingList) => {
    const workbook = readDm01Workbook(readFileSync(join(folder, 'dm01', file)));
    expect(workbook.month).toBe(month);
    expect(workbook.england.waitingList).toBe(waitingList);
    expect(new Set(workbook.rows.map((row) => row.providerCode)).size).toBe(providers);
    expect(new Set(workbook.rows.map((row) => testCode(row.testName))).size).toBe(15);
    for (const column of DM01_COLUMNS) {
      expect(workbook.rows.reduce((total, row) => total + row[column], 0)).toBe(workbook.england[column]);
    }
  });

  it('places 170 centres in 42 ICBs and seven regions', () => {
    const govukList = text('cdc-sites/govuk_cdc_sites_2025-10-28.csv');
    const identities = csvRecords(govukList, 'icbcode').map((row, at) => ({ cdcCode: `C${at}`, name: row.get('name') ?? '', hostTrust: null }));
    const texts = {
      govukList,
      icbNames: text('ods/icb_names_codes_dec_2024.csv'),
      icbRegions: text('ods/icb_ods_code_to_region_name_2024-07_thf.csv'),
      trusts: text('ods/etr_2025-12.csv'),
    };
    const { areas, centres, icbOfTrust } = readGeography(texts, identities);
    expect([centres.length, areas.length]).toEqual([170, 1 + 7 + 42]);
    expect(new Set(centres.map(({ icbCode }) => icbCode)).size).toBe(42);
    expect(new Set(centres.map(({ regionCode }) => regionCode)).size).toBe(7);
    expect([icbOfTrust.get('R0A'), icbOfTrust.get('RQF')]).toEqual(['QOP', undefined]);
    expect(centres.find(({ name }) => name === 'Amersham Hospital CDC')).toMatchObject({ icbCode: 'QU9', regionCode: 'Y59' });
  });
});
