import { type ErrorItem } from '../check/check-result.model.js';
import { columnLetters } from '../errors/cell-address.js';
import { CELL_WORDS } from '../errors/cell-words.js';
import { type HeaderMatch } from '../header/header-match.js';
import { NumberEvidence, type Place, type Weight } from './evidence.js';
import { type TextPlace } from './part-look.js';
import { tenDigitsIn } from './nhs-number.js';
import { watchesOf, watchesWithout } from './column-watch.js';
import { patientColumn } from './patient-words.js';
import { RowGuard } from './row-guard.js';
import { UnreadText } from './unread-text.js';

const MOST_ITEMS = 1000;

/**
 * What a file holds that may name a patient. It looks at what no check of a column vouches for, and it looks to the end of the file; only places
 * are kept, never what stood there.
 */
export class PrivacyGuard {
  private readonly items: ErrorItem[] = [];
  private count = 0;
  private readonly undecided: NumberEvidence[] = [];
  private rest: UnreadText | null = null;
  private isUnseen = false;

  /** @param onCertain called once, when something is found that no later row can explain away */
  constructor(private readonly onCertain: () => void) {}

  /** True from the first thing that is beyond doubt. No row may be used from then on. */
  get certain(): boolean {
    return this.count > 0;
  }

  get unseen(): boolean {
    return this.isUnseen;
  }

  /** Watches the rows of a table under its header. */
  rows(match: HeaderMatch, sheet: string | null): RowGuard {
    return new RowGuard(watchesOf(match, this), match.width, this, sheet);
  }

  /** Watches the rows of a table of which no layout is known, and whose first rows these are. */
  unknownRows(opening: readonly (readonly string[])[], sheet: string | null): RowGuard {
    const header = opening.find((cells) => cells.some((cell) => patientColumn(cell) !== null)) ?? [];
    const width = Math.max(0, ...opening.map((cells) => cells.length));
    return new RowGuard(watchesWithout(header, width, this), width, this, sheet);
  }

  /** Cells that are no data: title rows, the header, notes under or beside the table. @param firstColumn place of the first of them */
  outside(cells: readonly string[], row: number, sheet: string | null, firstColumn = 0): void {
    cells.forEach((text, at) => {
      if (tenDigitsIn(text).some(({ valid }) => valid)) this.add({ sheet, row, fileColumn: firstColumn + at, column: null }, 'an NHS number');
    });
  }

  /** Bytes of a file that no reader made rows of, in chunks. */
  unread(chunk: Uint8Array): void {
    this.rest ??= new UnreadText(this);
    this.rest.push(chunk);
  }

  /** What the look at texts that are no cells found. */
  beside({ thing, row }: TextPlace): void {
    this.add({ sheet: null, row, fileColumn: -1, column: null, thing }, 'an NHS number');
  }

  /** Some of the file cannot be looked through at all, so nothing of it may be kept. */
  missed(): void {
    this.isUnseen = true;
  }

  /** Evidence that only the end of the file decides. */
  evidence(weight: Weight): NumberEvidence {
    const evidence = new NumberEvidence(weight);
    this.undecided.push(evidence);
    return evidence;
  }

  /** @param holds in words, as in "an NHS number" */
  add(place: Place, holds: string): void {
    if (++this.count === 1) this.onCertain();
    if (this.items.length < MOST_ITEMS) this.items.push(itemFor(place, holds));
  }

  /** Call at the end of the file. What was found, and how often; null when nothing was. */
  end(): { readonly items: readonly ErrorItem[]; readonly count: number } | null {
    this.rest?.end();
    this.rest = null;
    for (const evidence of this.undecided.splice(0)) {
      if (evidence.proves) for (const place of evidence.places) this.add(place, 'an NHS number');
    }
    if (this.count === 0) return null;
    return { items: this.items.toSorted((left, right) => (left.row ?? 0) - (right.row ?? 0)), count: this.count };
  }
}

function itemFor(place: Place, holds: string): ErrorItem {
  const { sheet, row, fileColumn, column } = place;
  const cell = fileColumn < 0 || row === null ? null : `${columnLetters(fileColumn)}${row}`;
  const words = CELL_WORDS.POSSIBLE_PATIENT_DATA({ detail: `${whereIs(place, cell)} may hold ${holds}` });
  return { severity: 'error', row, column, cell, sheet, code: 'POSSIBLE_PATIENT_DATA', value: null, ...words, suggestion: null };
}

function whereIs({ row, thing }: Place, cell: string | null): string {
  if (cell !== null) return `Cell ${cell}`;
  const inRow = row === null ? null : row.toLocaleString('en-GB');
  if (thing !== undefined) return inRow === null ? thing : `${thing} in row ${inRow}`;
  return inRow === null ? 'The file' : `Row ${inRow}`;
}
