import { type TextPlace } from '../privacy/part-look.js';
import { type ReadLimits } from './read-limits.model.js';
import { type RowBatch } from './row-batch.model.js';

export type ReadFaultCode =
  | 'ENCRYPTED'
  | 'EXTERNAL_LINKS'
  | 'ENCODING'
  | 'FIELD_TOO_LONG'
  | 'DUPLICATE_KEY_IN_OBJECT'
  | 'JSON_SHAPE'
  | 'MACROS'
  | 'MALFORMED_JSON'
  | 'READ_TIMED_OUT'
  | 'TOO_MANY_COLUMNS'
  | 'TYPE_NOT_SUPPORTED'
  | 'UNREADABLE_WORKBOOK'
  | 'WORKBOOK_TOO_LARGE'
  | 'XML_DTD';

/** Completes the words of a fault. */
export interface ReadCircumstance {
  readonly row?: number;
  readonly detail?: string;
}

/** The file cannot be read, or not further. */
export class ReadFault extends Error {
  constructor(
    readonly code: ReadFaultCode,
    readonly seen: ReadCircumstance = {},
  ) {
    super(code);
  }
}

export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

/** What is to be read. */
export interface ReadingOrder {
  readonly format: 'xlsx' | 'xls' | 'json';
  readonly bytes: Uint8Array;
  /** All sheets of a published workbook in their order, or first the one that holds the data: the sheet of one of these names, else the only one that is filled. */
  readonly sheets: 'all' | readonly string[];
  readonly limits: ReadLimits;
}

/** How a sheet ended: what only its whole text shows. */
export interface SheetEnd {
  /** The last row that a merged cell reaches; 0 when no cells are merged. */
  readonly mergedTo: number;
  /** Rows that are hidden or filtered out and hold something. */
  readonly hiddenRows: number;
  readonly firstHiddenRow: number;
}

/** What comes back, in this order; `fault` or `end` is the last. The worker waits where `rows` are not taken. */
export type Reading =
  | { readonly kind: 'started' }
  /** `chosen` is null when `filled` names more than one sheet to choose from. */
  | { readonly kind: 'sheets'; readonly sheets: readonly SheetName[]; readonly chosen: number | null; readonly filled: readonly string[] }
  /** Columns of JSON: every key in the order of its first appearance, with the object that has it first. */
  | { readonly kind: 'keys'; readonly keys: readonly { readonly key: string; readonly row: number }[] }
  /** `part` is how much of the file was read by then, from 0 to 1. */
  | { readonly kind: 'rows'; readonly sheet: number; readonly batch: RowBatch; readonly part: number }
  | ({ readonly kind: 'sheet-end'; readonly sheet: number } & SheetEnd)
  /** The file holds what none may hold, and is read to its end all the same, to be looked through. */
  | { readonly kind: 'refusal'; readonly code: ReadFaultCode }
  /** What may name a patient stands outside all rows. */
  | ({ readonly kind: 'found' } & TextPlace)
  /** All that is no row was looked through, or only what could be. */
  | { readonly kind: 'looked'; readonly isWhole: boolean }
  | { readonly kind: 'fault'; readonly code: ReadFaultCode; readonly seen: ReadCircumstance }
  | { readonly kind: 'end' };

/** Where a reader puts what it reads. Resolves when there is room for more. */
export type Deliver = (reading: Reading) => Promise<void>;
