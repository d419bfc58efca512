import { Injectable } from '@nestjs/common';
import { ActivityPlanApproved, dayNumber, londonDate } from '@cdc/contracts';
import { createCodeList, type CodeList, type Layout, type Row } from '@cdc/feeds';
import { type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
import { Clock, UnitOfWork, event, type NewEvent, type Work } from '@cdc/platform';
import { CentreRepository } from '../centre/centre.repository.js';
import { planChanges, wholeMonths, type CentrePlan, type PlanCellValue } from './activity-plan.model.js';
import { PlanRepository } from './plan.repository.js';

/** Takes the activity plan. A later file supersedes the cells that it states. */
@Injectable()
export class PlanLoader implements FeedLoader {
  readonly feed = 'plan-activity';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async open(): Promise<FeedLoad> {
    const cdcs = createCodeList(
      await this.unitOfWork.read('all', (manager) => new CentreRepository(manager).codeEntries()),
    );
    const cells: PlanCellValue[] = [];
    let cellOf: ((row: Row) => PlanCellValue) | null = null;
    return {
      context: { today: dayNumber(londonDate(this.clock.now())), codeLists: { cdcs } },
      onRow: (row) => {
        cellOf ??= cellReader(row.layout);
        cells.push(cellOf(row));
      },
      faults: async () => [],
      load: (tx, submission) => loadPlan(tx, submission, cells, cdcs),
      close: async () => void cells.splice(0),
    };
  }
}

/** Looks the columns up once a file: a plan has thousands of rows. */
function cellReader(layout: Layout): (row: Row) => PlanCellValue {
  const cdcCode = layout.columnIndex('cdc_code');
  const month = layout.columnIndex('month');
  const test = layout.columnIndex('test');
  const planned = layout.columnIndex('planned');
  return (row) => ({
    cdcNumber: row.number(cdcCode),
    monthDay: row.number(month),
    testNumber: row.number(test),
    planned: row.number(planned),
  });
}

async function loadPlan(
  tx: Work,
  submission: Submission,
  stated: readonly PlanCellValue[],
  cdcs: CodeList,
): Promise<LoadOutcome> {
  const named = [...new Set(stated.map(({ cdcNumber }) => cdcNumber))];
  const [firstMonth, lastMonth] = monthRange(stated);
  await new CentreRepository(tx.manager).hold(named);
  const plan = new PlanRepository(tx.manager);
  const present = await plan.present(named, firstMonth, lastMonth);
  const { counts, cells } = planChanges(present, stated);
  if (cells.length > 0) await plan.add(cells, submission.submissionNumber);
  return {
    ...counts,
    events: wholeMonths(present, cells).map((centre) => planApproved(cdcs.codeOf(centre.cdcNumber) ?? '', centre)),
  };
}

// Not Math.min(...all): a long plan has more cells than a call may have arguments.
function monthRange(cells: readonly PlanCellValue[]): readonly [number, number] {
  return cells.reduce<readonly [number, number]>(
    ([first, last], { monthDay }) => [Math.min(first, monthDay), Math.max(last, monthDay)],
    [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  );
}

function planApproved(cdcCode: string, { months }: CentrePlan): NewEvent {
  return event(ActivityPlanApproved, cdcCode, { cdcCode, months });
}
