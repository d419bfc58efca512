import { expect, it } from '@jest/globals';
import { registerFaults, type PlacedRow } from './register-faults.model.js';

const icbs = [
  { code: 'QMJ', onsCode: 'E54000028', name: 'North Central London', regionCode: 'Y56' },
  { code: 'QWE', onsCode: null, name: null, regionCode: null },
];
const row = (rowNumber: number, more: Partial<PlacedRow['row']>): PlacedRow => ({
  rowNumber,
  row: {
    cdcCode: null,
    name: `Centre ${rowNumber}`,
    hostTrust: null,
    icbCode: null,
    icbOnsCode: null,
    regionCode: null,
    archetype: null,
    status: null,
    temporary: null,
    opened: null,
    postcode: 'N1 9GU',
    parentHub: null,
    longitude: null,
    openTwelveSeven: null,
    latitude: null,
    ...more,
  },
});
const found = (rows: readonly PlacedRow[]) =>
  registerFaults(rows, icbs).map(({ code, row: at, column, value, suggestion }) => [
    code,
    at,
    column,
    value,
    suggestion,
  ]);

it('passes boards named by either code', () => {
  expect(
    found([row(2, { icbOnsCode: 'E54000028' }), row(3, { cdcCode: 'A3I6U', icbCode: 'QMJ', regionCode: 'Y56' })]),
  ).toEqual([]);
});

it('names every fault with its row and column', () => {
  expect(
    found([
      row(2, { icbOnsCode: 'E54999999' }),
      row(3, { cdcCode: 'A3I6U', icbCode: 'QXX' }),
      row(4, { cdcCode: 'B3I6U', icbCode: 'QWE' }),
      row(5, { cdcCode: 'C316U', icbCode: 'QMJ', regionCode: 'Y58' }),
    ]),
  ).toEqual([
    ['UNKNOWN_ICB', 2, 'icb_ons_code', 'E54999999', null],
    ['UNKNOWN_ICB', 3, 'icb', 'QXX', null],
    ['UNKNOWN_ICB', 4, 'icb', 'QWE', null],
    ['CODE_FORMAT', 5, 'cdc_code', 'C316U', 'C3I6U'],
    ['NOT_IN_LIST', 5, 'region', 'Y58', 'Y56'],
  ]);
});

it('refuses two rows that are the same centre but for case and punctuation', () => {
  const twins = [
    row(2, { name: 'St. Albans CDC', icbOnsCode: 'E54000028' }),
    row(3, { name: 'ST ALBANS  CDC', icbOnsCode: 'E54000028' }),
  ];
  expect(found(twins)).toEqual([['DUPLICATE_KEY', 3, 'name', 'ST ALBANS  CDC', null]]);
});
