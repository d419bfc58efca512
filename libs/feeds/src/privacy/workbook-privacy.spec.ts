import { checkFile } from '../check/check-under-test.js';
import { type TestSheet, xlsxOf } from '../workbook/workbook-under-test.js';

const ONE = '9434765919';
const HEADER = ['cdc_code', 'date', 'test', 'delivered', 'comment'];
const SOUND = ['RWX01', '2024-08-05', 'MRI', 12];

const places = async (...sheets: TestSheet[]): Promise<unknown[]> => {
  const { errors, quarantined, rows } = await checkFile('activity-daily', xlsxOf({ sheets }));
  expect(quarantined).toBe(true);
  expect(JSON.stringify([errors, rows])).not.toContain(ONE);
  return errors.map(({ code, sheet, cell }) => [code, sheet, cell]);
};

describe('a workbook that names a patient is quarantined', () => {
  it('in a row of data', async () => {
    expect(await places({ name: 'S', rows: [HEADER, [...SOUND, `patient ${ONE}`]] })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'E2']]);
  });

  it('above the header', async () => {
    expect(await places({ name: 'S', rows: [['List', ONE], HEADER, SOUND] })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'B1']]);
  });

  it('beside the table', async () => {
    expect(await places({ name: 'S', rows: [HEADER, [...SOUND, null, null, ONE]] })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'G2']]);
  });

  it.each([undefined, 'hidden', 'veryHidden'] as const)('in another sheet (%s)', async (state) => {
    const other = { name: 'Old', rows: [['note'], [], [null, ONE]], ...(state ? { state } : {}) };
    expect(await places({ name: 'activity-daily', rows: [HEADER, SOUND] }, other)).toEqual([['POSSIBLE_PATIENT_DATA', 'Old', 'B3']]);
  });

  it('in a sheet that is not chosen among several, or is of no use to the feed', async () => {
    expect(await places({ name: 'A', rows: [HEADER, SOUND] }, { name: 'B', rows: [[ONE]] })).toEqual([['POSSIBLE_PATIENT_DATA', 'B', 'A1']]);
    const far = Array.from({ length: 20_000 }, (_, index) => [`row ${index}`, index === 19_999 ? ONE : 'x']);
    expect(await places({ name: 'S', rows: far })).toEqual([['POSSIBLE_PATIENT_DATA', 'S', 'B20000']]);
  });
});

describe('a JSON file that names a patient is quarantined', () => {
  const ROW = '"cdc_code":"RWX01","date":"2024-08-05","test":"MRI","delivered":1';

  it.each([
    ['in a row', `[{${ROW}},{${ROW.replace('05', '06')},"comment":"${ONE}"}]`],
    ['as a key', `[{${ROW},"${ONE}":1}]`],
    ['in a file for no feed', `[{"first":"a","second":"patient ${ONE}"}]`],
    ['in a file that cannot be read', `[{${ROW},"comment":"patient ${ONE}"}`],
    ['in a file of another shape', `{"rows":[{"patient":"NHS number ${ONE}"}]}`],
  ])('%s', async (_, text) => {
    const { quarantined, errors, rows } = await checkFile('activity-daily', text);
    expect([quarantined, errors[0]?.code]).toEqual([true, 'POSSIBLE_PATIENT_DATA']);
    expect(JSON.stringify([errors, rows])).not.toContain(ONE);
  });
});
