import { isForbiddenName } from '../header/header-faults.js';
import { type RowGuard } from '../privacy/row-guard.js';
import { type Reading, type SheetName } from '../worker/reading.model.js';
import { BatchRow, type RowBatch } from '../worker/row-batch.model.js';
import { refused } from './check-outcome.js';
import { type CheckResult } from './check-result.model.js';
import { FaultReporter } from './fault-reporter.js';
import { SheetCheck } from './sheet-check.js';
import { type CheckTools, TableCheck } from './table-check.js';
import { checkSheets } from './workbook-check.js';

/** The check of a file that is read elsewhere, from one reading to the next. All of it is read: what is no data is looked through for patients. */
export interface ReadingCheck {
  take(reading: Reading): void;
  result(): CheckResult;
}

/** A workbook in the form of our template: one of its sheets is read as data, row by row. */
export class TemplateWorkbookCheck implements ReadingCheck {
  private sheet: SheetCheck | null = null;
  private chosen: number | null = null;
  private names: readonly string[] = [];

  constructor(private readonly tools: CheckTools) {}

  take(reading: Reading): void {
    if (reading.kind === 'sheets') this.chooseSheet(reading.sheets, reading.chosen, reading.filled);
    else if (reading.kind === 'rows' && reading.sheet === this.chosen) this.sheet?.take(reading.batch);
    else if (reading.kind === 'rows') this.lookThrough(reading.batch, this.names[reading.sheet] ?? null);
    else if (reading.kind === 'sheet-end' && reading.sheet === this.chosen) this.sheet?.finish(reading);
  }

  result(): CheckResult {
    return this.sheet?.result() ?? refused(this.tools.errors);
  }

  private chooseSheet(sheets: readonly SheetName[], chosen: number | null, filled: readonly string[]): void {
    const book = new FaultReporter(this.tools.errors, null);
    for (const { name } of sheets.filter(({ hidden }) => hidden)) book.file('HIDDEN_SHEET', { detail: name });
    this.names = sheets.map(({ name }) => name);
    this.chosen = chosen;
    const name = this.names[chosen ?? -1];
    if (name !== undefined) this.sheet = new SheetCheck(this.tools, name);
    else if (filled.length > 1) book.file('SEVERAL_SHEETS', { detail: filled.map((one) => `"${one}"`).join(', ') });
    else book.file('EMPTY_FILE');
  }

  private lookThrough(batch: RowBatch, sheet: string | null): void {
    const report = new FaultReporter(this.tools.errors, sheet);
    new BatchRow().forEach(batch, (row) => report.guardOutside(row.texts(), row.rowNumber));
  }
}

/** A workbook as it was published: its layout draws on several sheets, so all are held until the last is read. */
export class PublishedWorkbookCheck implements ReadingCheck {
  private sheets: { name: string; hidden: boolean; merged: boolean; rows: string[][] }[] = [];

  constructor(private readonly tools: CheckTools) {}

  take(reading: Reading): void {
    if (reading.kind === 'sheets') this.sheets = reading.sheets.map((sheet) => ({ ...sheet, merged: false, rows: [] }));
    else if (reading.kind === 'rows') addRows(reading.batch, this.sheets[reading.sheet]?.rows ?? []);
    else if (reading.kind === 'sheet-end') {
      const sheet = this.sheets[reading.sheet];
      if (sheet) sheet.merged = reading.mergedTo > 0;
    }
  }

  result(): CheckResult {
    const { feed, options, errors } = this.tools;
    return checkSheets(this.sheets, feed, options, errors);
  }
}

/** A list of objects: their keys are the header, and no cell has an address. */
export class JsonCheck implements ReadingCheck {
  private readonly table: TableCheck;
  private hasKeys = false;

  constructor(private readonly tools: CheckTools) {
    this.table = new TableCheck(tools, null);
  }

  take(reading: Reading): void {
    if (reading.kind === 'keys') this.takeKeys(reading.keys);
    else if (reading.kind === 'rows' && this.hasKeys) this.table.take(reading.batch);
    else if (reading.kind === 'rows') for (const { row, flaw } of reading.batch.flaws) this.table.report.file(flaw.code, { row: reading.batch.rowNumbers[row] ?? 0 });
  }

  result(): CheckResult {
    if (this.hasKeys) return this.table.end();
    if (this.tools.errors.errors === 0) this.table.report.file('NO_DATA_ROWS');
    return refused(this.tools.errors);
  }

  private takeKeys(keys: readonly { readonly key: string; readonly row: number }[]): void {
    this.hasKeys = keys.length > 0;
    if (!this.hasKeys) return;
    const { report } = this.table;
    for (const { key, row } of keys) if (isForbiddenName(key)) report.file('FORBIDDEN_HEADER', { row, detail: key });
    report.guardOutside(keys.map(({ key }) => key), 1);
    this.table.open([keys.map(({ key }) => (isForbiddenName(key) ? '' : key))], false);
  }
}

/** A list of objects for a feed that takes none. */
export class LookThroughOnly implements ReadingCheck {
  private guard: RowGuard | null = null;

  constructor(private readonly tools: CheckTools) {}

  take(reading: Reading): void {
    const { privacy } = this.tools.errors;
    if (reading.kind === 'keys') {
      const keys = reading.keys.map(({ key }) => key);
      privacy.outside(keys, 1, null);
      this.guard = privacy.unknownRows([keys], null);
    } else if (reading.kind === 'rows') new BatchRow().forEach(reading.batch, (row) => this.guard?.take(row));
  }

  result(): CheckResult {
    return refused(this.tools.errors);
  }
}

function addRows(batch: RowBatch, rows: string[][]): void {
  new BatchRow().forEach(batch, (row) => {
    while (rows.length < row.rowNumber - 1) rows.push([]);
    rows.push(row.texts());
  });
}
