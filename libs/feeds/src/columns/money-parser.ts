import { type CellFault, type CellParser } from './cell-parser.model.js';
import { type MoneyFormat } from '../feeds/feed.model.js';
import { negative, notStated } from './number-parsers.js';

/** £1 trillion: more than any programme spends, and far below what a double holds exactly in pence. */
const MOST_PENCE = 100_000_000_000_000;

const AMOUNT = /^(?<open>\()?\s*(?<minus>[-−–])?\s*£?\s*(?<late>[-−–])?\s*(?<pounds>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<pence>\d{1,2}))?\s*(?<close>\))?$/u;
/** What people put around an amount. */
const DRESSED = /[£()]/;
const decoder = new TextDecoder();

/** Whole pence of `1234` and `1,234.5`; below 0, where the column takes it, `-12.00`. Published files also write `£1,234.50`, `-£12.00`, `£-12.00` and `(12.00)`. */
export class MoneyParser implements CellParser {
  constructor(
    private readonly signed: boolean,
    private readonly format: MoneyFormat,
  ) {}

  parse(bytes: Uint8Array, start: number, end: number): number {
    const text = end - start > 40 ? '' : decoder.decode(bytes.subarray(start, end));
    const pence = this.format === 'plain' && DRESSED.test(text) ? Number.NaN : penceOf(text);
    return pence < 0 && !this.signed ? Number.NaN : pence;
  }

  explain(text: string): CellFault {
    const pence = penceOf(text);
    if (pence < 0 && !this.signed) return { code: 'NEGATIVE' };
    if (!Number.isNaN(pence)) return { code: 'MONEY_FORMAT', suggestion: plainAmount(pence) };
    return notStated(text) ?? (this.signed ? undefined : negative(text)) ?? { code: 'MONEY_FORMAT' };
  }
}

/** Whole pence of an amount in any of these forms, or NaN. */
export function penceOf(text: string): number {
  const found = AMOUNT.exec(text)?.groups;
  if (!found) return Number.NaN;
  const isNegative = [found['open'], found['minus'], found['late']].filter((sign) => sign !== undefined);
  if (isNegative.length > 1 || (found['open'] === undefined) !== (found['close'] === undefined)) return Number.NaN;
  const pence = Number(found['pounds']?.replaceAll(',', '')) * 100 + Number((found['pence'] ?? '').padEnd(2, '0'));
  if (pence > MOST_PENCE) return Number.NaN;
  return isNegative.length === 1 && pence !== 0 ? -pence : pence;
}

function plainAmount(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return `${pence < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
