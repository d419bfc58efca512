import { HEADER_SEARCH_ROWS } from '../header/header-search.js';
import { type SheetEnd } from '../worker/reading.model.js';
import { BatchRow, type RowBatch } from '../worker/row-batch.model.js';
import { type CheckResult } from './check-result.model.js';
import { type CheckTools, TableCheck } from './table-check.js';

/** The check of the one sheet that holds the data of a file in the form of our template. */
export class SheetCheck {
  private readonly table: TableCheck;
  /** Rows until the header is looked for. */
  private held: RowBatch[] | null = [];

  constructor(
    tools: CheckTools,
    private readonly sheet: string,
  ) {
    this.table = new TableCheck(tools, sheet);
  }

  take(batch: RowBatch): void {
    if (this.held === null) return this.table.take(batch);
    this.held.push(batch);
    if ((batch.rowNumbers.at(-1) ?? 0) >= HEADER_SEARCH_ROWS) this.open(this.held);
  }

  /** Merged cells above the header are titles; a merged cell among the data stands for several. */
  finish({ mergedTo, hiddenRows, firstHiddenRow }: SheetEnd): void {
    if (this.held) this.open(this.held);
    const { headerRows, report } = this.table;
    if (headerRows === null) return;
    if (mergedTo > 0 && mergedTo >= headerRows) report.file('MERGED_CELLS', { detail: this.sheet });
    if (hiddenRows === 0) return;
    const detail = hiddenRows === 1 ? '1 row' : `${hiddenRows.toLocaleString('en-GB')} rows`;
    report.file('HIDDEN_ROWS', { row: firstHiddenRow, detail });
  }

  result(): CheckResult {
    return this.table.end();
  }

  private open(held: readonly RowBatch[]): void {
    this.held = null;
    this.table.open(openingRows(held));
    for (const batch of held) this.table.take(batch);
  }
}

/** The first rows as texts, those that are left out too. */
function openingRows(held: readonly RowBatch[]): string[][] {
  const opening: string[][] = [];
  for (const batch of held) {
    new BatchRow().forEach(batch, (row) => {
      if (row.rowNumber > HEADER_SEARCH_ROWS) return;
      while (opening.length < row.rowNumber - 1) opening.push([]);
      opening.push(row.texts());
    });
  }
  return opening;
}
