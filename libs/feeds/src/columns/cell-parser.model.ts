import { type CheckErrorCode } from '../errors/error-codes.js';

/** Why a cell is not accepted. */
export interface CellFault {
  readonly code: CheckErrorCode;
  /** Completes the message. */
  readonly detail?: string;
  readonly suggestion?: string;
}

/** Reads the cells of one column. The cell is trimmed and not empty. */
export interface CellParser {
  /** The value as a number, or NaN when the cell is not accepted. The hot path: allocates nothing for a plain cell. */
  parse(bytes: Uint8Array, start: number, end: number): number;
  /** Called after `parse` gave NaN, with the text of the cell. */
  explain(text: string): CellFault;
}
