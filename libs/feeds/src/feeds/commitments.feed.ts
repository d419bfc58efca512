import { budgetLine, money, orgCode, spendKind, text } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';
import { checkOrganisation } from './scope-rules.js';

const layout = defineLayout({
  name: 'template',
  feed: 'commitments',
  title: 'Commitments template',
  format: 'csv',
  key: ['po_reference'],
  columns: [
    text('po_reference', { bookkeeping: true, aliases: ['po', 'po_number', 'purchase_order'], required: true, maxLength: 60, example: 'PO-1001', description: 'Purchase order' }),
    text('contract_reference', { bookkeeping: true, aliases: ['contract', 'contract_number'], maxLength: 60, example: 'C-204', description: 'Contract' }),
    { ...orgCode, description: 'Organisation that placed the order' },
    spendKind,
    budgetLine,
    money('ordered', { aliases: ['order_value', 'po_value'], required: true, description: 'Value of the order' }),
    money('receipted', { aliases: ['received', 'goods_received'], required: true, description: 'Value received so far' }),
    money('invoiced', { aliases: ['billed'], required: true, description: 'Value invoiced so far; receipted less invoiced is the accrual' }),
  ],
});

const ORG = layout.columnIndex('org_code');
const ORDERED = layout.columnIndex('ordered');
const RECEIPTED = layout.columnIndex('receipted');
const INVOICED = layout.columnIndex('invoiced');

export const commitmentsFeed = feedDefinition('commitments', [layout], (row, context, report) => {
  checkOrganisation(row, ORG, context, report);
  // NaN and ABSENT are never more than an amount.
  if (row.number(RECEIPTED) > row.number(ORDERED) && row.number(ORDERED) >= 0) report(RECEIPTED, 'AMOUNT_ORDER', 'what was ordered');
  if (row.number(INVOICED) > row.number(RECEIPTED) && row.number(RECEIPTED) >= 0) report(INVOICED, 'AMOUNT_ORDER', 'what was received');
});
