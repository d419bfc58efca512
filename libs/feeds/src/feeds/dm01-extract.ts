import { test, text, unread, whole } from './column-kinds.js';
import { DM01_BANDS } from './dm01-bands.js';
import { Dm01ExtractControls } from './dm01-extract-controls.js';
import { type Column, defineLayout } from './feed.model.js';

const LARGEST_LIST = 10_000_000;

const count = (name: string, header: string, description: string): Column =>
  whole(name, { aliases: [header], required: true, max: LARGEST_LIST, description });

const bandHeader = (week: number): string => {
  if (week === 13) return '13+ Weeks';
  return `${String(week).padStart(2, '0')} < ${String(week + 1).padStart(2, '0')} ${week === 0 ? 'Week' : 'Weeks'}`;
};

const organisation = (name: string, header: string, description: string): Column =>
  text(name, { aliases: [header], required: true, maxLength: 20, rule: 'An ODS code', example: 'RWX', description });

/** The full extract behind the DM01 workbooks: a row for each provider, commissioner and test. Waits over 6 and 13 weeks are sums of its bands. */
export const dm01Extract = defineLayout({
  name: 'dm01-full-extract',
  feed: 'dm01-monthly',
  title: 'DM01 full extract, as published',
  format: 'csv',
  key: ['provider_code', 'commissioner_code', 'test'],
  controlRows: () => new Dm01ExtractControls(),
  columns: [
    {
      ...text('period', { required: true, description: 'Month of the figures; the same in every row' }),
      type: 'month',
      rule: 'A month: DM01-AUG-2024, 2024-08 or Aug-24',
      example: 'DM01-AUG-2024',
    },
    text('parent_code', {
      aliases: ['Provider Parent Org Code'],
      maxLength: 20,
      rule: 'The ODS code of a board or a region',
      example: 'QMJ',
      description: 'What the provider belongs to; it tells the region',
    }),
    organisation('provider_code', 'Provider Org Code', 'Provider'),
    text('provider_name', { aliases: ['Provider Org Name'], required: true, maxLength: 200, example: 'Dock Yard NHS Trust', description: 'Name of the provider' }),
    organisation('commissioner_code', 'Commissioner Org Code', 'Commissioner'),
    text('test_id', { aliases: ['Diagnostic Tests Sort Order'], maxLength: 3, rule: '1 to 15; 16 is the total', example: '1', description: 'Place of the test in DM01' }),
    { ...test, aliases: ['Diagnostic Tests', 'Diagnostic Test Name'] },
    ...DM01_BANDS.map((name, week) => count(name, bandHeader(week), `Patients waiting, band ${bandHeader(week)}`)),
    count('waiting_list', 'Total WL', 'Patients waiting at the end of the month'),
    count('waiting_list_activity', 'Waiting List Activity', 'Tests done in the month from the waiting list'),
    count('planned_activity', 'Planned Activity', 'Planned tests done in the month'),
    count('unscheduled_activity', 'Unscheduled Activity', 'Unscheduled tests done in the month'),
    count('total_activity', 'Total Activity', 'Tests done in the month'),
    unread('Provider Parent Name'),
    unread('Commissioner Parent Org Code'),
    unread('Commissioner Parent Name'),
    unread('Commissioner Org Name'),
  ],
});
