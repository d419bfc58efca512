/** One row as cells of bytes, before anything is known of columns. Reused from row to row. */
export interface RawRow {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of cells; 1 for an empty line. */
  readonly count: number;
  /** As a spreadsheet shows it, from 1. */
  readonly rowNumber: number;
}

/** More columns than any feed or published file has; the reader stops there. */
export const MAX_COLUMNS = 512;
