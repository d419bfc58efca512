import { columnLetters } from '../errors/cell-address.js';
import { type Circumstance } from '../errors/circumstance.model.js';
import { type CheckErrorCode } from '../errors/error-codes.js';
import { wordsFor } from '../errors/error-words.js';
import { shownValue } from '../errors/shown-value.js';
import { type Column } from '../feeds/feed.model.js';
import { type HeaderMatch } from '../header/header-match.js';
import { type RowGuard } from '../privacy/row-guard.js';
import { type ErrorList, severityOf } from './error-list.js';

export interface FaultyCell {
  readonly row: number;
  readonly column: Column;
  /** Place in the file, from 0; -1 when the file lacks the column. */
  readonly fileColumn: number;
  readonly text: string | null;
  readonly code: CheckErrorCode;
  readonly detail?: string;
  readonly suggestion?: string;
}

/** Puts faults into words and on the list. */
export class FaultReporter {
  constructor(
    private readonly list: ErrorList,
    private readonly sheet: string | null,
    /** Whether cells have addresses; those of JSON have none. */
    private readonly hasAddresses = true,
  ) {}

  /** What looks for patients in the rows under a header. */
  guardRows(match: HeaderMatch): RowGuard {
    return this.list.privacy.rows(match, this.sheet);
  }

  /** Looks for patients in a row that is no data: give every row down to the header, and notes. @param firstColumn place of the first cell */
  guardOutside(cells: readonly string[], row: number, firstColumn = 0): void {
    this.list.privacy.outside(cells, row, this.sheet, firstColumn);
  }

  file(code: CheckErrorCode, seen: Circumstance = {}): void {
    this.list.add(code, () => ({
      severity: severityOf(code),
      row: seen.row ?? null,
      column: seen.column ?? null,
      cell: null,
      sheet: this.sheet,
      code,
      value: null,
      ...wordsFor(code, seen),
      suggestion: seen.suggestion ?? null,
    }));
  }

  cell(fault: FaultyCell): void {
    this.list.add(fault.code, () => {
      const { column, row, code, detail, suggestion } = fault;
      const value = fault.text === null || (column.type === 'text' && !column.pattern) ? null : shownValue(fault.text);
      const seen = { column: column.name, example: column.example, value, detail, suggestion };
      return {
        severity: severityOf(code),
        row,
        column: column.name,
        cell: fault.fileColumn < 0 || !this.hasAddresses ? null : `${columnLetters(fault.fileColumn)}${row}`,
        sheet: this.sheet,
        code,
        value,
        ...wordsFor(code, seen),
        suggestion: suggestion ?? null,
      };
    });
  }
}
