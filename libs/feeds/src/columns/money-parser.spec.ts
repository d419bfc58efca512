import fc from 'fast-check';
import { MoneyParser } from './money-parser.js';

function read(text: string, signed = true): number {
  const bytes = new TextEncoder().encode(text);
  return new MoneyParser(signed, 'published').parse(bytes, 0, bytes.length);
}

it.each([
  ['0', 0],
  ['1234', 123_400],
  ['1,234', 123_400],
  ['1,234,567.89', 123_456_789],
  ['12.5', 1_250],
  ['26959.8', 2_695_980],
  ['£38,148.43', 3_814_843],
  ['£ 5', 500],
  ['-12.00', -1_200],
  ['-£12', -1_200],
  ['£-12', -1_200],
  ['−3.07', -307],
  ['(1,000.10)', -100_010],
  ['-0.00', 0],
])('reads %s as %i pence', (text, pence) => {
  expect(read(text)).toBe(pence);
});

it.each(['', '-', '1.234', '1,23', '12,34,567', '1e3', '£', '$5', '1 234', '(5', '5)', '(-5)', '--5', '-£-5', '12.', '.5', '99999999999999'])('refuses %j', (text) => {
  expect(read(text)).toBeNaN();
});

it('keeps every penny of any amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999_999_999, max: 9_999_999_999_999 }), (pence) => {
      const digits = String(Math.abs(pence)).padStart(3, '0');
      expect(read(`${pence < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`)).toBe(pence);
    }),
  );
});

it('takes amounts below 0 only where the column does, and says so', () => {
  expect([read('-5', false), read('(5)', false), read('5', false)]).toEqual([Number.NaN, Number.NaN, 500]);
  expect(new MoneyParser(false, 'published').explain('-5')).toEqual({ code: 'NEGATIVE' });
  expect(new MoneyParser(true, 'published').explain('n/a')).toEqual({ code: 'MISSING_VALUE' });
  expect(new MoneyParser(true, 'published').explain('five')).toEqual({ code: 'MONEY_FORMAT' });
});
