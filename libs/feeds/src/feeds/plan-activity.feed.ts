import { checkScope } from './activity-rule.js';
import { cdcCode, month, test, whole } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const layout = defineLayout({
  name: 'template',
  feed: 'plan-activity',
  title: 'Activity plan template',
  format: 'csv',
  key: ['cdc_code', 'month', 'test'],
  columns: [
    cdcCode,
    month,
    test,
    whole('planned', {
      aliases: ['plan', 'planned_activity', 'planned_tests'],
      required: true,
      max: 310_000,
      description: 'Tests planned in the month',
    }),
  ],
});

export const planActivityFeed = feedDefinition('plan-activity', [layout], (row, context, report) => {
  checkScope(row, context, report);
});
