import { CELL_WORDS } from './cell-words.js';
import { type Circumstance, type Wording, type Words } from './circumstance.model.js';
import { type CheckErrorCode } from './error-codes.js';
import { FILE_WORDS } from './file-words.js';

const WORDS: Readonly<Record<CheckErrorCode, Words>> = { ...FILE_WORDS, ...CELL_WORDS };

/** What was seen and what to do about it, in plain English. */
export function wordsFor(code: CheckErrorCode, seen: Circumstance): Wording {
  return WORDS[code](seen);
}
