import { code, date, text } from './column-kinds.js';
import { type Column, defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const ODS_CODE = /^[A-Z0-9]{3,9}$/i;
const CENTRE_CODE = /^(?:[A-Z0-9]{3,9}|GOVUK-[A-Z0-9]{4,40})$/i;
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;

const coordinate = (name: string, description: string): Column => ({
  name,
  aliases: [],
  type: 'decimal',
  required: 'header',
  rule: 'Degrees, WGS 84',
  example: '51.5',
  description,
});

const template = defineLayout({
  name: 'template',
  feed: 'cdc-register',
  title: 'Register of centres template',
  format: 'csv',
  key: ['cdc_code'],
  columns: [
    text('cdc_code', {
      aliases: ['cdc', 'site_code', 'ods_site_code'],
      required: true,
      pattern: CENTRE_CODE,
      rule: 'An ODS site code, or the code the register gave',
      example: 'RWX92',
      description: 'Code of the centre',
    }),
    text('name', {
      aliases: ['cdc_name', 'centre_name', 'site_name'],
      required: true,
      maxLength: 200,
      rule: 'Text of at most 200 characters',
      example: 'Dock Yard CDC',
      description: 'Name of the centre',
    }),
    text('host_trust', {
      aliases: ['trust', 'trust_code', 'provider_code'],
      pattern: ODS_CODE,
      rule: 'An ODS code',
      example: 'RWX',
      description: 'Trust that runs the centre',
    }),
    code('icb', 'icbs', {
      aliases: ['icb_code', 'icb_name'],
      required: true,
      rule: 'The code or name of an integrated care board',
      example: 'QMJ',
      description: 'Integrated care board',
    }),
    code('region', 'regions', {
      aliases: ['region_code', 'region_name'],
      rule: 'The code or name of a region',
      example: 'Y56',
      description: 'NHS England region',
    }),
    code('archetype', 'archetypes', {
      aliases: ['type', 'cdc_type'],
      rule: 'standard, large, hub or spoke',
      example: 'standard',
      description: 'Kind of centre',
    }),
    code('status', 'cdc-statuses', {
      aliases: ['cdc_status'],
      rule: 'proposed, approved, open or closed',
      example: 'open',
      description: 'Where the centre stands',
    }),
    code('temporary', 'yes-no', {
      aliases: ['is_temporary'],
      rule: 'yes or no',
      example: 'no',
      description: 'Whether the site is temporary',
    }),
    date('opened', { aliases: ['open_date', 'opened_on', 'opening_date'], description: 'First day of activity' }),
    text('postcode', {
      aliases: ['post_code'],
      pattern: POSTCODE,
      rule: 'A postcode',
      example: 'N1 9GU',
      description: 'Postcode of the site',
    }),
    text('parent_hub', {
      aliases: ['hub', 'parent'],
      pattern: CENTRE_CODE,
      rule: 'The code of another centre',
      example: 'RWX91',
      description: 'Hub of a spoke',
    }),
  ],
});

const govukList = defineLayout({
  name: 'govuk-list',
  feed: 'cdc-register',
  title: 'List of centres on GOV.UK',
  format: 'csv',
  key: ['name'],
  columns: [
    text('name', { required: true, maxLength: 200, example: 'Dock Yard CDC', description: 'Name of the centre' }),
    text('address', {
      required: true,
      rule: 'Town and postcode',
      example: 'London, N1 9GU',
      description: 'Address; the postcode stands at its end',
    }),
    text('is_open_12_7', {
      aliases: ['isOpen12_7'],
      required: 'header',
      rule: 'Yes, No or N/A',
      example: 'Yes',
      description: 'Open 12 hours a day, 7 days a week',
    }),
    text('services', {
      required: 'header',
      rule: 'Groups of tests',
      example: 'Imaging, Pathology',
      description: 'What the centre offers',
    }),
    text('icb_ons_code', {
      aliases: ['icbCode'],
      required: true,
      pattern: /^E54\d{6}$/,
      rule: 'An ONS code',
      example: 'E54000029',
      description: 'Integrated care board',
    }),
    coordinate('longitude', 'Degrees east'),
    coordinate('latitude', 'Degrees north'),
  ],
});

export const cdcRegisterFeed = feedDefinition('cdc-register', [template, govukList]);
