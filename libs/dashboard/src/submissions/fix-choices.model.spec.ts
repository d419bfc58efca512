import { expect, it } from '@jest/globals';
import { DEVELOPMENT_CLIENTS, principalOf } from '@cdc/access';
import { fixChoices, mayFix } from './fix-choices.model.js';

const fix = { id: 'UNKNOWN_TEST.test.USS', code: 'UNKNOWN_TEST', column: 'test', count: 23, firstRow: 2, lastRow: 30, pairs: [{ from: 'USS', to: 'US', count: 23 }], sentence: 'Change USS to US in all 23 rows' };
const blank = { ...fix, id: 'MISSING_VALUE.cancelled', code: 'MISSING_VALUE', column: 'cancelled', count: 1, pairs: [{ from: 'n/a', to: '', count: 1 }], sentence: 'Empty cancelled where it says that there is no value, in 1 row' };

it('puts each fix beside its cause and says what it changes', () => {
  const { fixesByCode, fixesSentence } = fixChoices([fix, blank]);
  expect(fixesByCode['UNKNOWN_TEST']).toEqual([{ id: fix.id, label: 'Change USS to US in all 23 rows for me', pairs: [{ from: 'USS', to: 'US', rows: '23 rows' }] }]);
  expect(fixesByCode['MISSING_VALUE']?.[0]?.pairs).toEqual([{ from: 'n/a', to: 'empty', rows: '1 row' }]);
  expect(fixesSentence).toContain('24 cells');
});

it('says nothing where nothing is offered', () => {
  expect(fixChoices([])).toEqual({ fixesByCode: {}, fixesSentence: null });
});

it.each([
  ['region-y60', 'Y60', true],
  ['region-y56', 'Y60', false],
  ['national', 'Y60', false],
  ['national', null, true],
  ['viewer', null, false],
])('offers %s the fixes of a file of %s: %s', (id, region, expected) => {
  const client = DEVELOPMENT_CLIENTS.find((one) => one.id === id);
  if (!client) throw new RangeError(id);
  expect(mayFix(principalOf(client), { feed: 'activity-weekly', region })).toBe(expected);
});
