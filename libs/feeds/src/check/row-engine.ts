import { type CellParser } from '../columns/cell-parser.model.js';
import { type DateOrder, DateReading, type Reread } from '../columns/date-reading.js';
import { codeListOf, parserOf } from '../columns/parser-of.js';
import { Tidied } from '../columns/tidied.js';
import { cellTexts } from '../csv/csv-opening.js';
import { type RawRow } from '../csv/raw-row.model.js';
import { ABSENT, type CheckContext, type ControlRows, type FileMeta, type ReportCell, type Row, type RowRule } from '../feeds/feed.model.js';
import { type HeaderMatch } from '../header/header-match.js';
import { type RowGuard } from '../privacy/row-guard.js';
import { type Flaw } from '../worker/row-batch.model.js';
import { cellFlawsOf } from './cell-flaws.js';
import { type FaultReporter, type FaultyCell } from './fault-reporter.js';
import { type Difference, differencesOf } from './difference.js';
import { PlaceNotices } from './place-notices.js';
import { reportReading } from './reading-notices.js';
import { KeyCheck } from './key-check.js';
import { RowView } from './row-view.js';
import { isTotalWord } from './total-word.js';

const NO_FLAWS: readonly Flaw[] = [];

export interface RowEngineOptions {
  readonly match: HeaderMatch;
  readonly context: CheckContext;
  readonly rule: RowRule | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** Set on a second reading. */
  readonly reread?: Reread | undefined;
  readonly report: FaultReporter;
  /** Whether rows are those of a spreadsheet, which ends at certain numbers; left out, they may be. */
  readonly isSheet?: boolean;
  /** Null when the file is lost already and is only read for its other errors. */
  readonly onRow: ((row: Row) => void) | null;
}

/** Turns raw rows into checked ones: cells, duplicates, rules, totals. The same for every format. */
export class RowEngine {
  read = 0;
  skipped = 0;
  private readonly view: RowView;
  private readonly parsers: readonly CellParser[];
  private readonly keys: KeyCheck;
  private readonly summedColumns: readonly number[];
  private readonly sums: Float64Array;
  private readonly controls: ControlRows | null;
  private readonly guard: RowGuard;
  private readonly faults: FaultyCell[] = [];
  private readonly differences: readonly Difference[];
  private readonly tidied: Tidied;
  private readonly dates: DateReading;
  private readonly placeNotices: PlaceNotices;
  private readonly blanks = { first: 0, runs: 0, since: 0 };
  private lastRow = 0;

  constructor(private readonly options: RowEngineOptions) {
    const { layout } = options.match;
    const lists = layout.columns.map((column) => (column.type === 'code' ? codeListOf(column, options.context) : null));
    this.view = new RowView(layout, lists);
    const rowNumber = (): number => this.view.rowNumber;
    this.tidied = new Tidied(rowNumber);
    this.dates = new DateReading(options.dateOrder, options.reread, rowNumber);
    const shared = { dates: this.dates, hasStatedOrder: options.dateOrder !== undefined, tidied: this.tidied };
    this.parsers = layout.columns.map((column) => parserOf(column, options.context, shared));
    this.differences = differencesOf(options.match);
    this.placeNotices = new PlaceNotices(options.match, this.tidied, options.report);
    this.keys = new KeyCheck(layout, lists);
    this.summedColumns = layout.columns.flatMap(({ type }, index) => (type === 'whole' || type === 'money' ? [index] : []));
    this.sums = new Float64Array(layout.columns.length);
    this.controls = layout.controlRows?.() ?? null;
    this.guard = options.report.guardRows(options.match);
  }

  /** @param flaws what is wrong with cells of the row besides their text */
  take(raw: RawRow, flaws: readonly Flaw[] = NO_FLAWS): void {
    if (this.isBlank(raw)) {
      this.skipped++;
      if (this.blanks.since === 0) this.blanks.since = raw.rowNumber;
      return;
    }
    this.lastRow = raw.rowNumber;
    if (this.blanks.since !== 0) this.passBlankRows();
    const { match } = this.options;
    this.guard.take(raw);
    if (raw.count !== match.width) return this.takeRagged(raw);
    this.place(raw);
    if (this.controls?.takes(this.view)) {
      this.skipped++;
      return;
    }
    this.read++;
    this.parseCells();
    if (flaws.length > 0) this.putFlaws(flaws);
    for (let at = 0; at < this.differences.length; at++) this.differences[at]?.take(this.view, this.reportCell);
    this.keys.look(this.view, this.options.report);
    this.options.rule?.(this.view, this.options.context, this.reportCell);
    if (this.faults.length > 0) this.reportFaults();
    else this.accept();
  }

  /** The sums of the columns of whole numbers and of money (in pence) that the file has, and the last word of the layout's controls. */
  end(): Record<string, number> {
    this.controls?.end((row, code, detail) =>
      this.options.report.file(code, { ...(row === null ? {} : { row }), detail }),
    );
    reportReading({ dates: this.dates, tidied: this.tidied, blanks: this.blanks, lastRow: this.options.isSheet === false ? 0 : this.lastRow }, this.options.report);
    const { layout, places } = this.options.match;
    const stated = this.summedColumns.filter((index) => (places[index] ?? -1) >= 0 || this.differences.some(({ column }) => column === index));
    return Object.fromEntries(
      stated.map((index) => {
        const { name = '', type } = layout.columns[index] ?? {};
        return [type === 'money' ? `${name}Pence` : name, this.sums[index] ?? 0];
      }),
    );
  }

