import { cellTexts } from '../csv/csv-opening.js';
import { type RawRow } from '../csv/raw-row.model.js';
import { type Watch } from './column-watch.js';
import { type NumberEvidence, type Place } from './evidence.js';
import { mayHoldTenDigits, tenDigitsIn, tenDigitsInBytes } from './nhs-number.js';
import { isPatientLike, isSpaced, type PatientColumn } from './patient-words.js';
import { type PrivacyGuard } from './privacy-guard.js';

const decoder = new TextDecoder();
const NUMBER = 'an NHS number';

/** Looks for patients in the rows of one table. Sound cells of numbers, dates and codes are not looked at again. */
export class RowGuard {
  /** Numbers in rows that do not fit, where the table is one of bookkeeping; else null, and one is enough. */
  private readonly loose: NumberEvidence | null;

  /** @param width cells of a row that fits */
  constructor(
    private readonly watches: readonly Watch[],
    private readonly width: number,
    private readonly file: PrivacyGuard,
    private readonly sheet: string | null,
  ) {
    this.loose = watches.some(({ numbers }) => numbers?.weight === 'bookkeeping') ? file.evidence('loose') : null;
  }

  /** True once the file is lost: no row of it may be used. */
  get stopped(): boolean {
    return this.file.certain;
  }

  /** Allocates nothing unless a cell holds ten digits. */
  take(raw: RawRow): void {
    if (raw.count !== this.width) return this.takeRagged(raw);
    for (const watch of this.watches) {
      const start = raw.starts[watch.fileColumn] ?? 0;
      const end = raw.ends[watch.fileColumn] ?? 0;
      if (start === end) continue;
      if (watch.patients !== null) this.lookForPatients(watch, watch.patients, raw);
      if (mayHoldTenDigits(raw.bytes, start, end)) this.lookForNumbers(watch, raw);
    }
  }

  /** A cell that its column did not accept. */
  takeFaulty(row: number, fileColumn: number, column: string, text: string): void {
    // A text was looked at with its row.
    if (this.watches.some((watch) => watch.fileColumn === fileColumn)) return;
    if (tenDigitsIn(text).some(({ valid }) => valid)) this.file.add({ sheet: this.sheet, row, fileColumn, column }, NUMBER);
  }

  private takeRagged(raw: RawRow): void {
    cellTexts(raw).forEach((text, fileColumn) => {
      const found = tenDigitsIn(text);
      if (found.length === 0) return;
      const passes = this.loose?.add(found) ?? found.some(({ valid }) => valid);
      if (!passes) return;
      const place: Place = { sheet: this.sheet, row: raw.rowNumber, fileColumn, column: null };
      if (this.loose === null || isSpaced(text) || isPatientLike(text)) this.file.add(place, NUMBER);
      else this.loose.note(place);
    });
  }

  private lookForPatients(watch: Watch, { holds, fits }: PatientColumn, raw: RawRow): void {
    if (!fits.test(textOf(watch, raw))) return;
    // Said once for the column.
    watch.patients = null;
    this.file.add(this.placeOf(watch, raw), `${holds}, and so may the rest of its column`);
  }

  private lookForNumbers(watch: Watch, raw: RawRow): void {
    const { numbers, fileColumn } = watch;
    const found = tenDigitsInBytes(raw.bytes, raw.starts[fileColumn] ?? 0, raw.ends[fileColumn] ?? 0);
    const passes = numbers?.add(found) ?? found.some(({ valid }) => valid);
    if (!passes) return;
    if (numbers === null || this.hasCompany(raw)) this.file.add(this.placeOf(watch, raw), NUMBER);
    else numbers.note(this.placeOf(watch, raw));
  }

  private hasCompany(raw: RawRow): boolean {
    return this.watches.some((watch) => watch.keepsCompany && isPatientLike(textOf(watch, raw)));
  }

  private placeOf({ fileColumn, column }: Watch, { rowNumber }: RawRow): Place {
    return { sheet: this.sheet, row: rowNumber, fileColumn, column };
  }
}

function textOf({ fileColumn }: Watch, raw: RawRow): string {
  return decoder.decode(raw.bytes.subarray(raw.starts[fileColumn], raw.ends[fileColumn]));
}
