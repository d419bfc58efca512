import { date, money, month, text, unread } from './column-kinds.js';
import { type Column } from './feed.model.js';

/** Columns of ledgers. The template has few other names for each; published ledgers have all that bodies were seen to write. */

export const entity = text('entity', {
  bookkeeping: true,
  aliases: ['entity_code', 'organisation'],
  maxLength: 200,
  example: 'RWX',
  description: 'Organisation whose ledger it is: its ODS code or its name; the same in every row',
});
export const amount = money('amount', {
  aliases: ['amount_paid', 'value', 'net_amount'],
  required: true,
  signed: true,
  rule: 'Pounds and pence; credit notes below 0',
  description: 'Amount posted',
});
export const expenseType = text('expense_type', { bookkeeping: true, maxLength: 200, example: 'Equipment', description: 'Type of expense' });
export const expenseArea = text('expense_area', { bookkeeping: true, maxLength: 200, example: 'Imaging', description: 'Area of expense' });
export const supplier = text('supplier', { bookkeeping: true, aliases: ['supplier_name'], maxLength: 200, example: 'Supplier A', description: 'Supplier' });
export const reference = text('reference', {
  bookkeeping: true,
  aliases: ['transaction_reference', 'transaction_number', 'their_reference', 'invoice'],
  maxLength: 100,
  example: 'INV-1',
  description: 'Reference of the transaction',
});
export const period: Column = { ...month, name: 'period', aliases: ['month', 'ledger_month'], required: false, description: 'Ledger month; the same in every row' };
export const posted = date('date', { aliases: ['date_paid', 'payment_date', 'posting_date'], required: true, description: 'Date of the posting; it decides the week' });

const also = (column: Column, ...aliases: readonly string[]): Column => ({ ...column, aliases: [...column.aliases, ...aliases] });

export const departmentFamily = text('department_family', {
  bookkeeping: true,
  aliases: ['dept_family', 'department', 'departmental_family'],
  maxLength: 200,
  example: 'Department of Health',
  description: 'Department that the organisation belongs to',
});
export const publishedEntity: Column = {
  ...also(entity, 'entity_name', 'body_name', 'body', 'organisation_name', 'organisation_label', 'trust', 'trust_name', 'company'),
  example: 'Dock Yard NHS Foundation Trust',
};
export const publishedDate: Column = {
  ...also(posted, 'date_of_payment', 'paid_date', 'pay_date', 'transaction_date', 'clearing_date', 'invoice_payment_date'),
  dateFormat: 'by-evidence',
  rule: 'A date; all dates of a file in one order, which is told from them',
  example: '29/04/2020',
};
export const publishedAmount: Column = {
  ...also(amount, 'amount_gbp', 'amount_in_sterling', 'ap_amount', 'ap_amount_gbp', 'net_amt', 'gross_amount', 'total_amount', 'transaction_amount', 'line_amount', 'invoice_amount', 'payment_amount', 'analysed_gross', 'spend'),
  moneyFormat: 'published',
};
export const publishedType = also(expenseType, 'expenses_type', 'expenditure_type', 'expense_type_for_report', 'nature_of_spend', 'expense_category', 'spend_category');
export const publishedArea = also(expenseArea, 'expenses_area', 'expenditure_area', 'expense_area_for_report', 'service_area', 'area', 'directorate');
export const publishedSupplier: Column = {
  ...also(supplier, 'vendor', 'vendor_name', 'merchant', 'merchant_name', 'payee', 'payee_name', 'beneficiary', 'beneficiary_name', 'creditor_name', 'name_of_supplier', 'trading_partner'),
  required: 'header',
};
export const publishedReference = also(reference, 'transaction_no', 'transaction_num', 'transaction_ref', 'trans_no', 'trans_number', 'reference_number', 'payment_reference', 'voucher_number', 'document_number', 'document_no', 'doc_no', 'journal_number', 'journal_reference', 'sap_document_no');
export const invoiceNumber = text('invoice_number', {
  bookkeeping: true,
  aliases: ['invoice_no', 'purchase_invoice_number', 'purchase_invoice_no', 'supplier_invoice_number', 'invoice_reference'],
  maxLength: 100,
  example: 'SIN000363',
  description: 'Invoice; the reference of the transaction where the file has no other',
});
export const publishedPeriod = also(period, 'period_name', 'accounting_period', 'financial_period', 'posting_period', 'gl_period');
/** Accounts and cost centres by name or number. */
export const account = also(expenseType, '9AN - Level 9 Account Name', 'account_name', 'account_description', 'subjective', 'subjective_name', 'subjective_description', 'subjective_code_description', 'cost_element', 'expenditure_account_code_description');
export const costCentre = also(expenseArea, 'cost_centre_name', 'cost_centre', 'cost_centre_description', 'cost_center', 'cost_center_name', 'cc_description');

/** What bodies publish beside, which no figure uses. */
export const besides: readonly Column[] = [
  unread('Description', ['narrative', 'item_text', 'purpose', 'purpose_of_expenditure', 'transaction_description', 'line_description', 'summary_of_purpose']),
  unread('VAT registration number', ['vat_number', 'vat_no', 'vat_reg_no', 'vat_registration_no', 'supplier_vat_number', 'supplier_vat_registration_number']),
  unread('Contract number', ['contract_no', 'contract', 'contract_reference', 'contract_ref']),
  unread('Project code', ['project', 'project_number']),
  unread('Supplier postcode', ['postcode', 'supplier_post_code']),
  unread('Supplier type', ['vendor_type', 'supplier_category']),
  unread('Supplier number', ['supplier_id', 'supplier_code', 'vendor_id', 'vendor_number', 'vendor_no']),
  unread('VAT amount', ['vat', 'irrecoverable_vat', 'vat_recovered']),
  unread('Merchant category', ['procurement_category', 'category']),
];
