import { dateInWords } from '../columns/date-in-words.js';
import { checkScope } from './activity-rule.js';
import { cdcCode, date, test } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const layout = defineLayout({
  name: 'template',
  feed: 'offered-tests',
  title: 'Offered tests template',
  format: 'csv',
  key: ['cdc_code', 'test', 'from'],
  columns: [
    cdcCode,
    test,
    date('from', {
      aliases: ['offered_from', 'start', 'start_date', 'from_date'],
      required: true,
      description: 'First day on which the test is offered',
    }),
    date('to', {
      aliases: ['offered_to', 'end', 'end_date', 'to_date'],
      rule: 'A date, year first, not before from',
      description: 'Last day on which it is offered; empty when it goes on',
    }),
  ],
});

const FROM = layout.columnIndex('from');
const TO = layout.columnIndex('to');

export const offeredTestsFeed = feedDefinition('offered-tests', [layout], (row, context, report) => {
  checkScope(row, context, report);
  const from = row.number(FROM);
  const to = row.number(TO);
  if (from >= 0 && to >= 0 && to < from) report(TO, 'DATE_ORDER', dateInWords(from));
});
