import { bullet } from './bullet.model.js';
import { CHART } from './chart-tokens.model.js';
import { progressChart, type ProgressChart } from './progress-chart.model.js';
import { sparkline } from './sparkline.model.js';
import { spreadLabels } from './spread-labels.model.js';
import { element, escapeText } from './svg.model.js';
import { textWidth } from './text-width.model.js';

const size = { width: 100, height: 20 };
const attribute = (svg: string, mark: RegExp) => mark.exec(svg)?.[1];

describe('svg', () => {
  it('escapes words wherever they stand', () => {
    expect(escapeText(`<a href="x">Tom & 'Jo'`)).toBe('&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Jo&#39;');
    expect(element('a', { b: '"<' })).toBe('<a b="&quot;&lt;"/>');
  });
  it('leaves an attribute out that has no value', () => expect(element('a', { b: undefined, c: 1.26 })).toBe('<a c="1.3"/>'));
  it.each([NaN, Infinity])('draws nothing of %s', (value) => expect(() => element('a', { b: value })).toThrow(RangeError));
});

describe('text', () => {
  it('is as wide as Helvetica says', () => expect(textWidth('Plan', 1_000)).toBe(667 + 222 + 556 + 556));
  it('has room for letters that the table does not know', () => expect(textWidth('é', 1_000)).toBeGreaterThan(textWidth('e', 1_000)));
  it('is wider in bold', () => expect(textWidth('a', 10, 'bold')).toBeGreaterThan(textWidth('a', 10)));
});

describe('labels', () => {
  it.each([
    ['stay where nothing is near', [10, 50], [10, 50]],
    ['move apart', [50, 52], [50, 60]],
    ['keep their order', [52, 50], [60, 50]],
    ['turn back at the end', [99, 99], [90, 100]],
    ['turn back at the beginning', [-5, -5], [0, 10]],
    ['may be none', [], []],
  ])('%s', (_what, places, expected) => expect(spreadLabels(places, 10, 0, 100)).toEqual(expected));
});

describe('a bullet', () => {
  const bar = (svg: string) => attribute(svg, new RegExp(`width="([\\d.]+)" fill="${CHART.blue}"`));
  const tick = (svg: string) => attribute(svg, new RegExp(`<rect x="([\\d.]+)" width="3" height="20" fill="${CHART.ink}"`));

  it('shows now and plan on the track of the target', () => {
    const svg = bullet({ value: 91, plan: 96, full: 165 }, size);
    expect([bar(svg), tick(svg)]).toEqual(['55.2', '56.7']);
  });
  it('cuts what lies beyond the target', () => expect(bar(bullet({ value: 200, plan: null, full: 100 }, size))).toBe('100'));
  it('has no mark without a plan', () => expect(tick(bullet({ value: 1, plan: null, full: 2 }, size))).toBeUndefined());
  it('keeps the mark inside at nought', () => expect(tick(bullet({ value: 0, plan: 0, full: 0 }, size))).toBe('0'));
  it.each([
    { value: 0, plan: null, full: null },
    { value: 3, plan: 5, full: null },
    { value: -2, plan: -1, full: 0 },
  ])('never comes to a number that is none: %j', (data) => expect(bullet(data, size)).not.toMatch(/NaN|Infinity|-\d/));
});

describe('a sparkline', () => {
  it('is empty where nothing was stated', () => expect([sparkline([], size), sparkline([{ value: null, plan: null }], size)]).toEqual(['', '']));
  it('dots one point in the middle', () => expect(sparkline([{ value: 5, plan: null }], size)).toContain('cx="4" cy="10"'));
  it('leaves a gap where a week is missing', () => {
    const svg = sparkline([1, 2, null, 4, 5].map((value) => ({ value, plan: null })), size);
    expect(attribute(svg, /<path d="(M[^"]+)" fill="none" stroke="#005eb8"/)?.match(/M/g)).toHaveLength(2);
  });
  it('dots the last week that was stated', () => expect(sparkline([{ value: 1, plan: 1 }, { value: null, plan: 2 }], size)).toContain('cx="4"'));
});

const chart: ProgressChart = {
  title: 'Line chart of <centres>',
  description: '2 of 3 are open',
  open: [{ day: '2022-03-31', value: 0 }, { day: '2022-11-18', value: 2 }],
  plan: [{ day: '2022-03-31', value: 0 }, { day: '2024-03-31', value: 3 }],
  forecast: [{ day: '2022-11-18', value: 2 }, { day: '2024-03-31', value: 3 }],
  target: { value: 3, label: 'Target: 3' },
  today: '2022-11-18',
};
const wide = { width: 660, height: 372 };

describe('the progress chart', () => {
  it('says what it shows to those who are read to', () => {
    const svg = progressChart('p', chart, wide);
    expect(svg).toContain('role="img" aria-labelledby="p-title p-description"');
    expect(svg).toContain('<title id="p-title">Line chart of &lt;centres&gt;</title><desc id="p-description">2 of 3 are open</desc>');
  });
  it('labels target, today and the end of each line', () => {
    const words = [...progressChart('p', chart, wide).matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(words).toEqual(expect.arrayContaining(['Target: 3', '18 Nov 2022', '2 open', 'Plan', 'Forecast', '3', 'Apr 2022', 'Oct 2022']));
  });
  it('makes the same drawing of the same data', () => expect(progressChart('p', chart, wide)).toBe(progressChart('p', { ...chart }, wide)));
  it('styles nothing inline', () => expect(progressChart('p', chart, wide)).not.toMatch(/style=|<style/));
  it.each([
    ['nothing', { open: [], plan: [], forecast: [] }],
    ['one point', { open: [{ day: '2022-11-18', value: 2 }], plan: [], forecast: [] }],
  ])('is empty with %s', (_what, over) => expect(progressChart('p', { ...chart, ...over }, wide)).toBe(''));
  it.each([
    ['no target', { target: null }],
    ['only noughts', { open: chart.open.map(({ day }) => ({ day, value: 0 })), plan: [], forecast: [], target: null }],
    ['today outside', { today: '2030-01-01' }],
    ['one day', { open: chart.open.map(({ value }) => ({ day: '2022-11-18', value })), plan: [], forecast: [] }],
  ])('comes to numbers with %s', (_what, over) => {
    const svg = progressChart('p', { ...chart, ...over }, { width: 340, height: 320 });
    expect(svg).toMatch(/^<svg/);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
  it('keeps the labels of two lines apart', () => {
    const rows = [...progressChart('p', chart, wide).matchAll(/y="([\d.]+)"[^>]*>(?:Plan|Forecast)</g)].map(([, y]) => Number(y));
    expect(Math.abs((rows[0] ?? 0) - (rows[1] ?? 0))).toBeGreaterThanOrEqual(34);
  });
});

describe('colours', () => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  it.each([
    ['ink', 4.5],
    ['muted', 4.5],
    ['blue', 4.5],
    ['axis', 3],
  ] as const)('%s stands out from white', (name, least) => expect(1.05 / (luminance(CHART[name]) + 0.05)).toBeGreaterThanOrEqual(least));
});
