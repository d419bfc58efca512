import { describe, expect, it } from '@jest/globals';
import { estateChanges, estateFaults, estatesOf, type StatedEstate } from './estate.model.js';

const row = (rowNumber: number, facts: Partial<StatedEstate>): StatedEstate => ({
  rowNumber,
  orgCode: 'RAA',
  acute: null,
  ctScanners: null,
  jagStatus: null,
  jagExpires: null,
  scheme: null,
  status: null,
  expires: null,
  ...facts,
});

describe('an estate list', () => {
  it('takes the facts of an organisation from whichever row states them', () => {
    const rows = [row(2, { scheme: 'QSI', status: 'working towards' }), row(3, { scheme: 'IQIPS', acute: false, ctScanners: 0 })];
    expect(estatesOf(rows).get('RAA')).toMatchObject({ acute: false, ctScanners: 0, schemes: [{ scheme: 'QSI' }, { scheme: 'IQIPS' }] });
    expect(estateFaults(rows)).toEqual([]);
  });

  it('names both rows that contradict each other, also in 0 and no', () => {
    const faults = estateFaults([row(2, { ctScanners: 0, acute: true, scheme: 'QSI' }), row(3, { ctScanners: 2, acute: false, scheme: 'IQIPS' })]);
    expect(faults.map(({ code, row: at, column }) => [code, at, column])).toEqual([
      ['ESTATE_DISAGREES', 3, 'acute'],
      ['ESTATE_DISAGREES', 3, 'ct_scanners'],
    ]);
    expect(faults[0]?.message).toBe('Rows 2 and 3 are both of RAA, but acute is yes in one and no in the other.');
  });

  it('names both rows of one scheme, however it is spelt, and of none', () => {
    const faults = estateFaults([row(2, { scheme: 'QSI' }), row(3, { scheme: 'qsi ' }), row(4, {}), row(5, {})]);
    expect(faults.map(({ code, row: at, column }) => [code, at, column])).toEqual([
      ['DUPLICATE_KEY', 3, 'scheme'],
      ['DUPLICATE_KEY', 5, 'org_code'],
    ]);
  });

  it('finds nothing new in the same schemes in another order', () => {
    const rows = [row(2, { scheme: 'QSI' }), row(3, { scheme: 'IQIPS' })];
    expect(estateChanges(estatesOf(rows), rows.toReversed())).toEqual({ counts: { new: 0, changed: 0, unchanged: 2 }, changed: [] });
  });

  it('publishes an organisation that has lost a scheme, though no row says so', () => {
    const known = estatesOf([row(2, { scheme: 'QSI' }), row(3, { scheme: 'IQIPS' })]);
    const { counts, changed } = estateChanges(known, [row(2, { scheme: 'QSI' })]);
    expect([counts, changed.map(({ schemes }) => schemes.length)]).toEqual([{ new: 0, changed: 0, unchanged: 1 }, [1]]);
  });
});
