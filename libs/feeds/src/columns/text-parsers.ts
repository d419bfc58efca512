import { type CheckErrorCode } from '../errors/error-codes.js';
import { ABSENT, type CodeListName, type Column } from '../feeds/feed.model.js';
import { type CellFault, type CellParser } from './cell-parser.model.js';
import { type CodeList } from './code-list.js';
import { type Tidied } from './tidied.js';

const decoder = new TextDecoder();

/** Controls, zero-width characters and marks that turn the direction of writing; tabs and line breaks are ordinary. */
// eslint-disable-next-line no-control-regex -- finding control characters is its purpose
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

const UNKNOWN_CODES: Readonly<Partial<Record<CodeListName, CheckErrorCode>>> = {
  cdcs: 'UNKNOWN_SITE',
  organisations: 'UNKNOWN_ORGANISATION',
  machines: 'UNKNOWN_MACHINE',
  tests: 'UNKNOWN_TEST',
};

/** The number of a code in its list. */
export class CodeParser implements CellParser {
  /** Codes that are registered are written as in the register; until one is not, each is looked at. */
  private looks: boolean;

  constructor(
    private readonly list: CodeList,
    private readonly column: Column,
    private readonly tidied: Tidied,
  ) {
    this.looks = isRegistered(column);
  }

  parse(bytes: Uint8Array, start: number, end: number): number {
    const number = this.list.find(bytes, start, end);
    if (number === -1) return Number.NaN;
    if (this.looks) this.lookAtCase(bytes, start, end, number);
    return number;
  }

  private lookAtCase(bytes: Uint8Array, start: number, end: number, number: number): void {
    let at = start;
    while (at < end && !isSmallLetter(bytes[at] ?? 0)) at++;
    if (at === end) return;
    const text = decoder.decode(bytes.subarray(start, end));
    const code = this.list.codeOf(number) ?? text;
    if (text === code || text.toUpperCase() !== code.toUpperCase()) return;
    this.looks = false;
    this.tidied.note(this.column.name, text, code);
  }

  explain(text: string): CellFault {
    const suggestion = this.list.suggest(text);
    const name = this.column.list ?? 'tests';
    const code = UNKNOWN_CODES[name] ?? 'NOT_IN_LIST';
    if (suggestion === null) return { code };
    const title = this.list.nameOf(this.list.findText(suggestion));
    return { code, suggestion, ...(title === undefined ? {} : { detail: title }) };
  }
}

/** Text has no number: sound text gives {@link ABSENT}. */
export class TextParser implements CellParser {
  private readonly maxLength: number;

  constructor(private readonly column: Column) {
    this.maxLength = column.maxLength ?? 500;
  }

  parse(bytes: Uint8Array, start: number, end: number): number {
    if (this.column.pattern || end - start > this.maxLength) return this.parseText(bytes, start, end);
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x20 || byte >= 0x7f) return this.parseText(bytes, start, end);
    }
    return ABSENT;
  }

  private parseText(bytes: Uint8Array, start: number, end: number): number {
    const text = decoder.decode(bytes.subarray(start, end));
    const sound = text.length <= this.maxLength && !HIDDEN.test(text) && (this.column.pattern?.test(text) ?? true);
    return sound ? ABSENT : Number.NaN;
  }

  explain(text: string): CellFault {
    if (text.length > this.maxLength)
      return { code: 'FIELD_TOO_LONG', detail: `${text.length} characters, at most ${this.maxLength}` };
    return { code: HIDDEN.test(text) ? 'CONTROL_CHARS' : 'CODE_FORMAT' };
  }
}

/** Whether the codes of a column are of a register. */
export function isRegistered({ list }: Column): boolean {
  return list === 'cdcs' || list === 'organisations' || list === 'machines';
}

function isSmallLetter(byte: number): boolean {
  return byte >= 97 && byte <= 122;
}
