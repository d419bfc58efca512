import { foldName } from '@cdc/contracts';

const TOTAL_WORDS = new Set(['total', 'totals', 'grandtotal', 'subtotal', 'overalltotal', 'sum']);

/** Whether a cell says that its row is a total. */
export function isTotalWord(text: string): boolean {
  return text.length < 40 && TOTAL_WORDS.has(foldName(text));
}
