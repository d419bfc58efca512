import { dayNumber } from '@cdc/contracts';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatCount, formatShortDate, formatShortMonth } from '../words/format.model.js';
import { CHART } from './chart-tokens.model.js';
import { spreadLabels } from './spread-labels.model.js';
import { element, figureSvg, svgText, type Size, type SvgAttributes } from './svg.model.js';
import { textWidth } from './text-width.model.js';

/** A count on a day, an ISO date. */
export interface ProgressPoint {
  readonly day: string;
  readonly value: number;
}

export interface ProgressChart {
  readonly title: string;
  readonly description: string;
  /** What counts up to today; the plan; what is expected from today on. A line of fewer than two points is left out. */
  readonly open: readonly ProgressPoint[];
  readonly plan: readonly ProgressPoint[];
  readonly forecast: readonly ProgressPoint[];
  readonly target: { readonly value: number; readonly label: string } | null;
  readonly today: string;
}

const DAY_MS = 86_400_000;
const TOP = 26;
const BOTTOM = 26;
const LABEL_GAP = 10;
const LINE_HEIGHT = 17;
/** Room for a reader's machine without Arial, whose own letters are wider. */
const SLACK = 18;
/** Keeps a label readable where a line passes behind it. */
const HALO: SvgAttributes = { stroke: '#fff', 'stroke-width': 4, 'paint-order': 'stroke' };
const text: SvgAttributes = { 'font-family': CHART.font, 'font-size': CHART.textSize };

/** Counts over time towards a target. Empty where no line has two points. The same data make the same drawing. */
export function progressChart(id: string, chart: ProgressChart, size: Size): string {
  const { open, plan, forecast, target, today } = chart;
  const lines = [plan, forecast, open].filter((points) => points.length > 1);
  const days = lines.flat().map(({ day }) => dayNumber(day));
  if (days.length === 0) return '';
  const ends = endLabels(chart);
  const right = Math.max(0, ...ends.flatMap(({ words }) => words.map((word) => textWidth(word, CHART.textSize, 'bold')))) + LABEL_GAP + SLACK;
  const top = Math.max(target?.value ?? 0, ...lines.flat().map(({ value }) => value), 1);
  const y = scaleLinear([0, top * 1.06], [size.height - BOTTOM, TOP]).nice(6);
  const ticks = y.ticks(6);
  const left = Math.max(...ticks.map((tick) => textWidth(formatCount(tick), CHART.textSize))) + 8;
  const x = scaleLinear([Math.min(...days), Math.max(...days)], [left, size.width - right]);
  const path = line<ProgressPoint>()
    .x(({ day }) => x(dayNumber(day)))
    .y(({ value }) => y(value))
    .digits(1);
  const draw = (points: readonly ProgressPoint[], attributes: SvgAttributes) =>
    points.length < 2 ? [] : [element('path', { d: path(points) ?? '', fill: 'none', ...attributes })];
  const plotted = { left, right: size.width - right };

  return figureSvg(
    id,
    size,
    chart,
    ...ticks.flatMap((tick) => [
      element('path', { d: `M${short(left)} ${short(y(tick))}H${short(plotted.right)}`, stroke: tick === 0 ? CHART.axis : CHART.grid }),
      svgText(formatCount(tick), { ...text, x: left - 6, y: y(tick) + 5, 'text-anchor': 'end', fill: CHART.muted }),
    ]),
    ...monthTicks(days, plotted.right - left).map(({ day, words }) =>
      svgText(words, { ...text, x: x(day), y: size.height - 6, 'text-anchor': 'middle', fill: CHART.muted }),
    ),
    ...todayLine(today, x(dayNumber(today)), y(0), plotted),
    ...(target === null ? [] : [element('path', { d: `M${short(left)} ${short(y(target.value))}H${short(plotted.right)}`, stroke: CHART.ink, 'stroke-width': 1.5 })]),
    ...draw(plan, { stroke: CHART.muted, 'stroke-width': 2, 'stroke-dasharray': '7 4' }),
    ...draw(forecast, { stroke: CHART.blue, 'stroke-width': 2.5, 'stroke-dasharray': '2 3' }),
    ...draw(open, { stroke: CHART.blue, 'stroke-width': 3.5 }),
    ...(target === null ? [] : [svgText(target.label, { ...text, x: left + 6, y: y(target.value) + LINE_HEIGHT, 'font-weight': 'bold', fill: CHART.ink, ...HALO })]),
    ...openNow(open, x, y, plotted.right),
    ...placedEnds(ends, x, y, size),
  );
}

