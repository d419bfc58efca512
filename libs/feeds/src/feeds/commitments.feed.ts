import { budgetLine, money, orgCode, spendKind, text } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const layout = defineLayout({
  name: 'template',
  feed: 'commitments',
  title: 'Commitments template',
  format: 'csv',
  key: ['po_reference'],
  columns: [
    text('po_reference', { aliases: ['po', 'po_number', 'purchase_order'], required: true, maxLength: 60, example: 'PO-1001', description: 'Purchase order' }),
    text('contract_reference', { aliases: ['contract', 'contract_number'], maxLength: 60, example: 'C-204', description: 'Contract' }),
    { ...orgCode, description: 'Organisation that placed the order' },
    spendKind,
    budgetLine,
    money('ordered', { aliases: ['order_value', 'po_value'], required: true, description: 'Value of the order' }),
    money('receipted', { aliases: ['received', 'goods_received'], required: true, description: 'Value received so far' }),
    money('invoiced', { aliases: ['billed'], required: true, description: 'Value invoiced so far; receipted less invoiced is the accrual' }),
  ],
});

export const commitmentsFeed = feedDefinition('commitments', [layout]);
