import * as fc from 'fast-check';
import { type CellParser } from './cell-parser.model.js';
import { DecimalParser, WholeParser } from './number-parsers.js';

const parse = (parser: CellParser, text: string): number => {
  const bytes = new TextEncoder().encode(text);
  return parser.parse(bytes, 0, bytes.length);
};

describe('WholeParser', () => {
  const parser = new WholeParser();

  it.each([
    ['0', 0],
    ['007', 7],
    ['1234', 1234],
    ['1,234', 1234],
    ['1,234.00', 1234],
    ['12.0', 12],
    ['1,234,567', 1_234_567],
    ['2147483647', 2_147_483_647],
  ])('takes %s', (text, value) => {
    expect(parse(parser, text)).toBe(value);
  });

  it.each([
    ['*', 'SUPPRESSED_VALUE'],
    ['<5', 'SUPPRESSED_VALUE'],
    ['-', 'MISSING_VALUE'],
    ['n/a', 'MISSING_VALUE'],
    ['NULL', 'MISSING_VALUE'],
    ['1e3', 'NUMBER_FORMAT'],
    ['0x10', 'NUMBER_FORMAT'],
    ['12abc', 'NUMBER_FORMAT'],
    ['1_000', 'NUMBER_FORMAT'],
    ['12,34', 'NUMBER_FORMAT'],
    ['１２', 'NUMBER_FORMAT'],
    ['NaN', 'NUMBER_FORMAT'],
    ['Infinity', 'NUMBER_FORMAT'],
    ['=1+1', 'NUMBER_FORMAT'],
    ['+5', 'NUMBER_FORMAT'],
    ['£5', 'NUMBER_FORMAT'],
    ['12.5', 'NOT_WHOLE'],
    ['1,234.5', 'NOT_WHOLE'],
    ['-4', 'NEGATIVE'],
    ['−4', 'NEGATIVE'],
    ['(4)', 'NEGATIVE'],
    ['2147483648', 'NUMBER_TOO_LARGE'],
    ['99999999999999999999', 'NUMBER_TOO_LARGE'],
  ])('refuses %s as %s', (text, code) => {
    expect(parse(parser, text)).toBeNaN();
    expect(parser.explain(text).code).toBe(code);
  });

  it('refuses what is more than the column can hold', () => {
    const small = new WholeParser(10_000);
    expect(parse(small, '10,000')).toBe(10_000);
    expect(parse(small, '10001')).toBeNaN();
    expect(small.explain('10001')).toEqual({ code: 'NUMBER_TOO_LARGE', detail: '10,000' });
  });

  it('never takes a text for another number than a person reads', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('0', '1', '9', ',', '.', '-', 'e', 'x', ' '), minLength: 1, maxLength: 8 }),
        (text) => {
          const value = parse(parser, text);
          if (!Number.isNaN(value)) expect(value).toBe(Number.parseFloat(text.replaceAll(',', '')));
          if (/^\d{1,8}$/.test(text)) expect(value).toBe(Number(text));
        },
      ),
    );
  });
});

describe('DecimalParser', () => {
  it('takes coordinates', () => {
    expect(['-0.621429', '51.663002', '-7e-05'].map((text) => parse(new DecimalParser(), text))).toEqual([
      -0.621429, 51.663002, -0.00007,
    ]);
  });

  it('refuses what is not a number', () => {
    expect(parse(new DecimalParser(), '51.6N')).toBeNaN();
  });
});
