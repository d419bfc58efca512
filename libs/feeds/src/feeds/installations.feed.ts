import { dateInWords } from '../columns/date-in-words.js';
import { code, date, text } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';
import { machineIdText } from './machines.feed.js';
import { checkMachine } from './scope-rules.js';

const layout = defineLayout({
  name: 'template',
  feed: 'installations',
  title: 'Installation milestones template',
  format: 'csv',
  key: ['machine_id', 'milestone'],
  columns: [
    code('machine_id', 'machines', {
      aliases: machineIdText.aliases,
      required: true,
      rule: 'The identifier of a registered machine',
      example: machineIdText.example,
      description: machineIdText.description,
    }),
    code('milestone', 'milestones', {
      aliases: ['milestone_code', 'stage'],
      required: true,
      rule: 'One of the 14 milestones: its code or its name',
      example: 'DELIVERED',
      description: 'Milestone',
    }),
    date('baseline', { aliases: ['baseline_date', 'planned', 'planned_date'], description: 'Date as first planned; it is kept and never moves' }),
    date('forecast', { aliases: ['forecast_date', 'expected'], description: 'Date as now expected' }),
    date('actual', { aliases: ['actual_date', 'done'], rule: 'A date, year first, not in the future', description: 'Date on which it was reached' }),
    code('reason', 'slip-reasons', {
      aliases: ['reason_code', 'slip_reason'],
      rule: 'A reason: its code or its name',
      example: 'BUILDING_WORKS',
      description: 'Why the forecast moved',
    }),
    text('evidence', { maxLength: 200, example: 'Delivery note 4471', description: 'What shows that the milestone was reached' }),
  ],
});

const MACHINE = layout.columnIndex('machine_id');
const BASELINE = layout.columnIndex('baseline');
const FORECAST = layout.columnIndex('forecast');
const ACTUAL = layout.columnIndex('actual');

export const installationsFeed = feedDefinition('installations', [layout], (row, context, report) => {
  checkMachine(row, MACHINE, context, report);
  const actual = row.number(ACTUAL);
  if (actual > context.today) report(ACTUAL, 'ACTUAL_IN_FUTURE', dateInWords(context.today));
  const stated = [BASELINE, FORECAST, ACTUAL].some((column) => !(row.number(column) < 0));
  if (!stated) report(FORECAST, 'MISSING_VALUE');
});
