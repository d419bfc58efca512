import { type Column } from './feed.model.js';

type Given = Partial<Column> & { readonly description: string };

/** Columns that several feeds have. A feed states what differs. */

export const text = (name: string, given: Given): Column => ({
  name,
  aliases: [],
  type: 'text',
  required: false,
  rule: 'Text',
  example: 'text',
  ...given,
});

export const whole = (name: string, given: Given): Column => ({
  name,
  aliases: [],
  type: 'whole',
  required: false,
  rule: 'A whole number, 0 or more',
  example: '12',
  ...given,
});

export const date = (name: string, given: Given): Column => ({
  name,
  aliases: [],
  type: 'date',
  required: false,
  rule: 'A date, year first',
  example: '2024-08-04',
  ...given,
});

export const code = (name: string, list: NonNullable<Column['list']>, given: Given): Column => ({
  name,
  aliases: [],
  type: 'code',
  list,
  required: false,
  rule: 'A code from the list',
  example: '',
  ...given,
});

export const cdcCode = code('cdc_code', 'cdcs', {
  aliases: ['cdc', 'centre_code', 'center_code', 'site_code', 'ods_site_code'],
  required: true,
  rule: 'The code of a registered centre',
  example: 'RWX92',
  description: 'Code of the community diagnostic centre',
});

export const test = code('test', 'tests', {
  aliases: ['test_code', 'diagnostic_test', 'diagnostic_test_name', 'diagnostic_tests', 'modality'],
  required: true,
  rule: 'A test of the CDC range: its code or either DM01 name',
  example: 'MRI',
  description: 'Diagnostic test',
});

export const month: Column = {
  name: 'month',
  aliases: ['period', 'reporting_month', 'month_year'],
  type: 'month',
  required: true,
  rule: 'A month: 2024-08, 2024-08-01, Aug-24 or August 2024',
  example: '2024-08',
  description: 'Calendar month',
};

export const money = (name: string, given: Given): Column => ({
  name,
  aliases: [],
  type: 'money',
  required: false,
  rule: 'Pounds and pence, 0 or more',
  example: '1250.75',
  ...given,
});

export const orgCode = code('org_code', 'organisations', {
  aliases: ['organisation', 'organisation_code', 'ods_code', 'org'],
  required: true,
  rule: 'The ODS code of a registered organisation',
  example: 'RWX',
  description: 'Organisation',
});

export const spendKind = code('kind', 'spend-kinds', {
  aliases: ['spend_kind', 'capital_or_revenue', 'type'],
  required: true,
  rule: 'capital or revenue',
  example: 'capital',
  description: 'Capital or revenue; the two are never added',
});

export const budgetLine = code('line', 'budget-lines', {
  aliases: ['budget_line', 'programme_line'],
  required: true,
  rule: 'A budget line: its code or its name',
  example: 'CDC_RUNNING_COSTS',
  description: 'Budget line of the programme',
});

/** A column that a published file has and we do not use. */
export const unread = (header: string, aliases: readonly string[] = []): Column => {
  const name = header
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/_$/, '');
  return text(name, { bookkeeping: true, aliases: [header, ...aliases], maxLength: 2000, rule: 'Not used', description: header });
};
