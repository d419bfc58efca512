import { ABSENT, type Row } from './feed.model.js';

/** A ledger line of any layout in one shape. Null where the file does not say. */
export interface LedgerRow {
  readonly rowNumber: number;
  /** As the file writes it. */
  readonly entity: string | null;
  /** `2020-06`. */
  readonly period: string | null;
  /** Day number. */
  readonly day: number;
  readonly amountPence: number;
  readonly expenseType: string | null;
  readonly expenseArea: string | null;
  readonly supplier: string | null;
  readonly reference: string | null;
  readonly kind: string | null;
  readonly cdcCode: string | null;
  readonly line: string | null;
}

/** The row in one shape, whichever layout it came in. Allocates: not for hot paths. */
export function ledgerRowOf(row: Row): LedgerRow {
  const { columns } = row.layout;
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const value = (name: string): string | null => {
    const column = at(name);
    return column < 0 ? null : row.value(column);
  };
  const number = (name: string): number => {
    const found = row.number(at(name));
    if (found === ABSENT) throw new RangeError(`row ${row.rowNumber} has no ${name}`);
    return found;
  };
  return {
    rowNumber: row.rowNumber,
    entity: value('entity'),
    period: value('period'),
    day: number('date'),
    amountPence: number('amount'),
    expenseType: value('expense_type') ?? value('account_code'),
    expenseArea: value('expense_area') ?? value('cost_centre_code'),
    supplier: value('supplier'),
    reference: value('reference') ?? value('invoice_number'),
    kind: value('kind'),
    cdcCode: value('cdc_code'),
    line: value('line'),
  };
}
