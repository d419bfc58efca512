import * as fc from 'fast-check';
import { editDistance, nearestCode } from './nearest-code.js';

const spelt = (...codes: string[]) => codes.map((code) => ({ spelling: code, code }));

describe('nearestCode', () => {
  it.each([
    ['RWXO2', 'RWX02', 'the letter O for a zero'],
    ['RWXI2', 'RWX12', 'the letter I for a one'],
    ['rwx-02', 'RWX02', 'a dash'],
    ['RW0X2', 'RWX02', 'two letters swapped'],
  ])('offers for %s the code %s (%s)', (text, expected) => {
    expect(nearestCode(text, spelt('RWX02', 'RWX12', 'QQQ99'))).toBe(expected);
  });

  it('offers nothing when nothing is near', () => {
    expect(nearestCode('ZZZZZ', spelt('RWX02', 'RWX12'))).toBeNull();
  });

  it('offers nothing when two codes are equally near', () => {
    expect(nearestCode('RWX92', spelt('RWX02', 'RWX12'))).toBeNull();
  });

  it('offers the code behind the nearest name', () => {
    expect(nearestCode('Colonoscpy', [{ spelling: 'Colonoscopy', code: 'COLONOSCOPY' }])).toBe('COLONOSCOPY');
  });
});

/** The textbook recursion, without a limit. */
function distanceSlowly(left: string, right: string): number {
  if (left === '' || right === '') return Math.max(left.length, right.length);
  const same = left.at(-1) === right.at(-1) ? 0 : 1;
  const swapped = left.length > 1 && right.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1);
  return Math.min(
    distanceSlowly(left.slice(0, -1), right) + 1,
    distanceSlowly(left, right.slice(0, -1)) + 1,
    distanceSlowly(left.slice(0, -1), right.slice(0, -1)) + same,
    swapped ? distanceSlowly(left.slice(0, -2), right.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
  );
}

describe('editDistance', () => {
  it('is the textbook distance up to its limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (left, right, limit) => {
        expect(editDistance(left, right, limit)).toBe(Math.min(distanceSlowly(left, right), limit + 1));
      }),
    );
  });
});
