import { test, text, whole } from './column-kinds.js';
import { DM01_BANDS } from './dm01-bands.js';
import { Dm01Controls } from './dm01-controls.js';
import { dm01Extract } from './dm01-extract.js';
import { dm01Meta } from './dm01-meta.js';
import { type Column, defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const LARGEST_LIST = 10_000_000;

const count = (name: string, header: string, description: string): Column =>
  whole(name, { aliases: [header], required: true, max: LARGEST_LIST, description });

const bandHeader = (week: number): string => {
  if (week === 13) return '13+ weeks';
  return week === 0 ? '0 <01 weeks' : `${String(week).padStart(2, '0')} <${String(week + 1).padStart(2, '0')} weeks`;
};

const workbook = defineLayout({
  name: 'dm01-provider-workbook',
  feed: 'dm01-monthly',
  title: 'DM01 monthly diagnostics by provider, as published',
  format: 'xls',
  key: ['provider_code', 'test'],
  workbook: { sheet: 'Provider by Test', allows: ['merged-cells', 'several-sheets', 'hidden-sheet'], meta: dm01Meta },
  controlRows: () => new Dm01Controls(),
  columns: [
    text('region_code', {
      aliases: ['Regional Team Code'],
      required: true,
      maxLength: 10,
      example: 'Y56',
      description: 'Region',
    }),
    text('region_name', {
      aliases: ['Regional Team Name'],
      maxLength: 200,
      example: 'London Commissioning Region',
      description: 'Name of the region',
    }),
    text('provider_code', {
      aliases: ['Provider Code'],
      required: true,
      pattern: /^[A-Z0-9]{3,10}$/i,
      rule: 'An ODS code',
      example: 'RWX',
      description: 'Provider',
    }),
    text('provider_name', {
      aliases: ['Provider Name'],
      required: true,
      maxLength: 200,
      example: 'Dock Yard NHS Trust',
      description: 'Name of the provider',
    }),
    text('test_id', {
      aliases: ['Diagnostic ID'],
      required: true,
      pattern: /^(?:[1-9]|1[0-5])$/,
      example: '1',
      rule: '1 to 15; 16 is the total',
      description: 'Place of the test in DM01',
    }),
    { ...test, aliases: ['Diagnostic Test Name'] },
    count('waiting_list', 'Total Waiting List', 'Patients waiting at the end of the month'),
    count('over_6_weeks', 'Number waiting 6+ Weeks', 'Patients waiting 6 weeks or more'),
    count('over_13_weeks', 'Number waiting 13+ Weeks', 'Patients waiting 13 weeks or more'),
    {
      ...text('percent_over_6_weeks', {
        aliases: ['Percentage waiting 6+ weeks'],
        rule: 'A fraction',
        example: '0.24',
        description: 'Not used',
      }),
      type: 'decimal',
    },
    ...DM01_BANDS.map((name, week) => count(name, bandHeader(week), `Patients waiting, band ${bandHeader(week)}`)),
    count('planned_activity', 'Planned tests / procedures', 'Planned tests done in the month'),
    count('unscheduled_activity', 'Unscheduled tests / procedures', 'Unscheduled tests done in the month'),
    count(
      'waiting_list_activity',
      'Waiting list tests / procedures (excluding planned)',
      'Tests done in the month from the waiting list',
    ),
  ],
});

export const dm01MonthlyFeed = feedDefinition('dm01-monthly', [workbook, dm01Extract]);
