/** A number of ten digits as it was found in a text. It is held while a file is read, and never stored or shown. */
export interface TenDigits {
  readonly number: number;
  /** Whether it may be an NHS number: its last digit checks the nine before it. */
  readonly valid: boolean;
}

/** Ten digits in one piece, or three, three and four with a space or a hyphen of any kind between them. */
const TEN_DIGITS = /(?<!\d)(?:\d{10}|\d{3}[ \u00a0\u2010-\u2015-]\d{3}[ \u00a0\u2010-\u2015-]\d{4})(?!\d)/gu;
const AFTER_MONEY_OR_DIALLING_CODE = /(?:[£$€]\s?|\d\.|\+\s?\d{1,3}\s?(?:\(0\)\s?)?)$/u;
const DECIMALS = /^\.\d/;
const CHAIN_BEFORE = /\d[\u2010-\u2015-]$/u;
const CHAIN_AFTER = /^[\u2010-\u2015-]\d/u;
const CONTEXT = 8;
const LENGTH = 10;
const MODULUS = 11;
const NONE: readonly TenDigits[] = [];

const decoder = new TextDecoder();

/**
 * Modulus 11 with weights 10 to 2 (a check of 11 is 0, one of 10 is never given out). Ten equal digits pass the sum and are no number of anybody;
 * what begins with 0 is taken for a telephone number. One in eleven numbers of ten digits passes by chance.
 * @param digits ten of them
 */
export function isNhsNumber(digits: string): boolean {
  if (digits.length !== LENGTH || digits.startsWith('0') || new Set(digits).size === 1) return false;
  let sum = 0;
  for (let at = 0; at < LENGTH - 1; at++) sum += Number(digits[at]) * (LENGTH - at);
  // A check of 10 is no digit, so none equals it.
  return (MODULUS - (sum % MODULUS)) % MODULUS === Number(digits[LENGTH - 1]);
}

/** Whether bytes hold ten digits at all, in order to decode no others. */
export function mayHoldTenDigits(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < LENGTH) return false;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) digits++;
  }
  return digits >= LENGTH;
}

/** The numbers of ten digits in a cell. Costs one look at each byte where there is none. */
export function tenDigitsInBytes(bytes: Uint8Array, start: number, end: number): readonly TenDigits[] {
  return mayHoldTenDigits(bytes, start, end) ? tenDigitsIn(decoder.decode(bytes.subarray(start, end))) : NONE;
}

/** The numbers of ten digits in a text, without amounts of money, decimals, numbers after a dialling code, and parts of a longer chain. */
export function tenDigitsIn(text: string): readonly TenDigits[] {
  const found: TenDigits[] = [];
  for (const { 0: written, index } of text.matchAll(TEN_DIGITS)) {
    const before = text.slice(Math.max(0, index - CONTEXT), index);
    const after = text.slice(index + written.length, index + written.length + 2);
    if (AFTER_MONEY_OR_DIALLING_CODE.test(before) || DECIMALS.test(after)) continue;
    if (written.length > LENGTH && (CHAIN_BEFORE.test(before) || CHAIN_AFTER.test(after))) continue;
    const digits = written.replaceAll(/\D/g, '');
    found.push({ number: Number(digits), valid: isNhsNumber(digits) });
  }
  return found;
}
