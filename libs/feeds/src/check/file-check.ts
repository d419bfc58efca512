import { type Feed } from '../feeds/feed.model.js';
import { READ_LIMITS, type ReadLimits } from '../worker/read-limits.model.js';
import { readInWorker } from '../worker/read-in-worker.js';
import { type Reading, type ReadingOrder } from '../worker/reading.model.js';
import { type CheckOptions, type CheckResult, type FileCheck } from './check-result.model.js';
import { refused } from './check-outcome.js';
import { CsvCheck } from './csv-check.js';
import { ErrorList } from './error-list.js';
import { FaultReporter } from './fault-reporter.js';
import { type DetectedFormat, detectFormat, formatName, isMarkup, looksLikeOffice, mismatchedName, oldOfficeContent } from './file-format.js';
import { KeptBytes } from './kept-bytes.js';
import { JsonCheck, LookThroughOnly, PublishedWorkbookCheck, type ReadingCheck, TemplateWorkbookCheck } from './reading-check.js';
import { type CheckTools } from './table-check.js';

/** Enough to hold the title rows and the header of any real file; the format, the delimiter and the layout are told from it. */
const HEAD_BYTES = 65_536;

const MB = 1024 * 1024;

/** Reads a file, one reading at a time. */
export type OpenFile = (order: ReadingOrder) => AsyncIterable<Reading>;

/**
 * Starts the check of one file against a feed. The format is told by content. CSV is read as it comes, in constant memory; workbooks and JSON
 * are kept, within limits, and read at the end in a worker.
 * @param read opens workbooks and JSON
 * @throws RangeError from `push` or `end` when the feed names centres and `context.codeLists.cdcs` is not there
 */
export function openCheck(feed: Feed, options: CheckOptions, read: OpenFile = readInWorker): FileCheck {
  return new StartedCheck(feed, options, read);
}

class StartedCheck implements FileCheck, CheckTools {
  /** Bytes of the file whose rows were read. */
  done = 0;
  readonly errors = new ErrorList();
  private readonly report = new FaultReporter(this.errors, null);
  private readonly limits: ReadLimits;
  private readonly kept = new KeptBytes();
  private size = 0;
  /** Told once the head is there. */
  private format: DetectedFormat | null = null;
  private csv: CsvCheck | null = null;

  constructor(
    readonly feed: Feed,
    readonly options: CheckOptions,
    private readonly openFile: OpenFile,
  ) {
    this.limits = { ...READ_LIMITS, ...options.limits };
  }

