import { budgetLine, cdcCode, money, spendKind, text } from './column-kinds.js';
import { type Column, defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';
import {
  account,
  amount,
  besides,
  costCentre,
  departmentFamily,
  entity,
  expenseArea,
  expenseType,
  invoiceNumber,
  period,
  posted,
  publishedAmount,
  publishedArea,
  publishedDate,
  publishedEntity,
  publishedPeriod,
  publishedReference,
  publishedSupplier,
  publishedType,
  reference,
  supplier,
} from './ledger-columns.js';
import { PublishedRows } from './published-rows.js';

/** Two payments may be the same in every column, so no ledger line has a key. */
const template = defineLayout({
  name: 'template',
  feed: 'ledger',
  title: 'Ledger template',
  format: 'csv',
  key: [],
  columns: [
    entity,
    posted,
    amount,
    expenseType,
    expenseArea,
    supplier,
    reference,
    { ...spendKind, required: false },
    { ...cdcCode, required: false, description: 'Centre that it was spent on; without one it waits in the unmatched queue' },
    { ...budgetLine, required: false },
    period,
  ],
});

/** What bodies publish of payments over £25,000, under the headings of the Treasury's guidance or others like them; some add the month. */
const publishedSpend = defineLayout({
  name: 'published-spend',
  feed: 'ledger',
  title: 'Published spend over £25,000',
  format: 'csv',
  legacyCharset: 'windows-1252',
  key: [],
  controlRows: () => new PublishedRows({ must: 'date', amounts: ['amount'] }),
  columns: [departmentFamily, publishedEntity, publishedDate, publishedType, publishedArea, publishedSupplier, publishedReference, publishedAmount, publishedPeriod, invoiceNumber, ...besides],
});

/** The same straight from a ledger: account and cost centre in place of expense type and area. */
const publishedAccounts = defineLayout({
  name: 'published-accounts',
  feed: 'ledger',
  title: 'Published spend over £25,000 by account',
  format: 'csv',
  legacyCharset: 'windows-1252',
  key: [],
  controlRows: () => new PublishedRows({ must: 'date', amounts: ['amount'] }),
  columns: [departmentFamily, publishedEntity, publishedDate, { ...account, required: 'header' }, { ...costCentre, required: 'header' }, publishedSupplier, publishedReference, publishedAmount, publishedPeriod, invoiceNumber, ...besides],
});

const accountCode = text('account_code', {
  bookkeeping: true,
  aliases: ['account', 'account_number', 'account_no', 'gl_code', 'gl_account', 'nominal_code', 'nominal', 'subjective_code'],
  required: true,
  maxLength: 100,
  example: '52161001',
  description: 'Account; the type of expense where the file has no name for it',
});
const side = (name: 'debit' | 'credit', ...aliases: readonly string[]): Column =>
  money(name, {
    aliases: [`${name}_amount`, `${name}s`, `accounted_${name}`, ...aliases],
    required: 'header',
    signed: true,
    moneyFormat: 'published',
    rule: 'Pounds and pence, or empty',
    description: `What was posted as a ${name}`,
  });

/** Journal lines of a general ledger: each has a debit or a credit, and the amount is the one less the other. */
const generalLedger = defineLayout({
  name: 'general-ledger',
  feed: 'ledger',
  title: 'General-ledger extract',
  format: 'csv',
  legacyCharset: 'windows-1252',
  key: [],
  controlRows: () => new PublishedRows({ must: 'date', amounts: ['debit', 'credit'] }),
  columns: [
    publishedEntity,
    { ...publishedDate, aliases: [...publishedDate.aliases, 'effective_date', 'gl_date', 'journal_date', 'accounting_date'] },
    accountCode,
    account,
    text('cost_centre_code', { bookkeeping: true, aliases: ['cost_centre', 'cost_center', 'cost_centre_number', 'cost_centre_no'], required: 'header', maxLength: 100, example: '104521', description: 'Cost centre; the area of expense where the file has no name for it' }),
    { ...costCentre, aliases: ['cost_centre_name', 'cost_centre_description', 'cost_center_name', 'cc_description'] },
    side('debit', 'dr', 'dr_amount'),
    side('credit', 'cr', 'cr_amount'),
    { ...publishedAmount, aliases: ['net', 'net_amount', 'net_amt'], required: false, difference: { of: 'debit', less: 'credit' }, rule: 'The debit less the credit where the file does not say', description: 'Amount posted' },
    { ...publishedSupplier, required: false },
    publishedReference,
    publishedPeriod,
    invoiceNumber,
    ...besides,
  ],
});

export const ledgerFeed = feedDefinition('ledger', [template, publishedSpend, publishedAccounts, generalLedger], undefined, ['entity', 'period', 'dateOrder']);
