const MB = 1024 * 1024;

/** What a file that is opened in a worker may cost. A file that costs more is refused, however it was made. */
export interface ReadLimits {
  /** Bytes of a workbook of type .xlsx or of a JSON file, as sent; all of them are kept while it is read. */
  readonly fileBytes: number;
  /** Bytes of a workbook of type .xls, which is unfolded whole. */
  readonly xlsBytes: number;
  /** Parts of a workbook. */
  readonly parts: number;
  /** Bytes of all parts that are read, unpacked. */
  readonly unpackedBytes: number;
  /** How many times its packed size a part of more than 1 MB may have. */
  readonly ratio: number;
  /** Texts in the table that cells share, and their letters together. */
  readonly sharedTexts: number;
  readonly sharedLetters: number;
  /** Rows of a published workbook, all of whose sheets are held at once. */
  readonly heldRows: number;
  /** Objects of the worker, in MB. Buffers are bounded by the other limits. */
  readonly heapMb: number;
  /** Time that is spent waiting for the worker; the time that rows take afterwards does not count. */
  readonly milliseconds: number;
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 64 * MB,
  xlsBytes: 20 * MB,
  parts: 2000,
  unpackedBytes: 1024 * MB,
  ratio: 200,
  sharedTexts: 2_000_000,
  sharedLetters: 64 * MB,
  heldRows: 200_000,
  heapMb: 384,
  milliseconds: 120_000,
};

/** Parts below this size are never suspected for their ratio. */
export const SMALL_PART_BYTES = MB;
