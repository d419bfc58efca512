import { CsvCopy } from './csv-copy.js';
import { type CsvShape } from './csv-shape.js';
import { type SafeChange } from './safe-fix.model.js';

/** A copy of a CSV file in which exactly the given cells are changed. */
export class FixedCsv {
  /** Changes made so far. */
  made = 0;
  private readonly copy: CsvCopy;

  constructor(shape: CsvShape, changes: readonly SafeChange[]) {
    const byRow = new Map<number, SafeChange[]>();
    for (const change of changes) byRow.set(change.row, [...(byRow.get(change.row) ?? []), change]);
    this.copy = new CsvCopy(shape.encoding, shape.delimiter, (row) => {
      for (const { place, from, to } of byRow.get(row.rowNumber) ?? []) {
        // What the check saw, and nothing else.
        if (place >= row.cellCount || row.text(place) !== from) continue;
        row.replace(place, to);
        this.made++;
      }
    });
  }

  push(chunk: Uint8Array): Uint8Array {
    return this.copy.push(chunk);
  }

  end(): Uint8Array {
    return this.copy.end();
  }
}
