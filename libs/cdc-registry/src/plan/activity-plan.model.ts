import { DIAGNOSTIC_TESTS, monthOf } from '@cdc/contracts';

/** Planned tests of a centre in a month. */
export interface PlanCellValue {
  readonly cdcNumber: number;
  /** Day number of the first of the month. */
  readonly monthDay: number;
  /** Place in DIAGNOSTIC_TESTS. */
  readonly testNumber: number;
  readonly planned: number;
}

export interface PlanChanges {
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** The stated cells that are new or have another value. */
  readonly cells: readonly PlanCellValue[];
}

const MAX_TESTS = 1024;
const MAX_DAY = 1 << 20;

/** One number for a month of a centre. */
function monthKey({ cdcNumber, monthDay }: PlanCellValue): number {
  return cdcNumber * MAX_DAY + monthDay;
}

function cellKey(cell: PlanCellValue): number {
  return monthKey(cell) * MAX_TESTS + cell.testNumber;
}

/** Compares what a file states with the plan as it is. A file supersedes the cells that it states and no others. */
export function planChanges(present: readonly PlanCellValue[], stated: readonly PlanCellValue[]): PlanChanges {
  const before = new Map(present.map((cell) => [cellKey(cell), cell.planned]));
  const cells = stated.filter((cell) => before.get(cellKey(cell)) !== cell.planned);
  const added = cells.filter((cell) => !before.has(cellKey(cell))).length;
  return { counts: { new: added, changed: cells.length - added, unchanged: stated.length - cells.length }, cells };
}

/** The plan of a centre for some months, each with all its tests. */
export interface CentrePlan {
  readonly cdcNumber: number;
  readonly months: { month: string; tests: { test: string; planned: number }[] }[];
}

/** The months that changed, whole: changed cells over those that were there. Centres by number, months by date, tests in the order of the vocabulary. */
export function wholeMonths(
  present: readonly PlanCellValue[],
  changed: readonly PlanCellValue[],
): readonly CentrePlan[] {
  const touched = new Set(changed.map(monthKey));
  const merged = new Map<number, PlanCellValue>();
  for (const cell of present) if (touched.has(monthKey(cell))) merged.set(cellKey(cell), cell);
  for (const cell of changed) merged.set(cellKey(cell), cell);

  const plans: CentrePlan[] = [];
  for (const cell of [...merged.values()].sort((one, other) => cellKey(one) - cellKey(other))) {
    let plan = plans.at(-1);
    if (plan?.cdcNumber !== cell.cdcNumber) plans.push((plan = { cdcNumber: cell.cdcNumber, months: [] }));
    const month = monthOf(cell.monthDay);
    let tests = plan.months.at(-1);
    if (tests?.month !== month) plan.months.push((tests = { month, tests: [] }));
    tests.tests.push({ test: DIAGNOSTIC_TESTS[cell.testNumber]?.code ?? '', planned: cell.planned });
  }
  return plans;
}
