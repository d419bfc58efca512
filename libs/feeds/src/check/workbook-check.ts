import { MAX_COLUMNS } from '../csv/raw-row.model.js';
import { type Feed, type SheetRows, type WorkbookShape } from '../feeds/feed.model.js';
import { reportHeader } from '../header/header-faults.js';
import { findHeader, type FoundHeader } from '../header/header-search.js';
import { rightFeed } from '../header/wrong-feed.js';
import { SheetRow } from '../workbook/sheet-row.js';
import { outcomeOf, refused } from './check-outcome.js';
import { type CheckOptions, type CheckResult } from './check-result.model.js';
import { type ErrorList } from './error-list.js';
import { FaultReporter } from './fault-reporter.js';
import { RowEngine } from './row-engine.js';

/** The check of the sheets of a workbook, however they were read. */
export function checkSheets(
  sheets: readonly SheetRows[],
  feed: Feed,
  options: CheckOptions,
  errors: ErrorList,
): CheckResult {
  const book = new FaultReporter(errors, null);
  const layouts = feed.layouts.filter((layout) => layout.workbook !== undefined);
  const layout = layouts.find((row) => sheets.some((sheet) => sheet.name === row.workbook?.sheet)) ?? layouts[0];
  const shape = layout?.workbook;
  const sheet = sheets.find((row) => row.name === shape?.sheet);
  if (!layout || !shape || !sheet) {
    book.file('MISSING_SHEET', { detail: shape?.sheet ?? feed.title });
    guardSheets(sheets, errors);
    return refused(errors);
  }
  reportShape(sheets, sheet, shape, book);
  guardSheets(sheets.filter((one) => one !== sheet), errors);
  const meta = shape.meta(sheets, (code, detail) => book.file(code, { detail }));
  const report = new FaultReporter(errors, sheet.name);
  const header = findHeader(sheet.rows, [layout]);
  if (header === null || header.match.width > MAX_COLUMNS) {
    report.file(header === null ? 'HEADER_NOT_FOUND' : 'TOO_MANY_COLUMNS');
    guardSheets([sheet], errors);
    return refused(errors, layout, meta);
  }
  const right = rightFeed(sheet.rows, feed, header);
  if (right) report.file('WRONG_FEED', { detail: right.title });
  reportHeader(header, report);
  const engine = readSheet(sheet, header, feed, options, errors, report);
  return outcomeOf(engine, layout, errors, report, meta);
}

function readSheet(
  sheet: SheetRows,
  header: FoundHeader,
  feed: Feed,
  options: CheckOptions,
  errors: ErrorList,
  report: FaultReporter,
): RowEngine {
  const { match } = header;
  const onRow = errors.errors > 0 ? null : (options.onRow ?? null);
  const engine = new RowEngine({ match, context: options.context, rule: feed.rowRule, dateOrder: options.dateOrder, reread: options.reread, report, onRow });
  const row = new SheetRow(match.width);
  sheet.rows.forEach((cells, index) => {
    if (index < header.rows) report.guardOutside(cells, index + 1);
    else {
      engine.take(row.set(cells, index + 1));
      report.guardOutside(cells.slice(match.width), index + 1, match.width);
    }
  });
  return engine;
}

/** Merged cells, hidden sheets and more sheets can double or hide figures: refused unless the layout names them. */
function reportShape(
  sheets: readonly SheetRows[],
  sheet: SheetRows,
  shape: WorkbookShape,
  report: FaultReporter,
): void {
  if (sheet.merged && !shape.allows.includes('merged-cells')) report.file('MERGED_CELLS', { detail: sheet.name });
  const filled = sheets.filter((row) => row.rows.length > 0);
  if (filled.length > 1 && !shape.allows.includes('several-sheets')) {
    report.file('SEVERAL_SHEETS', { detail: filled.map((row) => `"${row.name}"`).join(', ') });
  }
  for (const hidden of sheets.filter((row) => row.hidden)) {
    if (!shape.allows.includes('hidden-sheet')) report.file('HIDDEN_SHEET', { detail: hidden.name });
  }
}

/** Sheets that are not read as data are looked through for patients all the same. */
function guardSheets(sheets: readonly SheetRows[], errors: ErrorList): void {
  for (const sheet of sheets) {
    const report = new FaultReporter(errors, sheet.name);
    sheet.rows.forEach((cells, index) => report.guardOutside(cells, index + 1));
  }
}
