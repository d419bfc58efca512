import { Injectable } from '@nestjs/common';
import { ActivityPlanApproved, DIAGNOSTIC_TESTS, monthOf } from '@cdc/contracts';
import { type FeedLoad, type FeedLoader } from '@cdc/intake';
import { Clock, UnitOfWork, event } from '@cdc/platform';
import { CentreRepository } from '../centre/centre.repository.js';
import { ActivityPlanRepository } from './activity-plan.repository.js';
import { openPlan, type PlanFeed } from './plan-load.js';

/** Tests by centre, month and test. */
const activityPlan: PlanFeed = {
  feed: 'plan-activity',
  list: 'cdcs',
  owners: (manager) => new CentreRepository(manager).codeEntries(),
  cellReader(layout) {
    const cdcCode = layout.columnIndex('cdc_code');
    const month = layout.columnIndex('month');
    const test = layout.columnIndex('test');
    const planned = layout.columnIndex('planned');
    return (row) => ({
      owner: row.number(cdcCode),
      monthDay: row.number(month),
      item: row.number(test),
      planned: row.number(planned),
    });
  },
  store: (manager) => new ActivityPlanRepository(manager),
  shown: ({ monthDay, item, planned }, cdcCode) => ({ key: { cdc_code: cdcCode, month: monthOf(monthDay), test: DIAGNOSTIC_TESTS[item]?.code ?? '' }, planned }),
  approved: (cdcCode, months) =>
    event(ActivityPlanApproved, cdcCode, {
      cdcCode,
      months: months.map(({ month, items }) => ({
        month,
        tests: items.map(({ item, planned }) => ({ test: DIAGNOSTIC_TESTS[item]?.code ?? '', planned })),
      })),
    }),
};

/** Takes the activity plan. */
@Injectable()
export class ActivityPlanLoader implements FeedLoader {
  readonly feed = activityPlan.feed;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  open(): Promise<FeedLoad> {
    return openPlan(activityPlan, this.unitOfWork, this.clock);
  }
}
