import { counted, formatBytes, formatCount, formatDate, formatInstant, formatLongDate, formatMonth, formatPercent, formatShortInstant, formatSigned, formatSignedPercent, formatTime } from './format.model.js';

describe('numbers', () => {
  it.each([
    [0, '0'],
    [62_400, '62,400'],
    [-4, '\u22124'],
  ])('shows the count %d as %s', (value, text) => expect(formatCount(value)).toBe(text));

  it.each([
    [12, '+12'],
    [0, '0'],
    [-1_200, '\u22121,200'],
  ])('shows the difference %d as %s', (value, text) => expect(formatSigned(value)).toBe(text));

  it.each([
    [14, 100, '14%'],
    [-145, 1_000, '15%'],
    [1, 1_000, 'under 1%'],
    [0, 1_000, '0%'],
    [5, 0, null],
  ])('shows %d of %d as %s', (part, whole, text) => expect(formatPercent(part, whole)).toBe(text));

  it.each([
    [0, '0 files'],
    [1, '1 file'],
    [1_200, '1,200 files'],
  ])('counts %d', (count, text) => expect(counted(count, 'file', 'files')).toBe(text));

  it.each([
    [999, '999 bytes'],
    [412_300, '412KB'],
    [1_234_567, '1.2MB'],
  ])('shows a size of %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('dates and times', () => {
  it('names a day in full', () => expect(formatLongDate('2022-11-18')).toBe('Friday 18 November 2022'));
  it('names a day without its weekday', () => expect(formatDate('2024-08-04')).toBe('4 August 2024'));
  it('names a month', () => expect(formatMonth('2024-08')).toBe('August 2024'));

  it.each([
    ['2022-11-18T14:32:00Z', '2:32pm'],
    ['2022-11-18T17:00:00Z', '5pm'],
    ['2022-11-18T09:05:00Z', '9:05am'],
    ['2022-11-18T11:59:00Z', '11:59am'],
    ['2022-11-18T00:00:00Z', 'midnight'],
    ['2022-11-18T12:00:00Z', 'midday'],
    ['2022-11-18T12:10:00Z', '12:10pm'],
    ['2022-11-18T00:10:00Z', '12:10am'],
    ['2024-08-01T07:00:00Z', '8am'],
  ])('shows the time of %s in England as %s', (instant, text) => expect(formatTime(instant)).toBe(text));

  it('puts time and day in a sentence', () => expect(formatInstant('2022-11-18T14:32:00Z')).toBe('2:32pm on Friday 18 November 2022'));
  it('takes the day in England, not in UTC', () => expect(formatInstant('2024-08-01T23:30:00Z')).toBe('12:30am on Friday 2 August 2024'));
  it('is short in lists', () => expect(formatShortInstant('2022-11-18T14:32:00Z')).toBe('18 November 2022, 2:32pm'));
});

describe('a signed percentage', () => {
  it.each([
    [-14, 100, '\u221214%'],
    [3, 100, '+3%'],
    [0, 100, '0%'],
    [-1, 1000, 'under 1%'],
    [5, 0, null],
  ])('of %d in %d is %s', (part, whole, expected) => {
    expect(formatSignedPercent(part, whole)).toBe(expected);
  });
});
