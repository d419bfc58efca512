import { type CellFault, type CellParser } from './cell-parser.model.js';
import { negative, notStated } from './number-parsers.js';

/** £1 trillion: more than any programme spends, and far below what a double holds exactly in pence. */
const MOST_PENCE = 100_000_000_000_000;

const AMOUNT = /^(?<open>\()?\s*(?<minus>[-−–])?\s*£?\s*(?<late>[-−–])?\s*(?<pounds>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<pence>\d{1,2}))?\s*(?<close>\))?$/u;
const decoder = new TextDecoder();

/** Whole pence of `1234`, `1,234.5` and `£1,234.50`; below 0, where the column takes it, `-12.00`, `-£12.00`, `£-12.00` and `(12.00)`. */
export class MoneyParser implements CellParser {
  constructor(private readonly signed: boolean) {}

  parse(bytes: Uint8Array, start: number, end: number): number {
    const pence = end - start > 40 ? Number.NaN : penceOf(decoder.decode(bytes.subarray(start, end)));
    return pence < 0 && !this.signed ? Number.NaN : pence;
  }

  explain(text: string): CellFault {
    const pence = penceOf(text);
    if (pence < 0) return { code: 'NEGATIVE' };
    return notStated(text) ?? (this.signed ? undefined : negative(text)) ?? { code: 'MONEY_FORMAT' };
  }
}

function penceOf(text: string): number {
  const found = AMOUNT.exec(text)?.groups;
  if (!found) return Number.NaN;
  const isNegative = [found['open'], found['minus'], found['late']].filter((sign) => sign !== undefined);
  if (isNegative.length > 1 || (found['open'] === undefined) !== (found['close'] === undefined)) return Number.NaN;
  const pence = Number(found['pounds']?.replaceAll(',', '')) * 100 + Number((found['pence'] ?? '').padEnd(2, '0'));
  if (pence > MOST_PENCE) return Number.NaN;
  return isNegative.length === 1 && pence !== 0 ? -pence : pence;
}
