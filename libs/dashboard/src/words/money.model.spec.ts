import { formatMillions, formatMoney, formatSignedMillions } from './money.model.js';

describe('money in a sentence', () => {
  it.each([
    [0, '£0'],
    [49, '£0'],
    [4_321_000, '£43,210'],
    [9_999_900, '£99,999'],
    [10_000_000, '£0.1m'],
    [19_840_000_000, '£198.4m'],
    [-3_260_000_000, '−£32.6m'],
    [99_994_000_000, '£999.9m'],
    [99_996_000_000, '£1.00bn'],
    [113_000_000_000, '£1.13bn'],
  ])('%d pence is %s', (pence, text) => expect(formatMoney(pence)).toBe(text));
});

describe('money in a column of millions', () => {
  it.each([
    [0, '0.0'],
    [19_840_000_000, '198.4'],
    [-3_260_000_000, '−32.6'],
    [123_456_000_000, '1,234.6'],
    [1_000_000, 'under 0.1'],
    [-1_000_000, 'under 0.1'],
  ])('%d pence is %s', (pence, text) => expect(formatMillions(pence)).toBe(text));
  it('takes two decimals where amounts are small', () => expect([formatMillions(1_000_000, 2), formatMillions(400_000, 2)]).toEqual(['0.01', 'under 0.01']));
  it('has a plus for over', () => expect([formatSignedMillions(40_000_000), formatSignedMillions(-40_000_000), formatSignedMillions(0), formatSignedMillions(1)]).toEqual(['+0.4', '−0.4', '0.0', 'under 0.1']));
});
