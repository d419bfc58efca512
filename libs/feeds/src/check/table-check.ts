import { type Feed } from '../feeds/feed.model.js';
import { findHeader, type FoundHeader } from '../header/header-search.js';
import { BatchRow, type Flaw, type RowBatch } from '../worker/row-batch.model.js';
import { otherFlawsOf } from './cell-flaws.js';
import { outcomeOf, refused } from './check-outcome.js';
import { type CheckOptions, type CheckResult } from './check-result.model.js';
import { type ErrorList } from './error-list.js';
import { FaultReporter } from './fault-reporter.js';
import { acceptHeader, guardStrangeRows, type StrangeRows } from './layout-choice.js';
import { RowEngine } from './row-engine.js';

/** What a check works with, whatever the format. */
export interface CheckTools {
  readonly feed: Feed;
  readonly options: CheckOptions;
  readonly errors: ErrorList;
}

/** The check of rows that come in batches, from a sheet or from JSON. */
export class TableCheck {
  readonly report: FaultReporter;
  private readonly row = new BatchRow();
  private readonly blank = new BatchRow();
  private header: FoundHeader | null = null;
  private engine: RowEngine | null = null;
  private strange: StrangeRows | null = null;
  private lastRow = 0;

  /** @param sheet name of the sheet whose rows these are, or null for rows of no spreadsheet */
  constructor(
    private readonly tools: CheckTools,
    private readonly sheet: string | null,
  ) {
    this.report = new FaultReporter(tools.errors, sheet, sheet !== null);
  }

  /** Rows up to and including the header; null when there is none, and the rows are only looked through. */
  get headerRows(): number | null {
    return this.header?.rows ?? null;
  }

  /**
   * Looks for the header.
   * @param isPart whether these are the first rows of the file; names that stand in no row are not
   */
  open(opening: readonly (readonly string[])[], isPart = true): void {
    const { feed, options, errors } = this.tools;
    if (opening.every((cells) => cells.every((cell) => cell.trim() === ''))) return this.report.file('EMPTY_FILE');
    const layouts = feed.layouts.filter((layout) => layout.workbook === undefined);
    const found = findHeader(opening, layouts);
    if (!acceptHeader(opening, found, feed, this.report)) {
      const strange = guardStrangeRows(opening, feed, errors.privacy, this.sheet);
      this.strange = isPart ? strange : { ...strange, headerRows: 0 };
      return;
    }
    this.header = isPart ? found : { ...found, rows: 0 };
    this.lastRow = this.header.rows;
    const onRow = errors.errors > 0 ? null : (options.onRow ?? null);
    const { context, dateOrder, reread } = options;
    this.engine = new RowEngine({ match: found.match, context, rule: feed.rowRule, dateOrder, reread, report: this.report, isSheet: this.sheet !== null, onRow });
  }

  take(batch: RowBatch): void {
    const { header, engine, strange } = this;
    if (header && engine) this.row.forEach(batch, (row, flaws) => this.takeRow(row, flaws, header, engine));
    else if (strange) this.row.forEach(batch, (row) => this.takeStrange(row, strange));
  }

  end(): CheckResult {
    const { header, engine } = this;
    const { errors } = this.tools;
    return header && engine ? outcomeOf(engine, header.match.layout, errors, this.report) : refused(errors);
  }

  private takeRow(row: BatchRow, flaws: readonly Flaw[], { rows, match }: FoundHeader, engine: RowEngine): void {
    if (row.rowNumber <= rows) return this.report.guardOutside(row.texts(), row.rowNumber);
    while (++this.lastRow < row.rowNumber) engine.take(this.blank.setBlank(this.lastRow));
    for (const { code, detail } of otherFlawsOf(flaws, match)) this.report.file(code, { row: row.rowNumber, ...(detail === undefined ? {} : { detail }) });
    if (row.count > match.width) this.report.guardOutside(row.texts().slice(match.width), row.rowNumber, match.width);
    engine.take(row.setWidth(match.width), flaws);
  }

  private takeStrange(row: BatchRow, { guard, headerRows, width }: StrangeRows): void {
    if (row.rowNumber <= headerRows) this.report.guardOutside(row.texts(), row.rowNumber);
    else guard.take(row.count < width ? row.setWidth(width) : row);
  }
}
