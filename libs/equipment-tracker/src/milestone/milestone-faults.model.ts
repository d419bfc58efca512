import { type ErrorItem } from '@cdc/feeds';
import { keyOf, type KnownMilestones, type MilestoneChange } from './milestone.model.js';
import { nameOf, wrongOrderInWords, wrongOrders } from './milestone-order.model.js';

const place = { severity: 'error', cell: null, sheet: null, suggestion: null } as const;

/** Rows that state another baseline than the one that is known. */
export function movedBaselines(changes: readonly MilestoneChange[]): readonly ErrorItem[] {
  return changes.flatMap(({ stated, before }) => {
    const known = before?.baseline ?? null;
    if (known === null || stated.baseline === null || stated.baseline === known) return [];
    return [
      {
        ...place,
        row: stated.rowNumber,
        column: 'baseline',
        code: 'BASELINE_MOVED',
        value: stated.baseline,
        message: `The baseline of ${nameOf(stated.milestone)} of ${stated.machineId} is ${known} and never moves. This row says ${stated.baseline}.`,
        fix: 'Enter the new date in the forecast column and leave the baseline empty. A wrong baseline can be put right by the national team.',
        suggestion: known,
      },
    ];
  });
}

/**
 * Rows after which a machine would have reached its milestones in an order that cannot be, together with what other rows and earlier files say.
 * @param after all milestones of each machine that the file names
 */
export function orderFaults(changes: readonly MilestoneChange[], after: KnownMilestones): readonly ErrorItem[] {
  const rows = new Map(
    changes.flatMap(({ stated }) => (stated.actual === null ? [] : [[keyOf(stated.machineId, stated.milestone), stated.rowNumber] as const])),
  );
  const faults = [...after].flatMap(([machineId, milestones]) =>
    wrongOrders(milestones).map((order) => {
      const rowOf = (milestone: string): number | null => rows.get(keyOf(machineId, milestone)) ?? null;
      const [earlier, later] = [rowOf(order.earlier.milestone), rowOf(order.later.milestone)];
      const stated = later === null ? order.earlier : order.later;
      return {
        ...place,
        row: later ?? earlier,
        column: 'actual',
        code: 'MILESTONE_ORDER',
        value: stated.actual,
        message: `${machineId}: ${wrongOrderInWords(order)} ${whereFrom(earlier, later)}`,
        fix: 'Correct one of the two actual dates.',
      } as const;
    }),
  );
  return faults.sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
}

function whereFrom(earlier: number | null, later: number | null): string {
  if (earlier !== null && later !== null) return `See rows ${earlier} and ${later}.`;
  return `The ${earlier === null ? 'second' : 'first'} of these dates was recorded before.`;
}
