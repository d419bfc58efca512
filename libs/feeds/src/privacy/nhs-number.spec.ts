import { isNhsNumber, tenDigitsIn } from './nhs-number.js';

/** The rule as the data dictionary words it, worked out anew: the weighted sum of all ten digits, the last with weight 1, is a multiple of 11. */
function passes(digits: string): boolean {
  const sum = Array.from(digits, Number).reduce((total, digit, at) => total + digit * (10 - at), 0);
  return sum % 11 === 0;
}

const valid = (text: string): number[] => tenDigitsIn(text).filter((one) => one.valid).map(({ number }) => number);

describe('catalogue 59: an NHS number', () => {
  it.each(['9434765919', '4505577104', '4010232137', '9876543210', '1234567881'])('is %s', (digits) => {
    expect(isNhsNumber(digits)).toBe(true);
  });

  it.each([
    ['9434765918', 'its last digit does not check the others'],
    ['1111111111', 'ten equal digits pass the sum'],
    ['0000000000', 'ten zeros pass it too'],
    ['943476591', 'it is too short'],
    ['0123456789', 'it begins with 0, as telephone numbers do'],
  ])('is not %s: %s', (digits) => {
    expect(isNhsNumber(digits)).toBe(false);
  });

  it('passes by the sum of its digits, and by chance in one of eleven', () => {
    let found = 0;
    const [first, count] = [4_000_000_017, 20_000];
    for (let at = 0; at < count; at++) {
      const digits = String(first + at * 7919);
      expect([digits, isNhsNumber(digits)]).toEqual([digits, passes(digits) && new Set(digits).size > 1]);
      if (isNhsNumber(digits)) found++;
    }
    expect(found / count).toBeCloseTo(1 / 11, 2);
  });

  it('has a check of 0 where 11 is left, and none where 10 is', () => {
    const nines = Array.from({ length: 2000 }, (_, at) => String(400_000_000 + at));
    const checks = nines.map((nine) => Array.from({ length: 10 }, (_, digit) => `${nine}${digit}`).filter(isNhsNumber));
    expect(checks.some((all) => all.length === 0)).toBe(true);
    expect(checks.some(([only]) => only?.endsWith('0'))).toBe(true);
    expect(checks.every((all) => all.length < 2)).toBe(true);
  });
});

describe('ten digits in a text', () => {
  it.each(['943 476 5919', '943-476-5919', '943\u00a0476\u00a05919', '943\u2011476\u20115919', '943\u2013476-5919', 'NHS9434765919', 'seen (943 476 5919), twice', 'INV-9434765919', '04 943 476 5919'])(
    'are found in %j',
    (text) => {
      expect(valid(text)).toEqual([9_434_765_919]);
    },
  );

  it.each([
    ['a GTIN of 13 digits', '9434765919123'],
    ['a GTIN of 14', '09434765919128'],
    ['eleven digits', '94347659190'],
    ['eleven digits of which the last ten would pass', '19434765919'],
    ['groups of which the first is too long', '1943 476 5919'],
    ['decimals', '9434765919.00'],
    ['the end of a decimal', '1.9434765919'],
    ['an amount of money', '£9434765919'],
    ['a telephone number with its dialling code', '+44 9434765919'],
    ['the same with the 0 in brackets', '+44 (0)9434765919'],
    ['part of a longer chain', '978-943-476-5919'],
    ['the beginning of one', '943-476-5919-3'],
    ['groups of other lengths', '94 3476 5919'],
    ['a number of ten digits beginning with 0', '0200000012'],
    ['none at all', 'room 12'],
  ])('are not evidence in %s', (_what, text) => {
    expect(valid(text)).toEqual([]);
  });

  it('are all told, those that pass and those that do not', () => {
    expect(tenDigitsIn('9434765919, 9434765918 and 4505577104')).toEqual([
      { number: 9_434_765_919, valid: true },
      { number: 9_434_765_918, valid: false },
      { number: 4_505_577_104, valid: true },
    ]);
  });
});
