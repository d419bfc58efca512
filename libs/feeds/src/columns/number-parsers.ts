import { type CellFault, type CellParser } from './cell-parser.model.js';

export const MAX_WHOLE = 2_147_483_647;

const WHOLE_TEXT = /^(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/;
const decoder = new TextDecoder();

const SUPPRESSED = /^(\*+|[<≤]\s*\d+|suppressed|redacted|x)$/i;
const NOT_STATED = /^(-|–|—|\.|n\/?a|n\.a\.|null|none|nil|not (known|available|applicable|reported))$/i;

/** `1234`, `1,234`, `1,234.00` and `12.0`; nothing below 0, nothing after the decimal point but zeros. */
export class WholeParser implements CellParser {
  /** @param tidied hears of `12.0`, which is read as 12 */
  constructor(
    private readonly max: number = MAX_WHOLE,
    private readonly tidied: (text: string, whole: number) => void = () => undefined,
  ) {}

  parse(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > 9) return this.parseText(bytes, start, end);
    let value = 0;
    for (let at = start; at < end; at++) {
      const digit = (bytes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) return this.parseText(bytes, start, end);
      value = value * 10 + digit;
    }
    return value <= this.max ? value : Number.NaN;
  }

  private parseText(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > 40) return Number.NaN;
    const text = decoder.decode(bytes.subarray(start, end));
    if (!WHOLE_TEXT.test(text)) return Number.NaN;
    const value = Number(text.replaceAll(',', ''));
    if (!(value <= this.max)) return Number.NaN;
    if (text.includes('.')) this.tidied(text, value);
    return value;
  }

  explain(text: string): CellFault {
    if (WHOLE_TEXT.test(text)) return { code: 'NUMBER_TOO_LARGE', detail: this.max.toLocaleString('en-GB') };
    const whole = /^(?:\d+|\d{1,3}(?:,\d{3})+)\.\d+$/.test(text);
    return notStated(text) ?? negative(text) ?? { code: whole ? 'NOT_WHOLE' : 'NUMBER_FORMAT' };
  }
}

/** Numbers with a decimal point and a sign, such as coordinates. */
export class DecimalParser implements CellParser {
  parse(bytes: Uint8Array, start: number, end: number): number {
    const text = end - start > 40 ? '' : decoder.decode(bytes.subarray(start, end));
    return /^[-+]?\d+(\.\d+)?(e-\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  }

  explain(text: string): CellFault {
    return notStated(text) ?? { code: 'NUMBER_FORMAT' };
  }
}

export function notStated(text: string): CellFault | undefined {
  if (SUPPRESSED.test(text)) return { code: 'SUPPRESSED_VALUE' };
  return NOT_STATED.test(text) ? { code: 'MISSING_VALUE' } : undefined;
}

export function negative(text: string): CellFault | undefined {
  return /^[-−–]\s*\d[\d,]*(\.\d+)?$/.test(text) || /^\(\s*\d[\d,]*(\.\d+)?\s*\)$/.test(text)
    ? { code: 'NEGATIVE' }
    : undefined;
}
