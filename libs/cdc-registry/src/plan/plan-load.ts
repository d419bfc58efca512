import { dayNumber, londonDate, type FeedName } from '@cdc/contracts';
import { createCodeList, type CodeEntry, type CodeList, type Layout, type Row } from '@cdc/feeds';
import { compareList, type CellPlace, type FeedLoad, type LoadOutcome, type Submission } from '@cdc/intake';
import { type Clock, type NewEvent, type UnitOfWork, type Work } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { planChanges, wholeMonths, type PlanCellValue, type PlannedMonth } from './plan.model.js';

/** The stored cells of a plan. */
export interface PlanStore {
  /** Lets one file at a time decide what these owners plan, until the transaction ends. */
  hold(owners: readonly number[]): Promise<void>;
  /** The plan of these owners between two months, both included. */
  present(owners: readonly number[], firstMonthDay: number, lastMonthDay: number): Promise<readonly PlanCellValue[]>;
  add(cells: readonly PlanCellValue[], submissionNumber: number): Promise<void>;
}

/** What a plan has of its own; all else is the same for every plan. */
export interface PlanFeed {
  readonly feed: FeedName;
  /** The list that the owners' column draws on. */
  readonly list: 'cdcs' | 'organisations';
  owners(manager: EntityManager): Promise<readonly CodeEntry[]>;
  /** Looks the columns up once a file: a plan has thousands of rows. */
  cellReader(layout: Layout): (row: Row) => PlanCellValue;
  store(manager: EntityManager, owners: CodeList): PlanStore;
  /** The columns that name a cell, and what is planned as the file writes it. */
  shown(cell: PlanCellValue, ownerCode: string): { readonly key: CellPlace['key']; readonly planned: number };
  /** States the months that changed. */
  approved(ownerCode: string, months: readonly PlannedMonth[]): NewEvent;
}

/** Takes a plan by owner, month and item. A later file supersedes the cells that it states. */
export async function openPlan(plan: PlanFeed, unitOfWork: UnitOfWork, clock: Clock): Promise<FeedLoad> {
  const owners = createCodeList(await unitOfWork.read('all', (manager) => plan.owners(manager)));
  const cells: PlacedCell[] = [];
  let cellOf: ((row: Row) => PlanCellValue) | null = null;
  return {
    context: { today: dayNumber(londonDate(clock.now())), codeLists: { [plan.list]: owners } },
    onRow: (row) => {
      cellOf ??= plan.cellReader(row.layout);
      cells.push({ row: row.rowNumber, cell: cellOf(row) });
    },
    faults: async () => [],
    load: (tx, submission) => loadPlan(tx, submission, plan, cells, owners),
    close: async () => void cells.splice(0),
  };
}

/** A cell with the row that states it. */
interface PlacedCell {
  readonly row: number;
  readonly cell: PlanCellValue;
}

async function loadPlan(
  tx: Work,
  submission: Submission,
  plan: PlanFeed,
  placed: readonly PlacedCell[],
  owners: CodeList,
): Promise<LoadOutcome> {
  const stated = placed.map(({ cell }) => cell);
  const named = [...new Set(stated.map(({ owner }) => owner))];
  const [firstMonth, lastMonth] = monthRange(stated);
  const store = plan.store(tx.manager, owners);
  await store.hold(named);
  const present = await store.present(named, firstMonth, lastMonth);
  const { counts, cells } = planChanges(present, stated);
  if (cells.length > 0) await store.add(cells, submission.submissionNumber);
  const shown = (cell: PlanCellValue) => plan.shown(cell, owners.codeOf(cell.owner) ?? '');
  const nameOf = ({ owner, monthDay, item }: PlanCellValue): string => `${owner} ${monthDay} ${item}`;
  const comparison = compareList(
    new Map(present.map((cell) => [nameOf(cell), shown(cell)])),
    placed.map(({ row, cell }) => ({ name: nameOf(cell), place: { row, key: shown(cell).key }, facts: shown(cell) })),
    { planned: 'planned' },
  );
  return {
    ...counts,
    ...comparison,
    events: wholeMonths(present, cells).map(({ owner, months }) => plan.approved(owners.codeOf(owner) ?? '', months)),
  };
}

// Not Math.min(...all): a long plan has more cells than a call may have arguments.
function monthRange(cells: readonly PlanCellValue[]): readonly [number, number] {
  return cells.reduce<readonly [number, number]>(
    ([first, last], { monthDay }) => [Math.min(first, monthDay), Math.max(last, monthDay)],
    [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  );
}
