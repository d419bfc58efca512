import { code, date, orgCode, text, whole } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';
import { checkOrganisation } from './scope-rules.js';

/** A row for each scheme, and a scheme may be left out, so rows have no key of required columns. */
const layout = defineLayout({
  name: 'template',
  feed: 'estate',
  title: 'Estate template',
  format: 'csv',
  key: [],
  columns: [
    { ...orgCode, rule: 'The code of a registered trust, site or centre', description: 'Trust or site' },
    code('acute', 'yes-no', { aliases: ['acute_trust'], rule: 'yes or no', example: 'yes', description: 'An acute trust: it is to have two CT scanners at least' }),
    whole('ct_scanners', { aliases: ['ct', 'number_of_ct_scanners'], max: 100, example: '2', description: 'CT scanners in use' }),
    text('jag_status', { aliases: ['jag', 'jag_accreditation'], maxLength: 80, example: 'accredited', description: 'Status of JAG accreditation' }),
    date('jag_expires', { aliases: ['jag_expiry', 'jag_review_date'], description: 'Day on which the JAG accreditation ends' }),
    text('scheme', { aliases: ['accreditation_scheme'], maxLength: 80, example: 'QSI', description: 'Another accreditation scheme; one row for each' }),
    text('status', { aliases: ['scheme_status'], maxLength: 80, example: 'working towards', description: 'Status in that scheme' }),
    date('expires', { aliases: ['scheme_expires', 'expiry'], description: 'Day on which that accreditation ends' }),
  ],
});

const ORG = layout.columnIndex('org_code');
const SCHEME = layout.columnIndex('scheme');
const OF_SCHEME = [layout.columnIndex('status'), layout.columnIndex('expires')];

export const estateFeed = feedDefinition('estate', [layout], (row, context, report) => {
  checkOrganisation(row, ORG, context, report);
  if (row.text(SCHEME) === null && OF_SCHEME.some((column) => row.text(column) !== null)) report(SCHEME, 'MISSING_VALUE');
});
