import { type FeedName, type ServiceName } from '@cdc/contracts';
import { type CodeList } from '../columns/code-list.js';
import { type CheckErrorCode } from '../errors/error-codes.js';

/** The value of an optional cell that is empty: fits an Int32, and no count, code number or day number of any feed. */
export const ABSENT = -2_147_483_648;

/** `money` is pounds and pence, read as whole pence. `date` and `month` are ISO in our templates; a published layout may declare other dates. */
export type ColumnType = 'text' | 'code' | 'whole' | 'money' | 'decimal' | 'date' | 'month';
/** `by-evidence`: all dates of the file in one order, which its own dates tell; one that fits two orders counts only where another fits one. */
export type DateFormat = 'iso' | 'day-first' | 'by-evidence' | 'compact';
/** `published`: with £ and brackets too. */
export type MoneyFormat = 'plain' | 'published';

/** Lists that always come from the caller: what is registered. */
export type RegisteredListName = 'cdcs' | 'organisations' | 'machines';

/** The lists of codes a column may draw on. Those that are not registered are built in and may be overridden. */
export type CodeListName =
  | RegisteredListName
  | 'tests'
  | 'icbs'
  | 'regions'
  | 'archetypes'
  | 'cdc-statuses'
  | 'ods-statuses'
  | 'yes-no'
  | 'spend-kinds'
  | 'budget-lines'
  | 'milestones'
  | 'modalities'
  | 'slip-reasons';

/** One row of a feed's table of columns. The parser, the messages, the template and the documentation all read it. */
export interface Column {
  readonly name: string;
  /** Other header spellings; case, spaces and punctuation never matter. */
  readonly aliases: readonly string[];
  readonly type: ColumnType;
  /** The column must be in the header and every cell filled. `header` asks for the column but lets a cell be empty. */
  readonly required: boolean | 'header';
  readonly description: string;
  /** The rule in words, for people. */
  readonly rule: string;
  readonly example: string;
  /** Only for type `code`. */
  readonly list?: CodeListName;
  /** Only for type `date`; `iso` unless stated. */
  readonly dateFormat?: DateFormat;
  /** Largest whole number that is plausible; 2,147,483,647 unless stated. */
  readonly max?: number;
  /** Only for type `money`: amounts below 0 are accepted. */
  readonly signed?: boolean;
  /** Only for type `money`; `plain` unless stated. */
  readonly moneyFormat?: MoneyFormat;
  /** Only for type `money`: where the file has no such column, the one column less the other; an empty cell counts as 0, two empty ones are an error. */
  readonly difference?: { readonly of: string; readonly less: string };
  /** Longest text in characters; 500 unless stated. */
  readonly maxLength?: number;
  /** Texts must match this whole pattern. */
  readonly pattern?: RegExp;
  /** Only for texts of orders and ledgers, where a number of ten digits is rather a reference than a patient: one alone is no evidence. */
  readonly bookkeeping?: true;
}

/**
 * The row being read. One object serves every row of a file, so nothing of it may be kept after `onRow` returns.
 * Columns are numbered by their place in the layout's table, whatever their order in the file: see {@link Layout.columnIndex}. Asked for -1, a row
 * states nothing.
 */
export interface Row {
  readonly layout: Layout;
  /** As a spreadsheet shows it: the first row of the file is 1. */
  readonly rowNumber: number;
  /**
   * The value of a whole or decimal cell; the pence of a money cell; the number of a code in its list; the day number of a date;
   * the day number of the first of a month; {@link ABSENT} for an empty optional cell and for text.
   */
  number(column: number): number;
  /** The text of a cell as sent, trimmed, or null when empty. Decoded at each call: costly in a hot path. */
  text(column: number): string | null;
  /** The canonical code of a `code` cell, the ISO form of a date (`2024-08-04`) or month (`2024-08`), else the text; null when empty. */
  value(column: number): string | null;
}

/** What is known about centres, by the number of the list `cdcs`. Asked for every row, so answers must be quick. */
export interface CentreFacts {
  /** Whether the sender may state figures of this centre. */
  inScope(cdcNumber: number): boolean;
  /** Day number of the first day of activity, or {@link ABSENT} when unknown: then any date is accepted. */
  openedDay(cdcNumber: number): number;
  /** Day number of the last day of activity, or {@link ABSENT}. */
  closedDay(cdcNumber: number): number;
}