interface EndLabel {
  readonly point: ProgressPoint;
  readonly words: readonly string[];
  readonly colour: string;
}

function endLabels({ plan, forecast }: ProgressChart): EndLabel[] {
  const label = (points: readonly ProgressPoint[], name: string, colour: string): EndLabel[] => {
    const point = points.at(-1);
    return point === undefined || points.length < 2 ? [] : [{ point, words: [name, formatCount(point.value)], colour }];
  };
  return [...label(plan, 'Plan', CHART.muted), ...label(forecast, 'Forecast', CHART.blue)];
}

type Scale = (value: number) => number;

function placedEnds(ends: readonly EndLabel[], x: Scale, y: Scale, size: Size): string[] {
  const height = LINE_HEIGHT * 2;
  const centres = spreadLabels(ends.map(({ point }) => y(point.value)), height + 2, TOP - 8, size.height - BOTTOM - LINE_HEIGHT);
  return ends.flatMap(({ point, words, colour }, index) => {
    const end = { x: x(dayNumber(point.day)), y: y(point.value) };
    const centre = centres[index] ?? end.y;
    return [
      element('path', { d: `M${short(end.x + 1)} ${short(end.y)}L${short(end.x + LABEL_GAP - 2)} ${short(centre)}`, stroke: colour, fill: 'none' }),
      ...words.map((word, row) =>
        svgText(word, { ...text, x: end.x + LABEL_GAP, y: centre - 2 + row * LINE_HEIGHT, fill: colour, 'font-weight': row === 0 ? 'bold' : undefined }),
      ),
    ];
  });
}

function openNow(open: readonly ProgressPoint[], x: Scale, y: Scale, limit: number): string[] {
  const now = open.at(-1);
  if (now === undefined || open.length < 2) return [];
  const words = `${formatCount(now.value)} open`;
  const [cx, cy] = [x(dayNumber(now.day)), y(now.value)];
  const fits = cx + LABEL_GAP + textWidth(words, CHART.textSize, 'bold') < limit;
  return [
    element('circle', { cx, cy, r: 4.5, fill: CHART.blue }),
    svgText(words, { ...text, x: fits ? cx + 8 : cx - 8, y: cy + 20, 'text-anchor': fits ? undefined : 'end', 'font-weight': 'bold', fill: CHART.blue, ...HALO }),
  ];
}

function todayLine(today: string, x: number, bottom: number, { left, right }: { readonly left: number; readonly right: number }): string[] {
  if (x < left || x > right) return [];
  const words = formatShortDate(today);
  const half = textWidth(words, CHART.textSize) / 2;
  return [
    element('path', { d: `M${short(x)} ${TOP - 4}V${short(bottom)}`, stroke: CHART.axis }),
    svgText(words, { ...text, x: Math.min(Math.max(x, left + half), right - half), y: TOP - 10, 'text-anchor': 'middle', fill: CHART.muted }),
  ];
}

/** First days of months, as many as fit side by side. */
function monthTicks(days: readonly number[], width: number): { day: number; words: string }[] {
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const from = new Date(first * DAY_MS);
  const start = from.getUTCFullYear() * 12 + from.getUTCMonth() + 1;
  const firstOf = (index: number) => Date.UTC(Math.floor(index / 12), index % 12, 1) / DAY_MS;
  const months = Array.from({ length: Math.ceil((last - first) / 28) + 1 }, (_, index) => start + index).filter((index) => firstOf(index) <= last);
  const apart = textWidth('May 2000', CHART.textSize) + 8;
  const step = [1, 3, 6, 12, 24].find((size) => (width / months.length) * size >= apart) ?? 48;
  // April and October are in every half year: the financial year begins in April.
  return months.filter((index) => (index - 3) % step === 0).map((index) => ({ day: firstOf(index), words: formatShortMonth(firstOf(index)) }));
}

/** Paths are written here and not by `element`, which shortens numbers itself. */
function short(value: number): number {
  return Math.round(value * 10) / 10;
}
