import { budgetLine, cdcCode, date, money, month, spendKind, text } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const entity = text('entity', {
  bookkeeping: true,
  aliases: ['entity_code', 'organisation'],
  maxLength: 200,
  example: 'RWX',
  description: 'Organisation whose ledger it is: its ODS code or its name; the same in every row',
});
const amount = money('amount', {
  aliases: ['amount_paid', 'value', 'net_amount'],
  required: true,
  signed: true,
  rule: 'Pounds and pence; credit notes below 0',
  description: 'Amount posted',
});
const expenseType = text('expense_type', { bookkeeping: true, maxLength: 200, example: 'Equipment', description: 'Type of expense' });
const expenseArea = text('expense_area', { bookkeeping: true, maxLength: 200, example: 'Imaging', description: 'Area of expense' });
const supplier = text('supplier', { bookkeeping: true, aliases: ['supplier_name'], maxLength: 200, example: 'Supplier A', description: 'Supplier' });
const reference = text('reference', {
  bookkeeping: true,
  aliases: ['transaction_reference', 'transaction_number', 'their_reference', 'invoice'],
  maxLength: 100,
  example: 'INV-1',
  description: 'Reference of the transaction',
});
const period = { ...month, name: 'period', aliases: ['month', 'ledger_month'], required: false, description: 'Ledger month; the same in every row' };
const posted = date('date', { aliases: ['date_paid', 'payment_date', 'posting_date'], required: true, description: 'Date of the posting; it decides the week' });
const dayFirst = { ...posted, dateFormat: 'day-first', rule: 'A date, day first', example: '29/04/2020' } as const;

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

/** What bodies publish of payments over £25,000, under the headings of the Treasury's guidance; some add the month. */
const publishedSpend = defineLayout({
  name: 'published-spend',
  feed: 'ledger',
  title: 'Published spend over £25,000',
  format: 'csv',
  legacyCharset: 'windows-1252',
  key: [],
  columns: [
    text('department_family', { bookkeeping: true, required: true, maxLength: 200, example: 'Department of Health', description: 'Department that the organisation belongs to' }),
    { ...entity, required: true, example: 'Dock Yard NHS Foundation Trust' },
    dayFirst,
    { ...expenseType, required: 'header' },
    expenseArea,
    { ...supplier, required: 'header' },
    { ...reference, required: 'header' },
    amount,
    period,
  ],
});

/** The same straight from a ledger: account and cost centre in place of expense type and area, and no entity. */
const publishedAccounts = defineLayout({
  name: 'published-accounts',
  feed: 'ledger',
  title: 'Published spend over £25,000 by account',
  format: 'csv',
  legacyCharset: 'windows-1252',
  key: [],
  columns: [
    dayFirst,
    { ...expenseType, aliases: ['9AN - Level 9 Account Name', 'account_name'], required: 'header' },
    { ...expenseArea, aliases: ['cost_centre_name'], required: 'header' },
    { ...supplier, required: 'header' },
    { ...reference, required: 'header' },
    amount,
  ],
});

export const ledgerFeed = feedDefinition('ledger', [template, publishedSpend, publishedAccounts], undefined, ['entity', 'period', 'dateOrder']);
