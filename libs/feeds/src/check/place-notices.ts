import { isRegistered } from '../columns/text-parsers.js';
import { type Tidied } from '../columns/tidied.js';
import { cellText } from '../csv/csv-opening.js';
import { type RawRow } from '../csv/raw-row.model.js';
import { columnLetters } from '../errors/cell-address.js';
import { type HeaderMatch } from '../header/header-match.js';
import { type FaultReporter } from './fault-reporter.js';
import { type RowView } from './row-view.js';

/** Notices of where cells stand, each once a file: spaces around the codes of a register, and data under no name. */
export class PlaceNotices {
  private readonly padded: number[];
  private readonly unnamed: number[];

  constructor(
    private readonly match: HeaderMatch,
    private readonly tidied: Tidied,
    private readonly report: FaultReporter,
  ) {
    this.padded = match.layout.columns.flatMap((column, index) => (isRegistered(column) && (match.places[index] ?? -1) >= 0 ? [index] : []));
    this.unnamed = [...match.unnamed];
  }

  /** Whether a column without a name is still to be looked at in every row. */
  get awaitsUnnamed(): boolean {
    return this.unnamed.length > 0;
  }

  look(raw: RawRow, view: RowView): void {
    for (let at = this.padded.length - 1; at >= 0; at--) {
      if (this.isPadded(this.padded[at] ?? 0, raw, view)) this.padded.splice(at, 1);
    }
    for (let at = this.unnamed.length - 1; at >= 0; at--) {
      if (this.holdsData(this.unnamed[at] ?? 0, raw)) this.unnamed.splice(at, 1);
    }
  }

  private isPadded(column: number, raw: RawRow, view: RowView): boolean {
    const { starts, ends } = view;
    const place = this.match.places[column] ?? -1;
    if (starts[column] === ends[column] || (starts[column] === raw.starts[place] && ends[column] === raw.ends[place])) return false;
    this.tidied.note(this.match.layout.columns[column]?.name ?? '', cellText(raw, place), view.text(column) ?? '');
    return true;
  }

  private holdsData(place: number, raw: RawRow): boolean {
    for (let at = raw.starts[place] ?? 0; at < (raw.ends[place] ?? 0); at++) {
      if ((raw.bytes[at] ?? 0) <= 32) continue;
      if (cellText(raw, place).trim() === '') return false;
      this.report.file('IGNORED_COLUMN', { row: raw.rowNumber, detail: columnLetters(place) });
      return true;
    }
    return false;
  }
}
