import { BUDGET_LINES, SPEND_KINDS, type BudgetLine, type SpendKind } from '@cdc/contracts';

/** A budget line of one kind of money. */
export interface SpendLine {
  readonly kind: SpendKind;
  readonly line: BudgetLine;
}

const SPEND_LINES: readonly SpendLine[] = SPEND_KINDS.flatMap((kind) =>
  BUDGET_LINES.map(({ code }) => ({ kind, line: code })),
);

const ITEM_BY_NAME = new Map(SPEND_LINES.map(({ kind, line }, item) => [`${kind} ${line}`, item]));

/** The item of a plan that stands for the places of a kind and a line in their vocabularies. It is stored nowhere. */
export function spendItem(kindNumber: number, lineNumber: number): number {
  return kindNumber * BUDGET_LINES.length + lineNumber;
}

/** @throws RangeError for a kind or line that the vocabularies do not have */
export function spendItemOf({ kind, line }: { readonly kind: string; readonly line: string }): number {
  const item = ITEM_BY_NAME.get(`${kind} ${line}`);
  if (item === undefined) throw new RangeError(`no budget line ${kind} ${line}`);
  return item;
}

/** @throws RangeError for a number that stands for none */
export function spendLineOf(item: number): SpendLine {
  const found = SPEND_LINES[item];
  if (!found) throw new RangeError(`no budget line has the number ${item}`);
  return found;
}