  get faulty(): boolean {
    return this.errors.errors > 0;
  }

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.csv) {
      this.done = this.size;
      return this.csv.push(chunk);
    }
    if (this.format === 'unknown') return this.errors.privacy.unread(chunk);
    if (this.format !== null && this.size > this.limits.fileBytes) return this.passOver(chunk);
    this.kept.add(chunk);
    if (this.size >= HEAD_BYTES && this.format === null) this.tellFormat(false);
  }

  async end(between: () => Promise<void> = () => Promise.resolve()): Promise<CheckResult> {
    if (this.size === 0) return this.refuse(() => this.report.file('EMPTY_FILE'));
    if (this.format === null) this.tellFormat(true);
    if (this.csv) return this.csv.end();
    if (this.format !== 'unknown' && this.size > this.limits.fileBytes) return this.endTooLarge(this.limits.fileBytes);
    switch (this.format) {
      case 'xls':
        return this.endOldOffice(between);
      case 'xlsx':
        return this.endWorkbook('xlsx', between);
      case 'json':
        return this.endJson(between);
      default:
        if (!isMarkup(this.kept.bytes)) this.errors.privacy.missed();
        return this.refuse(() => this.report.file('TYPE_NOT_SUPPORTED', { detail: formatName(this.kept.bytes) ?? 'unknown' }));
    }
  }

  /** More than may be kept: text is still looked through as it comes. */
  private passOver(chunk: Uint8Array): void {
    if (this.format === 'json') {
      this.errors.privacy.unread(this.kept.take());
      this.errors.privacy.unread(chunk);
    } else this.kept.drop();
  }

  private endTooLarge(bytes: number): CheckResult {
    if (this.format !== 'json') this.errors.privacy.missed();
    else this.errors.privacy.unread(this.kept.take());
    return this.refuse(() => this.report.file('FILE_TOO_LARGE', { detail: `${Math.floor(bytes / MB)}MB` }));
  }

  private tellFormat(whole: boolean): void {
    const head = this.kept.bytes;
    this.format = detectFormat(head);
    if (this.format === 'unknown') this.errors.privacy.unread(head);
    if (this.format !== 'csv') return;
    this.compareName(this.format);
    this.csv = new CsvCheck(this.feed, this.options, this.errors, this.report);
    this.csv.open(head, whole);
    this.done = this.size;
    this.kept.drop();
  }

  /** Warns of a name that says another type than the one that is read. */
  private compareName(format: DetectedFormat): void {
    const named = mismatchedName(this.options.fileName, format);
    if (named !== null) this.report.file('TYPE_MISMATCH', { detail: named });
  }

  private endOldOffice(between: () => Promise<void>): Promise<CheckResult> | CheckResult {
    const content = oldOfficeContent(this.kept.bytes);
    if (content !== null) {
      // Letters and mails hold their text in the open, but whatever else they hold too.
      this.errors.privacy.unread(this.kept.bytes);
      this.errors.privacy.missed();
      return this.refuse(() => (content === 'encrypted' ? this.report.file('ENCRYPTED') : this.report.file('TYPE_NOT_SUPPORTED', { detail: content.name })));
    }
    if (!this.isPublishedWorkbook) this.report.file('LEGACY_XLS');
    if (this.size <= this.limits.xlsBytes) return this.endWorkbook('xls', between);
    this.errors.privacy.missed();
    return this.isPublishedWorkbook ? this.endTooLarge(this.limits.xlsBytes) : refused(this.errors);
  }

  private endWorkbook(format: 'xlsx' | 'xls', between: () => Promise<void>): Promise<CheckResult> {
    return this.read(format, this.isPublishedWorkbook ? new PublishedWorkbookCheck(this) : new TemplateWorkbookCheck(this), between);
  }

  private endJson(between: () => Promise<void>): Promise<CheckResult> | CheckResult {
    if (this.feed.layouts.some((layout) => layout.workbook === undefined)) return this.read('json', new JsonCheck(this), between);
    this.report.file('TYPE_NOT_SUPPORTED', { detail: 'JSON' });
    return this.read('json', new LookThroughOnly(this), between);
  }

  private async read(format: 'xlsx' | 'xls' | 'json', check: ReadingCheck, between: () => Promise<void>): Promise<CheckResult> {
    const { limits, feed, size } = this;
    const isOffice = format !== 'xlsx' || looksLikeOffice(this.kept.bytes);
    const sheets = this.isPublishedWorkbook ? 'all' : [feed.name, feed.title, ...feed.layouts.map(({ title }) => title)];
    let isLookedThrough = false;
    for await (const reading of this.openFile({ format, bytes: format === 'json' ? this.kept.bytes.slice() : this.kept.take(), sheets, limits })) {
      if (reading.kind === 'fault') {
        // The old type is refused for itself, whatever else is wrong with it.
        if (format === 'xls' && this.faulty) this.errors.privacy.missed();
        else if (isOffice) this.report.file(reading.code, reading.seen);
        else this.report.file('TYPE_NOT_SUPPORTED', { detail: 'a compressed file' });
        if (format === 'json') this.errors.privacy.unread(this.kept.bytes);
        else if (!isLookedThrough) this.errors.privacy.missed();
        return refused(this.errors);
      }
      if (reading.kind === 'refusal') this.report.file(reading.code);
      if (reading.kind === 'found') this.errors.privacy.beside(reading);
      if (reading.kind === 'looked') isLookedThrough = reading.isWhole;
      if (reading.kind === 'sheets' || reading.kind === 'keys') this.compareName(format);
      check.take(reading);
      if (reading.kind === 'rows') {
        this.done = Math.floor(reading.part * size);
        await between();
      }
    }
    this.done = size;
    return check.result();
  }

  private get isPublishedWorkbook(): boolean {
    return this.feed.layouts.some((layout) => layout.workbook !== undefined);
  }

  private refuse(report: () => void): CheckResult {
    report();
    return refused(this.errors);
  }
}
