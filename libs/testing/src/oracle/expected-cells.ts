import { datesOfMonth, datesOfWeek, daysInMonth } from './plain-dates.js';
import { stated, type Grain, type StatedFigures } from './stated-figures.js';
import { TEST_NAMES } from './test-names.js';
import { shareOfDay, sumOfStated } from './whole-numbers.js';

export type ActivityKind = 'weekly' | 'monthly';

/** One centre, one test, one period. Null = not stated. */
export interface ExpectedCell {
  readonly cdcCode: string;
  readonly test: string;
  readonly plan: number | null;
  readonly actual: number | null;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
  readonly grain: Grain | null;
  /** Days with a figure; null unless the cell is made of daily returns. */
  readonly days: number | null;
  /** What the weekly or monthly return says where daily ones stand for the cell. */
  readonly other: number | null;
}

/** The plan of a cell; a week sums the shares of its days, a month without a plan gives nothing. */
function planOf(figures: StatedFigures, cdcCode: string, test: string, kind: ActivityKind, period: string): number | null {
  if (kind === 'monthly') return stated(figures.plans, cdcCode, test, period);
  return sumOfStated(
    datesOfWeek(period).map((date) => {
      const month = date.slice(0, 7);
      const planned = stated(figures.plans, cdcCode, test, month);
      return planned === null ? null : shareOfDay(planned, Number(date.slice(8)), daysInMonth(month));
    }),
  );
}

function isOffered(figures: StatedFigures, cdcCode: string, test: string, dates: readonly string[]): boolean {
  const first = dates[0] ?? '';
  const last = dates[dates.length - 1] ?? '';
  const offers = figures.offers.get(cdcCode)?.get(test) ?? new Map<string, string | null>();
  return [...offers].some(([from, to]) => from <= last && (to === null || to >= first));
}

/** The cells that exist for a centre in a period, in the order of tests. */
export function expectedCells(figures: StatedFigures, cdcCode: string, kind: ActivityKind, period: string): ExpectedCell[] {
  const dates = kind === 'weekly' ? datesOfWeek(period) : datesOfMonth(period);
  const cells: ExpectedCell[] = [];
  for (const { code: test } of TEST_NAMES) {
    const plan = planOf(figures, cdcCode, test, kind, period);
    const days = dates.map((date) => stated(figures.returns.daily, cdcCode, test, date)).filter((day) => day !== null);
    const whole = stated(figures.returns[kind], cdcCode, test, period);
    const parts = days.length > 0 ? days : whole ? [whole] : [];
    if (parts.length === 0 && plan === null && !isOffered(figures, cdcCode, test, dates)) continue;
    cells.push({
      cdcCode,
      test,
      plan,
      actual: sumOfStated(parts.map((part) => part.delivered)),
      didNotAttend: sumOfStated(parts.map((part) => part.didNotAttend)),
      cancelled: sumOfStated(parts.map((part) => part.cancelled)),
      grain: days.length > 0 ? 'daily' : whole ? kind : null,
      days: days.length > 0 ? days.length : null,
      other: days.length > 0 && whole ? whole.delivered : null,
    });
  }
  return cells;
}

/** Whether the centre sent anything at the grain that this kind of edition does not count, for a period that overlaps. */
export function sentAtOtherGrain(figures: StatedFigures, cdcCode: string, kind: ActivityKind, period: string): Grain | null {
  const grain: Grain = kind === 'weekly' ? 'monthly' : 'weekly';
  const month = period.slice(0, 7);
  for (const periods of figures.returns[grain].get(cdcCode)?.values() ?? []) {
    for (const sent of periods.keys()) if (sent.slice(0, 7) === month) return grain;
  }
  return null;
}
