import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { CHART } from './chart-tokens.model.js';
import { decorativeSvg, element, type Size } from './svg.model.js';

export interface SparkPoint {
  readonly value: number | null;
  readonly plan: number | null;
}

const DOT = 3;
const MARGIN = DOT + 1;

/** A line of what was, dotted at its end, over a dashed line of the plan. A gap stays a gap. Empty where nothing was stated. */
export function sparkline(points: readonly SparkPoint[], size: Size): string {
  const stated = points.flatMap(({ value, plan }) => [value, plan]).filter((number) => number !== null);
  if (stated.length === 0) return '';
  const [low, high] = [Math.min(...stated), Math.max(...stated)];
  const x = scaleLinear([0, Math.max(points.length - 1, 1)], [MARGIN, size.width - MARGIN]);
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [size.height - MARGIN, MARGIN]);
  const path = (key: keyof SparkPoint) =>
    line<SparkPoint>()
      .defined((point) => point[key] !== null)
      .x((_point, index) => x(index))
      .y((point) => y(point[key] ?? low))
      .digits(1)(points) ?? '';
  const lastIndex = points.findLastIndex(({ value }) => value !== null);
  const last = points[lastIndex]?.value;
  return decorativeSvg(
    size,
    element('path', { d: path('plan'), fill: 'none', stroke: CHART.muted, 'stroke-width': 1.5, 'stroke-dasharray': '4 3' }),
    element('path', { d: path('value'), fill: 'none', stroke: CHART.blue, 'stroke-width': 2 }),
    ...(last === undefined || last === null ? [] : [element('circle', { cx: x(lastIndex), cy: y(last), r: DOT, fill: CHART.blue })]),
  );
}
