import { isTotalWord } from '../check/total-word.js';
import { penceOf } from '../columns/money-parser.js';
import { type CheckErrorCode } from '../errors/error-codes.js';
import { ABSENT, type ControlRows, type Row } from './feed.model.js';

/** What tells the rows of data of a published layout from its totals and notes. */
export interface PublishedShape {
  /** Every row of data has it. */
  readonly must: string;
  /** A total in one of these makes the row a total, whatever else it holds. */
  readonly labels?: readonly string[];
  /** Columns of money whose totals must agree with the rows above them. */
  readonly amounts?: readonly string[];
}

type Report = (row: number | null, code: CheckErrorCode, detail: string) => void;

const TOTAL_START = /^(?:(?:grand|sub|overall)[ -]?)?totals?\b/i;
const LETTER = /\p{L}/u;

/**
 * Totals and notes as published files have them, which our templates refuse. A row that calls itself a total is left out, and what it states must be
 * the sum of all rows so far or of those since the total before. A row with one text alone is a note, where no data follow it.
 */
export class PublishedRows implements ControlRows {
  private readonly totals: number[] = [];
  private readonly notes: number[] = [];
  private readonly notesInData: number[] = [];
  private readonly disagreements: { row: number; detail: string }[] = [];
  private sums: { all: number; since: number }[] = [];
  private dataRows = 0;
  private soundRows = 0;

  constructor(private readonly shape: PublishedShape) {}

  takes(row: Row): boolean {
    const { must, labels = [] } = this.shape;
    const text = (name: string): string | null => row.text(row.layout.columnIndex(name));
    const isLabelled = labels.some((name) => isTotalLabel(text(name)));
    if (text(must) !== null && !isLabelled) return this.passData();
    const texts = row.layout.columns.flatMap((_, column) => row.text(column) ?? []);
    if (isLabelled || texts.some(isTotalLabel)) {
      this.totals.push(row.rowNumber);
      this.compare(row);
      return true;
    }
    if (!isNote(texts)) return this.passData();
    this.notes.push(row.rowNumber);
    return true;
  }

  takesRagged(cells: readonly string[], rowNumber: number): boolean {
    const texts = cells.filter((cell) => cell.trim() !== '');
    const isTotal = texts.length <= 1 + (this.shape.amounts?.length ?? 1) && texts.some(isTotalLabel);
    if (!isTotal && !isNote(texts)) return this.passData();
    (isTotal ? this.totals : this.notes).push(rowNumber);
    return true;
  }

  add(row: Row): void {
    this.soundRows++;
    (this.shape.amounts ?? []).forEach((name, index) => {
      const value = row.number(row.layout.columnIndex(name));
      const { all, since } = this.sums[index] ?? { all: 0, since: 0 };
      const pence = value === ABSENT ? 0 : value;
      this.sums[index] = { all: all + pence, since: since + pence };
    });
  }

  end(report: Report): void {
    for (const row of this.notesInData) report(row, 'TEXT_ROW', '');
    // With faulty rows left out nothing adds up.
    if (this.soundRows === this.dataRows) for (const { row, detail } of this.disagreements) report(row, 'CONTROL_TOTAL', detail);
    const found = [told(this.totals, 'a total', 'totals'), told(this.notes, 'a note', 'notes')].filter((words) => words !== '');
    const [first] = [...this.totals, ...this.notes].sort((one, other) => one - other);
    if (first !== undefined) report(first, 'IGNORED_ROW', `${found.join(', ')}: not read as data.`);
  }

  private passData(): false {
    this.dataRows++;
    this.notesInData.push(...this.notes.splice(0));
    return false;
  }

  private compare(row: Row): void {
    (this.shape.amounts ?? []).forEach((name, index) => {
      const text = row.text(row.layout.columnIndex(name));
      const { all, since } = this.sums[index] ?? { all: 0, since: 0 };
      const stated = text === null ? all : penceOf(text);
      if (stated !== all && stated !== since)
        this.disagreements.push({ row: row.rowNumber, detail: `The rows above add up to ${inPounds(all)} in ${name}; the total says ${Number.isNaN(stated) ? 'something else' : inPounds(stated)}.` });
      this.sums[index] = { all, since: 0 };
    });
  }
}

function isTotalLabel(text: string | null): boolean {
  return text !== null && text.length <= 80 && (isTotalWord(text) || TOTAL_START.test(text.trim()));
}

function isNote(texts: readonly string[]): boolean {
  return texts.length === 0 || (texts.length === 1 && LETTER.test(texts[0] ?? ''));
}

function told(rows: readonly number[], one: string, many: string): string {
  const [first] = rows;
  if (first === undefined) return '';
  return rows.length === 1 ? `Row ${first.toLocaleString('en-GB')} holds ${one}` : `${rows.length.toLocaleString('en-GB')} rows hold ${many}, first row ${first.toLocaleString('en-GB')}`;
}

function inPounds(pence: number): string {
  return `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
}
