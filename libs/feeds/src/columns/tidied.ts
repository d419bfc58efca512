/** A value that was read although it is not written as we write it. */
export interface TidiedCell {
  readonly column: string;
  readonly row: number;
  readonly text: string;
  readonly readAs: string;
}

/** Values of one file that were read in another spelling: the first of each column, so that a whole column of them is one warning. */
export class Tidied {
  private readonly first = new Map<string, TidiedCell>();

  /** @param rowNumber the row being read */
  constructor(private readonly rowNumber: () => number) {}

  note(column: string, text: string, readAs: string): void {
    if (!this.first.has(column)) this.first.set(column, { column, row: this.rowNumber(), text, readAs });
  }

  get cells(): readonly TidiedCell[] {
    return [...this.first.values()];
  }
}
