import { SPEND_KINDS, type SpendKind } from '@cdc/contracts';
import { type Row } from '@cdc/feeds';

/** The kind in a sound row. @throws RangeError when it has none */
export function spendKindOf(row: Row): SpendKind {
  const text = row.value(row.layout.columnIndex('kind'));
  const kind = SPEND_KINDS.find((one) => one === text);
  if (!kind) throw new RangeError(`row ${row.rowNumber} has no kind`);
  return kind;
}
