import { placesOf } from './places.model.js';

const places = placesOf([
  { cdcCode: 'C1', icbCode: 'QHL', regionCode: 'Y60' },
  { cdcCode: 'C2', icbCode: null, regionCode: 'Y60' },
  { cdcCode: 'C3', icbCode: 'QNEW', regionCode: 'Y56' },
]);

it('finds the way from England down to a centre', () =>
  expect(places.ancestors({ level: 'cdc', code: 'C1' }).map(({ code }) => code)).toEqual(['ENG', 'Y60', 'QHL', 'C1']));

it('knows a board that only the register names', () => expect(places.ancestors({ level: 'icb', code: 'QNEW' }).map(({ code }) => code)).toEqual(['ENG', 'Y56', 'QNEW']));

it.each([
  ['C1', { level: 'icb', code: 'QHL' }, true],
  ['C1', { level: 'region', code: 'Y60' }, true],
  ['C1', { level: 'region', code: 'Y56' }, false],
  ['C1', { level: 'cdc', code: 'C1' }, true],
  ['C2', { level: 'icb', code: 'QHL' }, false],
  ['unknown', { level: 'england', code: 'ENG' }, true],
  ['unknown', { level: 'region', code: 'Y60' }, false],
] as const)('%s inside %j: %s', (centre, place, inside) => expect(places.isInside(centre, place)).toBe(inside));

it('is beneath its parent only, not its grandparent', () => {
  expect(places.isBeneath({ level: 'icb', code: 'QHL' }, { level: 'region', code: 'Y60' })).toBe(true);
  expect(places.isBeneath({ level: 'icb', code: 'QHL' }, { level: 'england', code: 'ENG' })).toBe(false);
  expect(places.isBeneath({ level: 'icb', code: 'QMJ' }, { level: 'region', code: 'Y60' })).toBe(false);
});
