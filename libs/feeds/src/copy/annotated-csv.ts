import { type ErrorItem } from '../check/check-result.model.js';
import { CsvCopy, type CopiedRow } from './csv-copy.js';
import { type CsvShape } from './csv-shape.js';
import { bothNotes, fileNotes, NOTE_HEADERS, type FileNotes, type RowNote } from './row-notes.js';

/**
 * A copy of a CSV file with what is wrong beside each row: three columns behind the last of the header, every byte of the sender's as it was.
 * What concerns the whole file stands in the header row, which can be read even where a later row cannot.
 */
export class AnnotatedCsv {
  private readonly copy: CsvCopy;
  private readonly notes: FileNotes;
  private readonly headerRow: number;
  /** Cells before ours; rows that are shorter are filled up, so that ours stand in one column. */
  private readonly width: number;
  /** Until it is said. */
  private wholeFile: RowNote | null;

  /** @param counted how many errors and warnings the file has, which may be more than are kept */
  constructor(shape: CsvShape, items: readonly ErrorItem[], counted: number) {
    this.headerRow = shape.header?.rows ?? 0;
    this.width = shape.header?.match.width ?? 0;
    this.notes = fileNotes(items, this.headerRow, counted);
    this.wholeFile = this.notes.wholeFile;
    this.copy = new CsvCopy(shape.encoding, shape.delimiter, (row) => this.annotate(row));
  }

  push(chunk: Uint8Array): Uint8Array {
    return this.copy.push(chunk);
  }

  end(): Uint8Array {
    return this.copy.end();
  }

  private annotate(row: CopiedRow): void {
    const note = this.noteOf(row.rowNumber);
    if (note !== null) row.append([...Array.from({ length: Math.max(0, this.width - row.cellCount) }, () => ''), ...note]);
  }

  private noteOf(rowNumber: number): RowNote | null {
    // Title rows.
    if (rowNumber < this.headerRow) return null;
    const own = rowNumber === this.headerRow ? NOTE_HEADERS : (this.notes.byRow.get(rowNumber) ?? null);
    const whole = this.wholeFile;
    this.wholeFile = null;
    if (whole === null || own === null) return whole ?? own;
    return bothNotes(own, whole);
  }
}
