import { monthOf } from '@cdc/contracts';

/** What is planned for an owner in a month, of one item. Owners and items are numbers that the plan gives a meaning. */
export interface PlanCellValue {
  readonly owner: number;
  /** Day number of the first of the month. */
  readonly monthDay: number;
  /** Below {@link MAX_ITEMS}. */
  readonly item: number;
  /** Tests or whole pence. */
  readonly planned: number;
}

export interface PlanChanges {
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** The stated cells that are new or have another value. */
  readonly cells: readonly PlanCellValue[];
}

export const MAX_ITEMS = 1024;
const MAX_DAY = 1 << 20;

/** One number for a month of an owner. */
function monthKey({ owner, monthDay }: PlanCellValue): number {
  return owner * MAX_DAY + monthDay;
}

function cellKey(cell: PlanCellValue): number {
  return monthKey(cell) * MAX_ITEMS + cell.item;
}

/** Compares what a file states with the plan as it is. A file supersedes the cells that it states and no others. */
export function planChanges(present: readonly PlanCellValue[], stated: readonly PlanCellValue[]): PlanChanges {
  const before = new Map(present.map((cell) => [cellKey(cell), cell.planned]));
  const cells = stated.filter((cell) => before.get(cellKey(cell)) !== cell.planned);
  const added = cells.filter((cell) => !before.has(cellKey(cell))).length;
  return { counts: { new: added, changed: cells.length - added, unchanged: stated.length - cells.length }, cells };
}

/** A month with everything that is planned in it. */
export interface PlannedMonth {
  readonly month: string;
  readonly items: { item: number; planned: number }[];
}

/** The plan of an owner for some months, each whole. */
export interface OwnerPlan {
  readonly owner: number;
  readonly months: PlannedMonth[];
}

/** The months that changed, whole: changed cells over those that were there. Owners and items by number, months by date. */
export function wholeMonths(
  present: readonly PlanCellValue[],
  changed: readonly PlanCellValue[],
): readonly OwnerPlan[] {
  const touched = new Set(changed.map(monthKey));
  const merged = new Map<number, PlanCellValue>();
  for (const cell of present) if (touched.has(monthKey(cell))) merged.set(cellKey(cell), cell);
  for (const cell of changed) merged.set(cellKey(cell), cell);

  const plans: OwnerPlan[] = [];
  for (const cell of [...merged.values()].sort((one, other) => cellKey(one) - cellKey(other))) {
    let plan = plans.at(-1);
    if (plan?.owner !== cell.owner) plans.push((plan = { owner: cell.owner, months: [] }));
    const month = monthOf(cell.monthDay);
    let planned = plan.months.at(-1);
    if (planned?.month !== month) plan.months.push((planned = { month, items: [] }));
    planned.items.push({ item: cell.item, planned: cell.planned });
  }
  return plans;
}
