import { type CheckContext, type FileMeta, type Layout, type Row } from '../feeds/feed.model.js';
import { type DateOrder, type Reread } from '../columns/date-reading.js';
import { type ErrorCode } from '../errors/error-codes.js';
import { type ReadLimits } from '../worker/read-limits.model.js';

export type Severity = 'error' | 'warning';

/** One thing wrong with a file, in words its sender can act on. Null where it does not apply. */
export interface ErrorItem {
  readonly severity: Severity;
  /** As a spreadsheet shows it, from 1. */
  readonly row: number | null;
  /** Canonical name of the column. */
  readonly column: string | null;
  /** A1 form. */
  readonly cell: string | null;
  readonly sheet: string | null;
  readonly code: ErrorCode;
  /** What was in the cell; null for free text and for anything that may be personal. */
  readonly value: string | null;
  readonly message: string;
  readonly fix: string;
  /** A value that is safe to offer in place of `value`. */
  readonly suggestion: string | null;
}

export interface CheckResult {
  /** Null when no layout of the feed fits the file. */
  readonly layout: Layout | null;
  /** `read` counts data rows, sound or not; `skipped` totals and blank rows. */
  readonly counts: {
    readonly read: number;
    readonly skipped: number;
    readonly errors: number;
    readonly warnings: number;
  };
  readonly errorsByCode: Readonly<Partial<Record<ErrorCode, number>>>;
  /** Errors and warnings in the order of the file, the first {@link MAX_ERRORS_KEPT}; the counts are always whole. */
  readonly errors: readonly ErrorItem[];
  /** The sum of every whole-number column over the sound rows, by column name; of money in whole pence, as in `amountPence`. */
  readonly totals: Readonly<Record<string, number>>;
  readonly meta: FileMeta;
  /**
   * The file may hold details of patients: none of it may be kept or shown. Then `errors` holds only `POSSIBLE_PATIENT_DATA`, which says where
   * and never what, and nothing else was made from a cell.
   */
  readonly quarantined: boolean;
  /**
   * The file is refused and could not be looked through for patients, or not all of it: it may not be kept either. Never set where `quarantined` is.
   */
  readonly unseen: boolean;
  /**
   * Set where the dates ask for another order than the file was read in: read it again with this as {@link CheckOptions.reread}, and forget this
   * result and its rows. Until then it is an error like any other.
   */
  readonly reread: Reread | null;
}

export const MAX_ERRORS_KEPT = 10_000;

export const CHARSETS = ['utf-8', 'windows-1252'] as const;
export type Charset = (typeof CHARSETS)[number];

export interface CheckOptions {
  /** Only for messages; the format is told by content, and a name that says another is warned of. */
  readonly fileName: string;
  readonly context: CheckContext;
  /** As declared by the sender; UTF-16 is told by its byte order mark. Left out, UTF-8, or what the layout says of files that are not. */
  readonly charset?: Charset;
  /** As declared by the sender: what comes first in dates of numbers. Left out, our templates take ISO dates only, and published layouts what the dates of the file tell. */
  readonly dateOrder?: DateOrder;
  /** Only on a second reading: what the first one asked for. */
  readonly reread?: Reread;
  /** What a workbook or JSON may cost, where it is not the usual. */
  readonly limits?: Partial<ReadLimits>;
  /** Called for every sound row. Rows may have been given before an error is met: discard them unless `counts.errors` is 0. */
  readonly onRow?: (row: Row) => void;
}

/** A check under way. */
export interface FileCheck {
  /** True from the first error on: nothing of the file will be kept, though the rest is still read for its own errors. */
  readonly faulty: boolean;
  /** Bytes of the file whose rows were given so far. Those of workbooks and JSON are only given while it ends. */
  readonly done: number;
  /** The bytes are copied; the caller may reuse the chunk. */
  push(chunk: Uint8Array): void;
  /**
   * Ends the file. Call once, then throw the check away.
   * @param between awaited after each stretch of rows that is given meanwhile: nothing more is read until it resolves
   */
  end(between?: () => Promise<void>): Promise<CheckResult>;
}
