import { budgetLine, code, money, orgCode, text, whole } from './column-kinds.js';
import { type Column, defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';
import { checkOrganisation } from './scope-rules.js';

const MACHINE_ID = /^[A-Z0-9][A-Z0-9/_-]{2,39}$/i;

export const machineIdText: Column = text('machine_id', {
  aliases: ['machine', 'equipment_id', 'asset_id', 'reference'],
  required: true,
  pattern: MACHINE_ID,
  rule: 'Letters, digits, hyphens and slashes, 3 to 40 characters',
  example: 'RWX92-MRI-1',
  description: 'Identifier of the machine, the same for ever',
});

const layout = defineLayout({
  name: 'template',
  feed: 'machines',
  title: 'Machines template',
  format: 'csv',
  key: ['machine_id'],
  columns: [
    machineIdText,
    { ...orgCode, rule: 'The code of a registered centre or trust', description: 'Centre or trust that the machine is for' },
    code('modality', 'modalities', {
      aliases: ['equipment_type', 'kind_of_machine'],
      required: true,
      rule: 'A kind of machine: its code or its name',
      example: 'MRI',
      description: 'Kind of machine',
    }),
    { ...budgetLine, name: 'funding_line', aliases: ['funding', 'budget_line'], description: 'Budget line that pays for it' },
    text('serial', { bookkeeping: true, aliases: ['serial_number'], maxLength: 100, example: 'SN-48211', description: 'Serial number' }),
    text('model', { bookkeeping: true, maxLength: 100, example: 'Model A', description: 'Model' }),
    text('supplier', { bookkeeping: true, aliases: ['supplier_name', 'manufacturer'], maxLength: 200, example: 'Supplier A', description: 'Supplier' }),
    text('po_reference', { bookkeeping: true, aliases: ['po', 'po_number', 'purchase_order'], maxLength: 60, example: 'PO-1001', description: 'Purchase order' }),
    text('contract_reference', { bookkeeping: true, aliases: ['contract', 'contract_number'], maxLength: 60, example: 'C-204', description: 'Contract' }),
    money('value', { aliases: ['cost', 'price'], description: 'Value of the order' }),
    code('temporary', 'yes-no', { aliases: ['temporary_unit', 'mobile'], rule: 'yes or no; when empty, as known before, and no for a new machine', example: 'no', description: 'A temporary or mobile unit' }),
    whole('tests_per_week', { aliases: ['planned_tests_per_week', 'capacity'], max: 20_000, description: 'Tests a week at full capacity' }),
    text('replaces', { aliases: ['replaces_machine'], pattern: MACHINE_ID, rule: machineIdText.rule, example: 'RWX92-MRI-0', description: 'The machine whose place it takes' }),
  ],
});

const ORG = layout.columnIndex('org_code');

export const machinesFeed = feedDefinition('machines', [layout], (row, context, report) => {
  checkOrganisation(row, ORG, context, report);
});
