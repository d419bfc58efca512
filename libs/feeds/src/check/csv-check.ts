import { cellTexts, type CsvOpening, readOpening } from '../csv/csv-opening.js';
import { CsvReader, type ReadFault } from '../csv/csv-reader.js';
import { Recoder } from '../csv/recoder.js';
import { invalidUtf8At } from '../csv/utf8.js';
import { type Feed } from '../feeds/feed.model.js';
import { isComplete, type FoundHeader } from '../header/header-search.js';
import { GuardedReader } from '../privacy/guarded-reader.js';
import { outcomeOf, refused } from './check-outcome.js';
import { type CheckOptions, type CheckResult } from './check-result.model.js';
import { type ErrorList } from './error-list.js';
import { type FaultReporter } from './fault-reporter.js';
import { acceptHeader, guardStrangeRows } from './layout-choice.js';
import { RowEngine } from './row-engine.js';

/** Title rows and header of any real file; the delimiter and the layout are told from these bytes. */
const OPENING_BYTES = 65_536;

const UTF8_MARK = [0xef, 0xbb, 0xbf];

/** The check of a CSV file, from its opening bytes to its end. */
export class CsvCheck {
  private recoder: Recoder | null = null;
  private markBytes = 0;
  private header: FoundHeader | null = null;
  private engine: RowEngine | null = null;
  private reader: CsvReader | null = null;
  private guarded: GuardedReader | null = null;

  constructor(
    private readonly feed: Feed,
    private readonly options: CheckOptions,
    private readonly errors: ErrorList,
    private readonly report: FaultReporter,
  ) {}

  /** @param whole whether these bytes are all of the file */
  open(head: Uint8Array, whole: boolean): void {
    const decoded = this.decodeHead(head);
    const { bytes, opening } = this.legacyOpening(head, decoded, whole) ?? { bytes: decoded, opening: this.openingOf(decoded, whole) };
    if (opening.rows.every((cells) => cells.every((cell) => cell.trim() === '')) && opening.fault === null) {
      this.report.file(whole ? 'EMPTY_FILE' : 'FIELD_TOO_LONG');
    } else if (this.findLayout(opening) && this.header !== null) {
      this.startReader(this.header, opening.delimiter);
    } else if (opening.fault === null) {
      this.startLooking(opening);
    }
    this.guarded ??= new GuardedReader(null, this.errors.privacy);
    this.guarded.push(bytes);
    if (this.recoder?.failed) this.errors.privacy.unread(head);
  }

  push(chunk: Uint8Array): void {
    this.guarded?.push(this.recoder ? this.recoder.recode(chunk) : chunk);
    if (this.recoder?.failed) this.errors.privacy.unread(chunk);
  }

  end(): CheckResult {
    const { reader, engine, header } = this;
    if (this.recoder) this.guarded?.push(this.recoder.end());
    this.guarded?.end();
    if (!reader || !engine || !header) return refused(this.errors);
    if (this.recoder?.failed) this.report.file('ENCODING', { row: reader.rowNumber + 1 });
    if (reader.fault) this.reportFault(reader.fault);
    return outcomeOf(engine, header.match.layout, this.errors, this.report);
  }

  private openingOf(bytes: Uint8Array, whole: boolean): CsvOpening {
    const layouts = this.feed.layouts.filter(({ format }) => format === 'csv');
    return readOpening(bytes.subarray(0, OPENING_BYTES), whole && bytes.length <= OPENING_BYTES, layouts);
  }

  /** The opening read in the one other character set of its layout, where its bytes are not UTF-8 and nobody declared another. */
  private legacyOpening(head: Uint8Array, decoded: Uint8Array, whole: boolean): { bytes: Uint8Array; opening: CsvOpening } | null {
    const isOpen = this.recoder === null && this.markBytes === 0 && this.options.charset === undefined;
    // The last character of a part of a file may be cut in two.
    if (!isOpen || invalidUtf8At(decoded, 0, whole ? decoded.length : lastLineEnd(decoded)) < 0) return null;
    const recoder = new Recoder('windows-1252');
    const bytes = recoder.recode(head);
    const opening = this.openingOf(bytes, whole);
    if (!opening.header || !isComplete(opening.header) || opening.header.match.layout.legacyCharset === undefined) return null;
    this.report.file('TRANSCODED', { detail: 'Windows-1252' });
    this.recoder = recoder;
    return { bytes, opening };
  }

  private decodeHead(head: Uint8Array): Uint8Array {
    const little = head[0] === 0xff && head[1] === 0xfe;
    const big = head[0] === 0xfe && head[1] === 0xff;
    if (little || big) {
      this.report.file('TRANSCODED', { detail: 'UTF-16' });
      this.recoder = new Recoder(little ? 'utf-16le' : 'utf-16be');
    } else if (UTF8_MARK.every((byte, at) => head[at] === byte)) {
      this.markBytes = UTF8_MARK.length;
    } else if (this.options.charset === 'windows-1252') {
      this.report.file('TRANSCODED', { detail: 'Windows-1252' });
      this.recoder = new Recoder('windows-1252');
    }
    return this.recoder ? this.recoder.recode(head) : head.subarray(this.markBytes);
  }

  /** Reports what is wrong with the opening. False when its rows cannot be read at all. */
  private findLayout(opening: CsvOpening): boolean {
    const { rows, header, fault } = opening;
    if (header === null && fault) {
      this.reportFault(fault);
      return false;
    }
    if (!acceptHeader(rows, header, this.feed, this.report)) return false;
    this.header = header;
    return true;
  }

  private startReader({ match, rows }: FoundHeader, delimiter: number): void {
    const { context, onRow } = this.options;
    const lost = this.errors.errors > 0 || onRow === undefined;
    const engine = new RowEngine({
      match,
      context,
      rule: this.feed.rowRule,
      dateOrder: this.options.dateOrder,
      reread: this.options.reread,
      report: this.report,
      onRow: lost ? null : onRow,
    });
    this.engine = engine;
    this.reader = new CsvReader(delimiter, (row) => {
      if (row.rowNumber > rows) engine.take(row);
      else this.report.guardOutside(cellTexts(row), row.rowNumber);
    });
    this.guarded = new GuardedReader(this.reader, this.errors.privacy);
  }

  /** A file of no use to this feed is refused unread, but not kept before it was looked through for patients. */
  private startLooking({ rows, delimiter }: CsvOpening): void {
    const { guard, headerRows } = guardStrangeRows(rows, this.feed, this.errors.privacy, null);
    const reader = new CsvReader(delimiter, (row) => {
      if (row.rowNumber > headerRows) guard.take(row);
      else this.report.guardOutside(cellTexts(row), row.rowNumber);
    });
    this.guarded = new GuardedReader(reader, this.errors.privacy);
  }

  private reportFault({ code, row, offset }: ReadFault): void {
    this.report.file(code, { row, detail: (offset + this.markBytes).toLocaleString('en-GB') });
  }
}

/** Bytes up to and including the last line end. */
function lastLineEnd(bytes: Uint8Array): number {
  return bytes.lastIndexOf(10) + 1;
}
