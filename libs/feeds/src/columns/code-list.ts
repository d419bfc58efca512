import { foldName } from '@cdc/contracts';
import { ByteTable } from './byte-table.js';
import { nearestCode } from './nearest-code.js';

/** A code and the number that stands for it in rows. */
export interface CodeEntry {
  readonly code: string;
  /** Whole, 0 or more, stable as long as the caller needs it. */
  readonly number: number;
  /** For messages. */
  readonly name?: string;
  readonly aliases?: readonly string[];
}

/** Looks codes up. Case and surrounding spaces do not matter. */
export interface CodeList {
  /** One more than the largest number. */
  readonly limit: number;
  /** The number of the code in these bytes, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number;
  findText(text: string): number;
  codeOf(number: number): string | undefined;
  nameOf(number: number): string | undefined;
  /** The one nearest code, when it is near enough to offer, or null. */
  suggest(text: string): string | null;
}

export interface CodeListOptions {
  /** Spaces and punctuation inside a spelling do not matter either: for names that people type. */
  readonly loose?: boolean;
}

/** Loose spellings met in files are learnt so that each is folded once; the bound keeps a hostile file from filling memory. */
const MAX_LEARNT = 4096;
const MAX_CODE_BYTES = 200;

/** @throws RangeError when two entries share a spelling or a number */
export function createCodeList(entries: Iterable<CodeEntry>, options: CodeListOptions = {}): CodeList {
  return new HashCodeList([...entries], options.loose ?? false);
}

/** A list that takes any code and numbers codes from 0 in order of appearance, for checks without the register of centres. */
export function createOpenCodeList(): CodeList {
  return new OpenCodeList();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

class HashCodeList implements CodeList {
  private readonly table = new ByteTable();
  private readonly byNumber = new Map<number, CodeEntry>();
  private readonly byFolded = new Map<string, number>();
  private readonly spellings: { spelling: string; code: string }[] = [];
  private readonly suggestions = new Map<string, string | null>();
  private learnt = 0;

  constructor(
    entries: readonly CodeEntry[],
    private readonly loose: boolean,
  ) {
    for (const entry of entries) {
      if (this.byNumber.has(entry.number)) throw new RangeError(`two codes have the number ${entry.number}`);
      this.byNumber.set(entry.number, entry);
      for (const spelling of new Set([entry.code, ...(entry.aliases ?? [])])) this.addSpelling(spelling, entry);
    }
  }

  get limit(): number {
    return Math.max(-1, ...this.byNumber.keys()) + 1;
  }

  private addSpelling(spelling: string, entry: CodeEntry): void {
    const bytes = encoder.encode(spelling.trim());
    const known = this.table.find(bytes, 0, bytes.length);
    if (known !== -1 && known !== entry.number) throw new RangeError(`two codes are spelt ${spelling}`);
    if (known === -1) this.table.add(bytes, 0, bytes.length, entry.number);
    this.spellings.push({ spelling, code: entry.code });
    if (this.loose) this.byFolded.set(foldName(spelling), entry.number);
  }

  find(bytes: Uint8Array, start: number, end: number): number {
    while (start < end && bytes[start] === 32) start++;
    while (end > start && bytes[end - 1] === 32) end--;
    const number = this.table.find(bytes, start, end);
    return number === -1 && this.loose ? this.findLoose(bytes, start, end) : number;
  }

  private findLoose(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > MAX_CODE_BYTES) return -1;
    const number = this.byFolded.get(foldName(decoder.decode(bytes.subarray(start, end)))) ?? -1;
    if (number !== -1 && this.learnt < MAX_LEARNT) {
      this.learnt++;
      this.table.add(bytes, start, end, number);
    }
    return number;
  }

  findText(text: string): number {
    const bytes = encoder.encode(text);
    return this.find(bytes, 0, bytes.length);
  }

  codeOf(number: number): string | undefined {
    return this.byNumber.get(number)?.code;
  }

  nameOf(number: number): string | undefined {
    return this.byNumber.get(number)?.name;
  }

  suggest(text: string): string | null {
    const known = this.suggestions.get(text);
    if (known !== undefined) return known;
    const found = text.length > MAX_CODE_BYTES ? null : nearestCode(text, this.spellings);
    if (this.suggestions.size < MAX_LEARNT) this.suggestions.set(text, found);
    return found;
  }
}

class OpenCodeList implements CodeList {
  private readonly table = new ByteTable();
  private readonly codes: string[] = [];

  get limit(): number {
    return this.codes.length;
  }

  find(bytes: Uint8Array, start: number, end: number): number {
    const known = this.table.find(bytes, start, end);
    if (known !== -1 || end - start > MAX_CODE_BYTES) return known;
    this.table.add(bytes, start, end, this.codes.length);
    return this.codes.push(decoder.decode(bytes.subarray(start, end))) - 1;
  }

  findText(text: string): number {
    const bytes = encoder.encode(text.trim());
    return this.find(bytes, 0, bytes.length);
  }

  codeOf(number: number): string | undefined {
    return this.codes[number];
  }

  nameOf(): undefined {
    return undefined;
  }

  suggest(): null {
    return null;
  }
}
