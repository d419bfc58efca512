import { budgetLine, cdcCode, date, money, month, spendKind, text } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

/** Two payments may be the same in every column, so a ledger line has no key. */
const layout = defineLayout({
  name: 'template',
  feed: 'ledger',
  title: 'Ledger template',
  format: 'csv',
  key: [],
  columns: [
    text('entity', { aliases: ['entity_code', 'organisation'], maxLength: 200, example: 'RWX', description: 'Organisation whose ledger it is: its ODS code or its name; the same in every row' }),
    date('date', { aliases: ['date_paid', 'payment_date', 'posting_date'], required: true, description: 'Date of the posting; it decides the week' }),
    money('amount', { aliases: ['amount_paid', 'value', 'net_amount'], required: true, signed: true, rule: 'Pounds and pence; credit notes below 0', description: 'Amount posted' }),
    text('expense_type', { maxLength: 200, example: 'Equipment', description: 'Type of expense' }),
    text('expense_area', { maxLength: 200, example: 'Imaging', description: 'Area of expense' }),
    text('supplier', { aliases: ['supplier_name'], maxLength: 200, example: 'Supplier A', description: 'Supplier' }),
    text('reference', { aliases: ['transaction_reference', 'transaction_number', 'invoice'], maxLength: 100, example: 'INV-1', description: 'Reference of the transaction' }),
    { ...spendKind, required: false },
    { ...cdcCode, required: false, description: 'Centre that it was spent on; without one it waits in the unmatched queue' },
    { ...budgetLine, required: false },
    { ...month, name: 'period', aliases: ['month', 'ledger_month'], required: false, description: 'Ledger month; the same in every row' },
  ],
});

export const ledgerFeed = feedDefinition('ledger', [layout]);
