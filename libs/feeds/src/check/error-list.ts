import { type CheckErrorCode, type ErrorCode } from '../errors/error-codes.js';
import { PrivacyGuard } from '../privacy/privacy-guard.js';
import { MAX_ERRORS_KEPT, type ErrorItem, type Severity } from './check-result.model.js';

const WARNINGS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'IGNORED_COLUMN',
  'BLANK_ROW',
  'TRANSCODED',
  'TYPE_MISMATCH',
  'HIDDEN_ROWS',
  'HEADER_TIDIED',
  'TIDIED',
  'IGNORED_ROW',
  'DATE_ORDER_FOUND',
  'REGION_NOT_STATED',
  'FILE_NOT_KEPT',
]);

export function severityOf(code: ErrorCode): Severity {
  return WARNINGS.has(code) ? 'warning' : 'error';
}

/** Counts everything that is wrong with a file and keeps the first of it in words. */
export class ErrorList {
  readonly items: ErrorItem[] = [];
  readonly byCode: Partial<Record<CheckErrorCode, number>> = {};
  errors = 0;
  warnings = 0;
  /** What may name a patient is kept apart: where there is any, nothing else of this list may be shown. The first of it makes the file faulty. */
  readonly privacy = new PrivacyGuard(() => this.errors++);

  /** Words are made only for what is kept. */
  add(code: CheckErrorCode, item: () => ErrorItem): void {
    this.byCode[code] = (this.byCode[code] ?? 0) + 1;
    if (severityOf(code) === 'error') this.errors++;
    else this.warnings++;
    if (this.items.length < MAX_ERRORS_KEPT) this.items.push(item());
  }
}
