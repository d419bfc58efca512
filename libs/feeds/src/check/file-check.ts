import { type Feed } from '../feeds/feed.model.js';
import { MAX_WORKBOOK_BYTES } from '../workbook/workbook-reader.js';
import { type CheckOptions, type CheckResult, type FileCheck } from './check-result.model.js';
import { refused } from './check-outcome.js';
import { CsvCheck } from './csv-check.js';
import { ErrorList } from './error-list.js';
import { FaultReporter } from './fault-reporter.js';
import { type DetectedFormat, detectFormat, formatName } from './file-format.js';
import { checkWorkbook } from './workbook-check.js';

/** Enough to hold the title rows and the header of any real file; the format, the delimiter and the layout are told from it. */
const HEAD_BYTES = 65_536;

/**
 * Starts the check of one file against a feed. CSV or workbook is told by content; memory stays constant for CSV.
 * @throws RangeError from `push` or `end` when the feed names centres and `context.codeLists.cdcs` is not there
 */
export function openCheck(feed: Feed, options: CheckOptions): FileCheck {
  return new StartedCheck(feed, options);
}

class StartedCheck implements FileCheck {
  private readonly errors = new ErrorList();
  private readonly report = new FaultReporter(this.errors, null);
  private parts: Uint8Array[] = [];
  private size = 0;
  /** Told once the head is there. */
  private format: DetectedFormat | null = null;
  private csv: CsvCheck | null = null;

  constructor(
    private readonly feed: Feed,
    private readonly options: CheckOptions,
  ) {}

  get faulty(): boolean {
    return this.errors.errors > 0;
  }

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.csv) return this.csv.push(chunk);
    if (this.format === 'unknown') return this.errors.privacy.unread(chunk);
    if (this.format !== null && (this.format !== 'xls' || this.size > MAX_WORKBOOK_BYTES)) return;
    this.parts.push(chunk.slice());
    if (this.size < HEAD_BYTES || this.format !== null) return;
    this.format = detectFormat(this.head());
    if (this.format === 'csv') this.startCsv(false);
    if (this.format === 'unknown') this.errors.privacy.unread(this.head());
  }

  end(): CheckResult {
    if (this.csv) return this.csv.end();
    if (this.size === 0) return this.refuse(() => this.report.file('EMPTY_FILE'));
    const head = this.head();
    switch (detectFormat(head)) {
      case 'csv':
        return this.startCsv(true).end();
      case 'xls':
        return this.endWorkbook(head);
      case 'xlsx':
        return this.refuse(() => this.report.file('TYPE_NOT_SUPPORTED', { detail: 'an Excel workbook of type .xlsx' }));
      case 'unknown':
        if (this.format === null) this.errors.privacy.unread(head);
        return this.refuse(() => this.report.file('TYPE_NOT_SUPPORTED', { detail: formatName(head) ?? 'unknown' }));
    }
  }

  private startCsv(whole: boolean): CsvCheck {
    this.csv = new CsvCheck(this.feed, this.options, this.errors, this.report);
    this.csv.open(this.head(), whole);
    this.parts = [];
    return this.csv;
  }

  private endWorkbook(bytes: Uint8Array): CheckResult {
    if (!this.feed.layouts.some((layout) => layout.format === 'xls'))
      return this.refuse(() => this.report.file('LEGACY_XLS'));
    if (this.size > MAX_WORKBOOK_BYTES)
      return this.refuse(() => this.report.file('FILE_TOO_LARGE', { detail: '20MB' }));
    return checkWorkbook(bytes, this.feed, this.options, this.errors);
  }

  private refuse(report: () => void): CheckResult {
    report();
    return refused(this.errors);
  }

  /** What was kept so far, in one piece. */
  private head(): Uint8Array {
    const [first] = this.parts;
    if (this.parts.length === 1 && first) return first;
    const whole = new Uint8Array(this.parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.parts = [whole];
    return whole;
  }
}
