import { type ReturnGrain } from '@cdc/contracts';
import { type PeriodDays, type Report } from '../reports/report.model.js';
import { type Centre, type CentreInputs, type Offer, type StatedActual } from './edition-inputs.model.js';
import { testOrder } from './test-order.model.js';

/** One test of one centre in one period: what was planned and what was reported. Null = not stated. */
export interface Cell {
  readonly centre: Centre;
  readonly test: string;
  readonly plan: number | null;
  /** Null = not reported. */
  readonly actual: number | null;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
  readonly grain: ReturnGrain | null;
  readonly days: number | null;
  /** What the return of the whole period says where daily returns count instead. */
  readonly whole: number | null;
}

const NOT_REPORTED = {
  actual: null,
  didNotAttend: null,
  cancelled: null,
  grain: null,
  days: null,
  whole: null,
} as const;

/** The cells of a centre in the order of tests. A test without actual, plan or offer is not offered, and has none. */
export function cellsOf(report: Report, period: string, inputs: CentreInputs): readonly Cell[] {
  const days = report.days(period);
  const offered = inputs.offers.filter((offer) => overlaps(offer, days)).map(({ test }) => test);
  const tests = new Set([...offered, ...inputs.plan.keys(), ...inputs.daily.keys(), ...inputs.whole.keys()]);
  const cells: Cell[] = [];
  for (const test of [...tests].sort((left, right) => testOrder(left) - testOrder(right))) {
    const planned = inputs.plan.get(test);
    const plan = planned === undefined ? null : (report.planOf(period, (month) => planned.get(month)) ?? null);
    const actual = actualOf(inputs, test, report.wholeGrain);
    if (plan === null && actual.actual === null && !offered.includes(test)) continue;
    cells.push({ centre: inputs.centre, test, plan, ...actual });
  }
  return cells;
}

/** A centre that is open in the period, or that reported all the same. */
export function isExpected(centre: Pick<Centre, 'status' | 'opened' | 'closed'>, { first, last }: PeriodDays, cells: readonly Cell[]): boolean {
  const open =
    centre.status === 'open' &&
    (centre.opened === null || centre.opened <= last) &&
    (centre.closed === null || centre.closed >= first);
  return open || cells.some(isReported);
}

export function isReported(cell: Cell): boolean {
  return cell.actual !== null;
}

/** Daily returns count before the return of the whole period, test by test. */
function actualOf(
  { daily, whole }: CentreInputs,
  test: string,
  wholeGrain: ReturnGrain,
): Omit<Cell, 'centre' | 'test' | 'plan'> {
  const ofDays = daily.get(test);
  const ofWhole = whole.get(test);
  if (ofDays) return { ...counted(ofDays), grain: 'daily', days: ofDays.days, whole: ofWhole?.delivered ?? null };
  if (ofWhole) return { ...counted(ofWhole), grain: wholeGrain, days: null, whole: null };
  return NOT_REPORTED;
}

function counted({
  delivered,
  didNotAttend,
  cancelled,
}: StatedActual): Pick<Cell, 'actual' | 'didNotAttend' | 'cancelled'> {
  return { actual: delivered, didNotAttend, cancelled };
}

export function overlaps({ from, to }: Offer, { first, last }: PeriodDays): boolean {
  return from <= last && (to === null || to >= first);
}
