import { dayNumber, isoDate } from '@cdc/contracts';
import { type CellParser } from './cell-parser.model.js';
import { DateParser, MonthParser, OrderedDateParser } from './date-parsers.js';
import { DateReading } from './date-reading.js';
import { dateOfWords } from './month-text.js';

const parse = (parser: CellParser, text: string): number => {
  const bytes = new TextEncoder().encode(text);
  return parser.parse(bytes, 0, bytes.length);
};

describe('DateParser', () => {
  const iso = new DateParser();
  const ordered = (order: 'dmy' | 'mdy') => new OrderedDateParser(new DateReading(order, undefined, () => 0), false);

  it('numbers every day of the years 1900 to 2100 as the calendar does', () => {
    const first = Math.round(Date.UTC(1900, 0, 1) / 86_400_000);
    const last = Math.round(Date.UTC(2100, 11, 31) / 86_400_000);
    for (let day = first; day <= last; day++) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (parse(iso, text) !== day) throw new Error(`${text} gave ${parse(iso, text)}`);
    }
  });

  it.each([
    ['2024-02-31', 'NOT_A_DATE'],
    ['2023-02-29', 'NOT_A_DATE'],
    ['2024-13-01', 'NOT_A_DATE'],
    ['2024-00-10', 'NOT_A_DATE'],
    ['0224-08-04', 'NOT_A_DATE'],
    ['11/13/2022', 'DATE_FORMAT'],
    ['31/02/2024', 'NOT_A_DATE'],
    ['04/08/24', 'DATE_FORMAT'],
    ['45508', 'DATE_FORMAT'],
    ['2024-08-04T00:00:00', 'DATE_FORMAT'],
    ['2024/08/04', 'DATE_FORMAT'],
    ['yesterday', 'DATE_FORMAT'],
  ])('refuses %s as %s', (text, code) => {
    expect(parse(iso, text)).toBeNaN();
    expect(iso.explain(text).code).toBe(code);
  });

  it('offers the ISO form only when the day cannot be a month', () => {
    expect(iso.explain('13/11/2022')).toEqual({ code: 'DATE_FORMAT', detail: '2022-11-13', suggestion: '2022-11-13' });
    expect(iso.explain('03/04/2024')).toEqual({ code: 'DATE_FORMAT', detail: '2024-04-03' });
  });

  it.each([
    ['1/4/2006', '2006-04-01'],
    ['30-09-2022', '2022-09-30'],
    ['12/7/2010', '2010-07-12'],
  ])('reads %s day first where the layout says so', (text, expected) => {
    expect(isoDate(parse(ordered('dmy'), text))).toBe(expected);
  });

  it('refuses a thirteenth month, day first', () => {
    expect(parse(ordered('dmy'), '11/13/2022')).toBeNaN();
  });

  it('reads compact dates where the layout says so', () => {
    expect(parse(new DateParser('compact'), '20240229')).toBe(dayNumber('2024-02-29'));
    expect(parse(new DateParser('compact'), '20230229')).toBeNaN();
  });
});

describe('MonthParser', () => {
  it.each(['2024-08', '2024-08-01', 'Aug-24', 'AUG-24', 'August 2024', 'aug 2024'])('takes %s', (text) => {
    expect(parse(new MonthParser(), text)).toBe(dayNumber('2024-08-01'));
  });

  it.each(['2024-13', '2024-08-15', '08-2024', '24-Aug', 'Augu-24', '2024', '8/2024'])('refuses %s', (text) => {
    expect(parse(new MonthParser(), text)).toBeNaN();
    expect(new MonthParser().explain(text).code).toBe('MONTH_FORMAT');
  });
});

describe('dateOfWords', () => {
  it.each([
    ['10th October 2024', '2024-10-10'],
    ['1st May 2025', '2025-05-01'],
    ['31 February 2025', undefined],
    ['', undefined],
  ])('reads %j', (text, expected) => {
    expect(dateOfWords(text)).toBe(expected);
  });
});
