const ANANA = /^[A-Z]\d[A-Z]\d[A-Z]$/;
/** Sites of trusts and independent providers: the code of the organisation and two more characters. */
const PROVIDER_SITE = /^[RTN][A-Z0-9]{4}$/;
const LETTER_FOR: Readonly<Record<string, string>> = { '0': 'O', '1': 'I' };
const DIGIT_FOR: Readonly<Record<string, string>> = { O: '0', I: '1' };

/**
 * The code that was meant when a five-character code breaks the letter-digit-letter-digit-letter form of new ODS codes only by `O` for `0` or
 * `I` for `1`; null for every other code. The form of a code never proves what it names, so nothing else is refused here.
 */
export function mistypedCdcCode(code: string): string | null {
  if (code.length !== 5 || ANANA.test(code) || PROVIDER_SITE.test(code)) return null;
  const meant = [...code]
    .map((character, at) => (at % 2 === 0 ? LETTER_FOR[character] : DIGIT_FOR[character]) ?? character)
    .join('');
  return ANANA.test(meant) ? meant : null;
}
