import { type NumberEvidence, type Place } from './evidence.js';
import { tenDigitsIn } from './nhs-number.js';
import { isPatientLike, isSpaced } from './patient-words.js';
import { type PrivacyGuard } from './privacy-guard.js';

/** A longer line is looked at in pieces; a number that stands across two is not seen. */
const LONGEST_LINE = 65_536;
const WHOLE_FILE: Place = { sheet: null, row: null, fileColumn: -1, column: null };

/** Text that could not be read as a table, line by line. A number in words about patients, or in groups as NHS numbers are written, is certain. */
export class UnreadText {
  // Never fails, and digits are the same in every character set that a file may have here.
  private readonly decoder = new TextDecoder('windows-1252');
  private readonly numbers: NumberEvidence;
  private line = '';
  private told = false;

  constructor(private readonly file: PrivacyGuard) {
    this.numbers = file.evidence('loose');
  }

  push(chunk: Uint8Array): void {
    // Without NUL bytes UTF-16 reads like any other text here.
    const text = this.decoder.decode(chunk, { stream: true }).replaceAll('\0', '');
    const lines = (this.line + text).split(/[\r\n]/);
    this.line = lines.pop() ?? '';
    for (const line of lines) this.look(line);
    if (this.line.length > LONGEST_LINE) this.end();
  }

  end(): void {
    this.look(this.line);
    this.line = '';
  }

  private look(line: string): void {
    if (this.told || !this.numbers.add(tenDigitsIn(line))) return;
    if (isSpaced(line) || isPatientLike(line)) {
      this.told = true;
      this.file.add(WHOLE_FILE, 'an NHS number');
    } else if (this.numbers.places.length === 0) this.numbers.note(WHOLE_FILE);
  }
}
