import { DIAGNOSTIC_TESTS, testCodeOf, testNumber } from '@cdc/contracts';
import { BUILT_IN_LISTS } from './built-in-lists.js';
import { createCodeList, createOpenCodeList } from './code-list.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a list of codes', () => {
  const entries = Array.from({ length: 500 }, (_, index) => ({
    code: `RW${String(index).padStart(3, '0')}`,
    number: index * 3,
  }));
  const list = createCodeList(entries);

  it('finds every code and nothing else', () => {
    expect(entries.map(({ code }) => list.findText(code))).toEqual(entries.map(({ number }) => number));
    expect(['RW500', 'RW00', 'RW0000', '', 'R'].map((code) => list.findText(code))).toEqual([-1, -1, -1, -1, -1]);
  });

  it('does not mind case and surrounding spaces', () => {
    expect(list.findText('  rw007 ')).toBe(21);
    expect(list.findText('r w007')).toBe(-1);
  });

  it('reads a code out of the middle of a row', () => {
    expect(list.find(bytesOf('x,RW010,y'), 2, 7)).toBe(30);
  });

  it('tells apart codes that share a hash', () => {
    const twins = createCodeList([{ code: 'RIG4F', number: 7 }]);
    expect([twins.findText('RIG4F'), twins.findText('RU00A')]).toEqual([7, -1]);
  });

  it('takes an alias for the code', () => {
    const aliased = createCodeList([{ code: 'open', number: 4, aliases: ['live'] }]);
    expect(aliased.codeOf(aliased.findText('LIVE'))).toBe('open');
  });

  it('refuses two entries with one spelling or one number', () => {
    expect(() =>
      createCodeList([
        { code: 'A', number: 1 },
        { code: 'a', number: 2 },
      ]),
    ).toThrow(RangeError);
    expect(() =>
      createCodeList([
        { code: 'A', number: 1 },
        { code: 'B', number: 1 },
      ]),
    ).toThrow(RangeError);
  });

  it('counts one more than the largest number as its limit', () => {
    expect(list.limit).toBe(499 * 3 + 1);
  });
});

describe('the built-in list of tests', () => {
  const { tests } = BUILT_IN_LISTS;

  it('knows both DM01 names of every test under the number of the vocabulary', () => {
    for (const { code, name } of DIAGNOSTIC_TESTS) {
      expect([tests.findText(code), tests.findText(name), tests.findText(name.toUpperCase())]).toEqual(
        Array(3).fill(testNumber(code)),
      );
    }
  });

  it.each(['non obstetric ultrasound', 'Urodynamics - pressures and flows', 'x ray', 'DXA'])(
    'takes %s as the vocabulary does, twice',
    (spelling) => {
      const expected = testNumber(testCodeOf(spelling) ?? '');
      expect(expected).toBeDefined();
      expect(tests.findText(spelling)).toBe(expected);
      expect(tests.findText(spelling)).toBe(expected);
    },
  );

  it('does not take a total for a test', () => {
    expect(tests.findText('Total')).toBe(-1);
  });
});

describe('an open list', () => {
  it('numbers codes as they appear', () => {
    const list = createOpenCodeList();
    expect(['B1', 'A1', 'b1 '].map((code) => list.findText(code))).toEqual([0, 1, 0]);
    expect(list.codeOf(1)).toBe('A1');
  });
});
