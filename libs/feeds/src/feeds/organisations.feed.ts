import { code, date, text, unread } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const ODS_CODE = /^[A-Z0-9]{3,10}$/i;

const odsCode = (name: string, aliases: readonly string[], description: string) =>
  text(name, { aliases, required: true, pattern: ODS_CODE, rule: 'An ODS code', example: 'RWX', description });
const named = (aliases: readonly string[]) =>
  text('name', {
    aliases,
    required: true,
    maxLength: 200,
    example: 'Dock Yard NHS Trust',
    description: 'Name of the organisation',
  });

const ETR_COLUMNS = 27;

/** The ODS extract of NHS trusts: 27 columns, no header row. */
const odsEtr = defineLayout({
  name: 'ods-etr',
  feed: 'organisations',
  title: 'ODS extract of NHS trusts (etr)',
  format: 'csv',
  key: ['code'],
  positions: {
    count: ETR_COLUMNS,
    indexes: [0, 1, 2, 3, 9, 10, 11],
    matches: (cells) =>
      ODS_CODE.test(cells[0] ?? '') && /^\d{8}$/.test(cells[10] ?? '') && /^(\d{8})?$/.test(cells[11] ?? ''),
  },
  columns: [
    odsCode('code', [], 'Code of the trust'),
    named([]),
    text('region', { pattern: ODS_CODE, rule: 'An ODS code', example: 'Y56', description: 'Region; W00 is Wales' }),
    text('icb', { pattern: ODS_CODE, rule: 'An ODS code', example: 'QMJ', description: 'Integrated care board' }),
    text('postcode', { maxLength: 10, example: 'N1 9GU', description: 'Postcode' }),
    date('opened', {
      dateFormat: 'compact',
      required: true,
      rule: 'yyyymmdd',
      example: '20170401',
      description: 'Open date',
    }),
    date('closed', {
      dateFormat: 'compact',
      rule: 'yyyymmdd',
      example: '20240930',
      description: 'Close date; empty while open',
    }),
  ],
});

/** The export of sites from the ODS search pages. Its dates went through a spreadsheet: `1/4/2006` beside `30-09-2022`, day first. */
const odsSites = defineLayout({
  name: 'ods-sites',
  feed: 'organisations',
  title: 'ODS export of sites',
  format: 'csv',
  key: ['code'],
  columns: [
    odsCode('code', [], 'Code of the site'),
    named([]),
    text('primary_role', {
      aliases: ['Primary Role ID'],
      required: true,
      maxLength: 10,
      example: 'RO198',
      description: 'ODS role of the site',
    }),
    date('opened', {
      aliases: ['Operational Start Date'],
      dateFormat: 'day-first',
      required: 'header',
      rule: 'Day first',
      example: '1/4/2006',
      description: 'Operational start',
    }),
    date('closed', {
      aliases: ['Operational End Date'],
      dateFormat: 'day-first',
      required: 'header',
      rule: 'Day first',
      example: '30-09-2022',
      description: 'Operational end',
    }),
    code('status', 'ods-statuses', {
      required: true,
      rule: 'Active or Inactive',
      example: 'Active',
      description: 'Status',
    }),
    text('postcode', { required: 'header', maxLength: 10, example: 'N1 9GU', description: 'Postcode' }),
    text('operated_by', {
      aliases: ['Is Operated By - Code'],
      required: 'header',
      maxLength: 10,
      example: 'RWX',
      description: 'Code of the organisation that runs the site',
    }),
    ...[
      'Primary Role Name',
      'Non Primary Role ID(s)',
      'Last Changed',
      'Country',
      'UPRN',
      'Predecessor(s)',
      'Successor(s)',
      'Has Forward Succession?',
    ].map((header) => unread(header)),
    ...['Name', 'Primary Role Name', 'Legal Start Date', 'Legal End Date'].map((part) =>
      unread(`Is Operated By - ${part}`),
    ),
  ],
});

const icbNames = defineLayout({
  name: 'icb-names',
  feed: 'organisations',
  title: 'ONS names and codes of integrated care boards',
  format: 'csv',
  key: ['code'],
  columns: [
    text('ons_code', {
      aliases: ['ICB23CD', 'ICB24CD', 'ICB25CD'],
      required: true,
      pattern: /^E54\d{6}$/,
      rule: 'An ONS code',
      example: 'E54000029',
      description: 'ONS code',
    }),
    odsCode('code', ['ICB23CDH', 'ICB24CDH', 'ICB25CDH'], 'ODS code'),
    named(['ICB23NM', 'ICB24NM', 'ICB25NM']),
    unread('ObjectId'),
  ],
});

const icbRegions = defineLayout({
  name: 'icb-regions',
  feed: 'organisations',
  title: 'ODS regions of integrated care boards',
  format: 'csv',
  key: ['code'],
  columns: [
    odsCode('code', [], 'Code of the integrated care board'),
    code('region', 'regions', {
      aliases: ['National Grouping Name'],
      required: true,
      rule: 'The name of a region',
      example: 'LONDON COMMISSIONING REGION',
      description: 'Region',
    }),
  ],
});

export const organisationsFeed = feedDefinition('organisations', [odsEtr, odsSites, icbNames, icbRegions]);
