import { dateInWords } from '../columns/date-in-words.js';
import { checkScope } from './activity-rule.js';
import { cdcCode, date, text } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const layout = defineLayout({
  name: 'template',
  feed: 'opening-plan',
  title: 'Opening plan template',
  format: 'csv',
  key: ['cdc_code'],
  columns: [
    cdcCode,
    date('planned_opening', {
      aliases: ['planned_opening_date', 'planned_open', 'opening'],
      required: true,
      description: 'First day of activity as planned, in a temporary building where there is one',
    }),
    text('wave', { maxLength: 40, example: 'SR21', description: 'Funding wave' }),
    date('permanent_planned', {
      aliases: ['permanent_planned_opening', 'permanent_opening'],
      rule: 'A date, year first, not before planned_opening',
      description: 'First day in the permanent building as planned',
    }),
  ],
});

const PLANNED = layout.columnIndex('planned_opening');
const PERMANENT = layout.columnIndex('permanent_planned');

export const openingPlanFeed = feedDefinition('opening-plan', [layout], (row, context, report) => {
  checkScope(row, context, report);
  const planned = row.number(PLANNED);
  const permanent = row.number(PERMANENT);
  if (planned >= 0 && permanent >= 0 && permanent < planned) report(PERMANENT, 'DATE_ORDER', dateInWords(planned));
});
