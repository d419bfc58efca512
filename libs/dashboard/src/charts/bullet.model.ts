import { scaleLinear } from 'd3-scale';
import { CHART } from './chart-tokens.model.js';
import { decorativeSvg, element, type Size } from './svg.model.js';

export interface Bullet {
  readonly value: number;
  /** Where the black mark stands; none where nothing is planned. */
  readonly plan: number | null;
  /** Where the track ends, a target or a budget. What lies beyond is cut there, for the number stands beside it. */
  readonly full: number | null;
}

const MARK = 3;

/** A bar of what is there on a track of what is to be, with a mark at the plan for now. */
export function bullet({ value, plan, full }: Bullet, size: Size): string {
  const end = full !== null && full > 0 ? full : Math.max(value, plan ?? 0, 1);
  const x = scaleLinear([0, end], [0, size.width]).clamp(true);
  const bar = { y: size.height / 4, height: size.height / 2 };
  return decorativeSvg(
    size,
    element('rect', { ...bar, width: size.width, fill: CHART.grid }),
    element('rect', { ...bar, width: x(value), fill: CHART.blue }),
    ...(plan === null ? [] : [element('rect', { x: Math.min(Math.max(x(plan) - MARK / 2, 0), size.width - MARK), width: MARK, height: size.height, fill: CHART.ink })]),
  );
}