export interface CheckContext {
  /** Day number of today in England. */
  readonly today: number;
  /** Must hold the registered lists that the feed's columns draw on. */
  readonly codeLists: Readonly<Partial<Record<CodeListName, CodeList>>>;
  /** Left out, no row is checked for scope or opening (an offline check). */
  readonly centres?: CentreFacts;
  /** Whether the sender may state facts of an organisation or a machine, by its number in the caller's list. Left out, any may be stated. */
  readonly inScope?: Readonly<Partial<Record<'organisations' | 'machines', (number: number) => boolean>>>;
}

/** Tells the check of a fault in a cell. `detail` completes the message where the code needs one. */
export type ReportCell = (column: number, code: CheckErrorCode, detail?: string, suggestion?: string) => void;

/**
 * A rule across the cells of a row. Runs on every row, so that all errors are named at once: a cell that was not accepted is NaN and a
 * column that the file lacks is {@link ABSENT}, which `>= 0` tells from any value. Allocates nothing when the row is sound.
 */
export type RowRule = (row: Row, context: CheckContext, report: ReportCell) => void;

/** Facts of a file outside its rows, by layout. */
export interface FileMeta {
  /** DM01: the month of the figures, `2024-08`. */
  readonly month?: string;
  /** ISO date of publication. */
  readonly published?: string;
  /** ISO date of the latest revision. */
  readonly revised?: string;
  /** DM01: the organisations that the file says did not submit. */
  readonly notSubmitted?: readonly { readonly code: string; readonly name: string }[];
  /** Notes of the file, a line each. */
  readonly notes?: readonly string[];
}

/** Rows that only restate others: taken out of the data and used to check it. One object per file. */
export interface ControlRows {
  /** True when the row is a total or a note, which is kept here and not read as data. Its cells are not yet checked: use `text`. */
  takes(row: Row): boolean;
  /** The same for a row that has not the header's number of cells. Left out, no such row is taken. */
  takesRagged?(cells: readonly string[], rowNumber: number): boolean;
  /** A sound data row. */
  add(row: Row): void;
  end(report: (row: number | null, code: CheckErrorCode, detail: string) => void): void;
  /** What the rows say of the file; asked after `end`. */
  meta?(): FileMeta;
}

export interface SheetRows {
  readonly name: string;
  readonly hidden: boolean;
  readonly merged: boolean;
  /** Cells as text, by row and column from A1; numbers in plain decimal notation. */
  readonly rows: readonly (readonly string[])[];
}

/** What a layout of a workbook reads and what it tolerates that our own templates refuse. */
export interface WorkbookShape {
  readonly sheet: string;
  readonly allows: readonly ('merged-cells' | 'several-sheets' | 'hidden-sheet')[];
  meta(sheets: readonly SheetRows[], report: (code: CheckErrorCode, detail: string) => void): FileMeta;
}

/** The type in which a layout is made or published; `csv` may be sent as a workbook or as JSON too, `xls` as .xlsx. */
export type FileFormat = 'csv' | 'xls';

/** One shape in which a feed arrives: our own template, or a published file. */
export interface Layout {
  readonly name: string;
  readonly feed: FeedName;
  readonly title: string;
  readonly format: FileFormat;
  /** The character set of a file that is not UTF-8, where only this one occurs; else the sender must declare it. */
  readonly legacyCharset?: 'windows-1252';
  readonly columns: readonly Column[];
  /** Names of the columns that tell rows apart; empty where two rows may be the same. */
  readonly key: readonly string[];
  /** Set when the file has no header row: columns stand in this order, unnamed ones are ignored. */
  readonly positions?: {
    readonly count: number;
    readonly indexes: readonly number[];
    matches(cells: readonly string[]): boolean;
  };
  readonly workbook?: WorkbookShape;
  readonly controlRows?: () => ControlRows;
  /** Place of a column in `columns`. @throws RangeError for a name that is not in the layout */
  columnIndex(name: string): number;
}

/** What a sender may say beside the file, where the file itself does not say it. A character set may be said of every feed. */
export type FeedParameter = 'entity' | 'period' | 'dateOrder';

export interface Feed {
  readonly name: FeedName;
  readonly title: string;
  readonly owner: ServiceName;
  readonly layouts: readonly Layout[];
  readonly rowRule?: RowRule;
  readonly parameters: readonly FeedParameter[];
}

/** Completes a layout with the look-up of its columns. */
export function defineLayout(layout: Omit<Layout, 'columnIndex'>): Layout {
  const indexes = new Map(layout.columns.map((column, index) => [column.name, index]));
  return {
    ...layout,
    columnIndex(name) {
      const index = indexes.get(name);
      if (index === undefined) throw new RangeError(`layout ${layout.name} has no column ${name}`);
      return index;
    },
  };
}
