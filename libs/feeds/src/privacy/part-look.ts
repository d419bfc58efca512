import { NumberEvidence } from './evidence.js';
import { tenDigitsIn } from './nhs-number.js';
import { isPatientLike, isSpaced } from './patient-words.js';

/** Where text of a file that is no cell stood. Never what it said. */
export interface TextPlace {
  /** In words that begin a sentence, as in "The properties of the workbook". */
  readonly thing: string;
  readonly row: number | null;
}

/** Attributes that hold what people write. Others hold numbers that programs draw, which are often of ten digits. */
const WRITTEN = new Set(
  ['name', 'displayName', 'display', 'tooltip', 'location', 'prompt', 'promptTitle', 'error', 'errorTitle', 'descr', 'title', 'alt', 'caption', 'comment', 'description', 'command', 'Target', 'v'],
);

/** Elements that end a text; what stands between is often cut into pieces by fonts. */
const BLOCKS = new Set(['comment', 'threadedComment', 'p', 'si', 'row', 'pt']);
const PIECES = new Set(['t', 'v']);
const CELLS = new Set(['c', 'cell']);
const COMMENTS = new Set(['comment', 'threadedComment']);

/** Addresses, and the numbers by which document stores know a file: `QRXVJMTHWCSP-1614907403-4471`. */
const DRAWN_BY_PROGRAMS = /\b[a-z]+:\/\/\S+|\{?\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b\}?|\b0x[0-9a-f]+\b|\b[0-9a-f]{24,}\b|\b[A-Z\d]{8,}-\d+-\d+\b/gi;

const LONGEST = 65_536;

/**
 * Looks for patients in text that no check of a column sees: comments, properties, what stands beside the cells of a sheet, and whole parts of which no rows
 * were made. Give it what is read of one part, in order. Of prose one number is enough; of anything else it is as for text that could not be read as a table.
 */
export class PartLook {
  private readonly numbers = new NumberEvidence('loose');
  private certain = false;
  private pending = '';
  private isDirect = false;
  private cell: string | null = null;

  /** @param onFound called for each comment, else at most once */
  constructor(
    private readonly thing: string,
    private readonly isProse: boolean,
    private readonly onFound: (place: TextPlace) => void,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.isDirect = false;
    if (COMMENTS.has(name)) this.cell = attributes['ref'] ?? null;
    for (const attribute in attributes) if (WRITTEN.has(localName(attribute))) this.look(attributes[attribute] ?? '');
  }

  text(text: string): void {
    this.pending += text;
    this.isDirect = true;
    if (this.pending.length > LONGEST) this.flush();
  }

  close(name: string): void {
    if (CELLS.has(name)) this.pending += '\t';
    if (BLOCKS.has(name) || (this.isDirect && !PIECES.has(name))) this.flush();
    this.isDirect = false;
  }

  /** A text that stands by itself. */
  look(text: string, row: number | null = null): void {
    if (this.certain || text.length < 10) return;
    const written = this.isProse ? text : text.replaceAll(DRAWN_BY_PROGRAMS, ' ');
    if (!this.numbers.add(tenDigitsIn(written))) return;
    if (!this.isProse && !isSpaced(written) && !isPatientLike(text)) return;
    // The rest of a part says no more; another comment says where it stands.
    this.certain = this.cell === null && row === null;
    this.onFound({ thing: this.cell === null ? this.thing : `The comment on cell ${this.cell}`, row });
  }

  /** Call at the end of the part. */
  end(): void {
    this.flush();
    if (!this.isProse && !this.certain && this.numbers.proves) this.onFound({ thing: this.thing, row: null });
  }

  private flush(): void {
    const text = this.pending;
    this.pending = '';
    this.look(text);
  }
}

function localName(attribute: string): string {
  return attribute.slice(attribute.indexOf(':') + 1);
}
