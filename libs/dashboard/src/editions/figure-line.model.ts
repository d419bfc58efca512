import { DIAGNOSTIC_TESTS } from '@cdc/contracts';
import { type Measures } from '../platform-api/programme-figures.js';
import { formatCount, formatSigned, formatSignedPercent } from '../words/format.model.js';

/** How a figure stands against its plan: the word, and the shape and colour that go with it. */
export interface FigureStatus {
  readonly text: string;
  readonly shape: 'tick' | 'warning' | 'cross' | 'ring';
  readonly colour: 'green' | 'orange' | 'red' | 'grey';
}

/** A bar of what was done, with a tick at the plan, in units of the drawing: the plan stands at {@link BAR_PLAN_X}. */
export interface PlanBar {
  readonly width: number;
  readonly tick: number;
}

export interface FigureLine {
  readonly plan: string;
  readonly actual: string;
  readonly hasActual: boolean;
  readonly variance: string;
  readonly share: string;
  readonly status: FigureStatus;
  readonly bar: PlanBar | null;
  readonly withoutPlan: string;
  readonly notReported: string;
  readonly centres: string;
  readonly isPartial: boolean;
}

export const BAR_PLAN_X = 64;
const BAR_WIDTH = 96;

export const DIRECTION_STATUS: Readonly<Record<'favourable' | 'adverse' | 'on plan', FigureStatus>> = {
  favourable: { text: 'Favourable', shape: 'tick', colour: 'green' },
  adverse: { text: 'Adverse', shape: 'warning', colour: 'orange' },
  'on plan': { text: 'On plan', shape: 'tick', colour: 'green' },
};
export const NO_PLAN: FigureStatus = { text: 'No plan', shape: 'ring', colour: 'grey' };
const NOT_REPORTED: FigureStatus = { text: 'Not reported', shape: 'ring', colour: 'grey' };

export function figureLine(figure: Measures): FigureLine {
  const { plan, actual, variance, direction, planNotReported, actualWithoutPlan, centresReported, centresExpected } = figure;
  const share = variance === null || plan === null ? null : formatSignedPercent(variance, plan);
  return {
    plan: plan === null ? (actual === null ? 'No data' : 'No plan') : formatCount(plan),
    actual: actual === null ? 'No data' : formatCount(actual),
    hasActual: actual !== null,
    variance: variance === null ? '' : formatSigned(variance),
    share: share ?? '',
    status: actual === null ? NOT_REPORTED : direction === null ? NO_PLAN : DIRECTION_STATUS[direction],
    bar: actual === null || plan === null ? null : planBar(actual - actualWithoutPlan, plan),
    withoutPlan: formatCount(actualWithoutPlan),
    notReported: formatCount(planNotReported),
    centres: `${formatCount(centresReported)} of ${formatCount(centresExpected)}`,
    isPartial: centresReported < centresExpected,
  };
}

/** Half as much again as the plan fills the drawing; anything above it is cut there, for the number stands beside it. */
function planBar(actual: number, plan: number): PlanBar | null {
  if (plan <= 0) return null;
  return { width: Math.min(BAR_WIDTH, Math.round((actual / plan) * BAR_PLAN_X)), tick: BAR_PLAN_X };
}

export function testName(code: string): string {
  return DIAGNOSTIC_TESTS.find((test) => test.code === code)?.name ?? code;
}

export function testOrder(code: string): number {
  const index = DIAGNOSTIC_TESTS.findIndex((test) => test.code === code);
  return index < 0 ? DIAGNOSTIC_TESTS.length : index;
}
