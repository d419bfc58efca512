import { Injectable } from '@nestjs/common';
import { SpendPlanApproved, monthOf } from '@cdc/contracts';
import { pounds, type FeedLoad, type FeedLoader } from '@cdc/intake';
import { Clock, UnitOfWork, event } from '@cdc/platform';
import { openPlan, type PlanFeed } from './plan-load.js';
import { spendItem, spendLineOf } from './spend-line.model.js';
import { SpendPlanRepository, spendPlanOwners } from './spend-plan.repository.js';

/** Whole pence by organisation, month, kind and budget line. */
const spendPlan: PlanFeed = {
  feed: 'plan-spend',
  list: 'organisations',
  owners: spendPlanOwners,
  cellReader(layout) {
    const orgCode = layout.columnIndex('org_code');
    const month = layout.columnIndex('month');
    const kind = layout.columnIndex('kind');
    const line = layout.columnIndex('line');
    const planned = layout.columnIndex('planned');
    return (row) => ({
      owner: row.number(orgCode),
      monthDay: row.number(month),
      item: spendItem(row.number(kind), row.number(line)),
      planned: row.number(planned),
    });
  },
  store: (manager, owners) => new SpendPlanRepository(manager, owners),
  shown: ({ monthDay, item, planned }, orgCode) => ({ key: { org_code: orgCode, month: monthOf(monthDay), ...spendLineOf(item) }, planned: pounds(planned) ?? 0 }),
  approved: (orgCode, months) =>
    event(SpendPlanApproved, orgCode, {
      orgCode,
      months: months.map(({ month, items }) => ({
        month,
        lines: items.map(({ item, planned }) => ({ ...spendLineOf(item), plannedPence: planned })),
      })),
    }),
};

/** Takes the spend plan. */
@Injectable()
export class SpendPlanLoader implements FeedLoader {
  readonly feed = spendPlan.feed;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  open(): Promise<FeedLoad> {
    return openPlan(spendPlan, this.unitOfWork, this.clock);
  }
}