  /** How the file must be read again, as its dates tell, or null. */
  get reread(): Reread | null {
    return this.dates.reread;
  }

  /** What the rows say of the file. */
  get meta(): FileMeta {
    return this.controls?.meta?.() ?? {};
  }

  private isBlank(raw: RawRow): boolean {
    for (let cell = 0; cell < raw.count; cell++) {
      for (let at = raw.starts[cell] ?? 0; at < (raw.ends[cell] ?? 0); at++) {
        if ((raw.bytes[at] ?? 0) > 32) return false;
      }
    }
    return true;
  }

  /** Blank rows at the end are nothing; one warning tells of those in the middle. Published workbooks space their rows. */
  private passBlankRows(): void {
    const { blanks } = this;
    if (!this.options.match.layout.workbook && blanks.runs++ === 0) blanks.first = blanks.since;
    blanks.since = 0;
  }

  private takeRagged(raw: RawRow): void {
    const { width } = this.options.match;
    const cells = cellTexts(raw);
    if (this.controls?.takesRagged?.(cells, raw.rowNumber)) {
      this.skipped++;
      return;
    }
    this.read++;
    if (cells.some(isTotalWord)) this.options.report.file('TOTAL_ROW', { row: raw.rowNumber });
    else
      this.options.report.file('RAGGED_ROW', {
        row: raw.rowNumber,
        detail: `${raw.count} cells and the header ${width}`,
      });
  }

  private place(raw: RawRow): void {
    const { view } = this;
    const { places } = this.options.match;
    view.bytes = raw.bytes;
    view.rowNumber = raw.rowNumber;
    view.padded = false;
    for (let column = 0; column < places.length; column++) {
      const place = places[column] ?? -1;
      if (place < 0) view.place(column, 0, 0);
      else view.place(column, raw.starts[place] ?? 0, raw.ends[place] ?? 0);
    }
    if (view.padded || this.placeNotices.awaitsUnnamed) this.placeNotices.look(raw, view);
  }

  private parseCells(): void {
    const { view, parsers } = this;
    const { bytes, starts, ends, values } = view;
    for (let column = 0; column < parsers.length; column++) {
      const start = starts[column] ?? 0;
      const end = ends[column] ?? 0;
      if (start === end) this.parseBlank(column);
      else {
        const value = parsers[column]?.parse(bytes, start, end) ?? ABSENT;
        values[column] = value;
        if (Number.isNaN(value)) this.addFault(column);
      }
    }
  }

  /** A flaw takes the place of whatever else is wrong with its cell. */
  private putFlaws(flaws: readonly Flaw[]): void {
    for (const { column, place, code, detail } of cellFlawsOf(flaws, this.options.match)) {
      const others = this.faults.filter(({ fileColumn }) => fileColumn !== place);
      this.faults.splice(0, this.faults.length, ...others);
      this.view.values[column] = Number.NaN;
      this.reportCell(column, code, detail);
    }
  }

  private parseBlank(column: number): void {
    const { places, layout } = this.options.match;
    const wanted = layout.columns[column]?.required === true && (places[column] ?? -1) >= 0;
    this.view.values[column] = wanted ? Number.NaN : ABSENT;
    if (wanted) this.reportCell(column, 'MISSING_VALUE');
  }

  private addFault(column: number): void {
    const text = this.view.text(column) ?? '';
    const { layout, places } = this.options.match;
    this.guard.takeFaulty(this.view.rowNumber, places[column] ?? -1, layout.columns[column]?.name ?? '', text);
    const fault = this.parsers[column]?.explain(text);
    if (fault) this.reportCell(column, fault.code, fault.detail, fault.suggestion);
  }

  private readonly reportCell: ReportCell = (column, code, detail, suggestion) => {
    const { layout, places } = this.options.match;
    const row = layout.columns[column];
    if (!row) throw new RangeError(`layout ${layout.name} has no column ${column}`);
    const text = this.view.text(column);
    this.faults.push({
      row: this.view.rowNumber,
      column: row,
      fileColumn: places[column] ?? -1,
      text,
      code,
      detail,
      suggestion,
    });
  };

  private reportFaults(): void {
    const { report, match } = this.options;
    const isTotal = match.layout.columns.some(
      (column, index) => column.required === true && isTotalWord(this.view.text(index) ?? ''),
    );
    if (isTotal) report.file('TOTAL_ROW', { row: this.view.rowNumber });
    else for (const fault of this.faults) report.cell(fault);
    this.faults.length = 0;
  }

  private accept(): void {
    for (const column of this.summedColumns) {
      const value = this.view.values[column] ?? ABSENT;
      if (value !== ABSENT) this.sums[column] = (this.sums[column] ?? 0) + value;
    }
    this.controls?.add(this.view);
    if (!this.guard.stopped && !this.dates.isInDoubt) this.options.onRow?.(this.view);
  }
}
