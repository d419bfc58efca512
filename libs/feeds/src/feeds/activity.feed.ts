import { activityRule } from './activity-rule.js';
import { cdcCode, date, month, test, text, unread, whole } from './column-kinds.js';
import { type Column, defineLayout, type Feed, type Layout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';
import { PublishedRows } from './published-rows.js';

const TESTS_IN_A_DAY = 10_000;

/** The counts of a return, with the most that one centre can do of one test in the period. */
const countColumns = (days: number): Column[] => [
  whole('delivered', {
    aliases: ['tests_delivered', 'activity', 'tests_done', 'number_of_tests', 'completed'],
    required: true,
    max: TESTS_IN_A_DAY * days,
    description: 'Tests done',
  }),
  whole('did_not_attend', {
    aliases: ['dna', 'dnas', 'did_not_attends'],
    max: TESTS_IN_A_DAY * days,
    description: 'Booked tests that the patient did not attend',
  }),
  whole('cancelled', {
    aliases: ['canceled', 'cancellations'],
    max: TESTS_IN_A_DAY * days,
    description: 'Booked tests that were cancelled',
  }),
  whole('planned', {
    aliases: ['plan', 'planned_tests'],
    max: TESTS_IN_A_DAY * days,
    description: 'Tests that the centre planned to do',
  }),
  text('comment', {
    aliases: ['comments', 'note', 'notes'],
    maxLength: 500,
    rule: 'Text of at most 500 characters, nothing about patients',
    description: 'Remark',
  }),
];

function activityFeed(
  name: 'activity-daily' | 'activity-weekly' | 'activity-monthly',
  title: string,
  period: Column,
  days: number,
  published: readonly Layout[] = [],
): Feed {
  const layout = defineLayout({
    name: 'template',
    feed: name,
    title,
    format: 'csv',
    columns: [cdcCode, period, test, ...countColumns(days)],
    key: ['cdc_code', period.name, 'test'],
  });
  return feedDefinition(name, [layout, ...published], activityRule(period.name));
}

const day = date('date', {
  aliases: ['activity_date', 'test_date', 'day'],
  required: true,
  rule: 'A date, year first, not in the future',
  description: 'Day on which the tests were done',
});

const sunday = date('week_ending', {
  aliases: ['week_ending_date', 'week_ending_sunday', 'week_end', 'we'],
  required: true,
  rule: 'The Sunday that ends the week, year first, not in the future',
  description: 'Last day of the week, Monday to Sunday',
});

export const activityDailyFeed = activityFeed('activity-daily', 'Daily activity template', day, 1);
export const activityWeeklyFeed = activityFeed('activity-weekly', 'Weekly activity template', sunday, 7);
/** The monthly file of activity at community diagnostic centres that NHS England publishes; it holds several months, and may restate earlier ones. */
const managementInformation = defineLayout({
  name: 'cdc-management-information',
  feed: 'activity-monthly',
  title: 'CDC management information by provider, as published',
  format: 'csv',
  key: ['cdc_code', 'month', 'test'],
  controlRows: () => new PublishedRows({ must: 'cdc_code', labels: ['cdc_code', 'cdc_name', 'test'] }),
  columns: [
    cdcCode,
    month,
    { ...test, aliases: [...test.aliases, 'diagnostic_test_type'] },
    whole('delivered', {
      aliases: ['Sum of Metric Value', 'Metric Value'],
      required: true,
      max: TESTS_IN_A_DAY * 31,
      description: 'Tests done',
    }),
    text('cdc_name', { maxLength: 200, example: 'Dock Yard CDC', description: 'Name of the centre; the code decides' }),
    unread('Region Code'),
    unread('Regional Name', ['Region Name']),
    unread('ICB', ['ICB Name']),
    unread('ID'),
  ],
});

export const activityMonthlyFeed = activityFeed('activity-monthly', 'Monthly activity template', month, 31, [managementInformation]);
