import { type TenDigits } from './nhs-number.js';

/** Where something was found. Never what. */
export interface Place {
  readonly sheet: string | null;
  /** As a spreadsheet shows it; null for the file as a whole. */
  readonly row: number | null;
  /** Place of the column in the file, from 0; -1 when the row has no columns that could be told. */
  readonly fileColumn: number;
  /** Canonical name of the column, where the layout declares it. */
  readonly column: string | null;
  /** What it is, in words that begin a sentence, where it is no cell, row or file. */
  readonly thing?: string;
}

/**
 * How much the numbers of ten digits of a column prove where one alone does not. In the company of words about patients one always does.
 * `undeclared`: one is enough, unless the column is one of other numbers, of which few pass.
 * `bookkeeping`: two different ones, and most numbers of the column.
 * `loose`: one, where at least half of the numbers pass: rows that fit no header, and text that could not be read as rows.
 */
export type Weight = 'undeclared' | 'bookkeeping' | 'loose';

/** So many numbers show what kind of numbers a column holds. */
const MANY = 20;
const FEW_PASS = 1 / 4;
const MOST_PASS = 3 / 4;
const HALF_PASS = 1 / 2;
/** Enough to tell shares; a column may hold millions. */
const MOST_KEPT = 4096;
const MOST_PLACES = 1000;

/** The numbers of ten digits that were met in one column, and where those that pass stood. */
export class NumberEvidence {
  readonly places: Place[] = [];
  private readonly numbers = new Set<number>();
  private readonly passing = new Set<number>();

  constructor(readonly weight: Weight) {}

  /** @returns whether one of them passes */
  add(found: readonly TenDigits[]): boolean {
    let passes = false;
    for (const { number, valid } of found) {
      if (this.numbers.size < MOST_KEPT) this.numbers.add(number);
      if (!valid) continue;
      if (this.passing.size < MOST_KEPT) this.passing.add(number);
      passes = true;
    }
    return passes;
  }

  /** Keeps where a number stood that only the end of the file decides. */
  note(place: Place): void {
    if (this.places.length < MOST_PLACES) this.places.push(place);
  }

  /** What the whole column proves, to be asked at its end. */
  get proves(): boolean {
    const [passing, share] = [this.passing.size, this.passing.size / Math.max(1, this.numbers.size)];
    if (passing === 0) return false;
    switch (this.weight) {
      case 'undeclared':
        return this.numbers.size < MANY || share > FEW_PASS;
      case 'bookkeeping':
        return passing > 1 && share >= MOST_PASS;
      case 'loose':
        return share >= HALF_PASS;
    }
  }
}
