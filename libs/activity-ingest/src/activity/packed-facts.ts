import { type Writable } from 'node:stream';

/** Columns of `activity_fact` in the order in which {@link PackedFacts} packs them. */
export const FACT_COLUMNS = 'submission_number, row_number, region_number, cdc_number, test_number, grain, period, delivered, did_not_attend, cancelled, planned';

/** One fact to be packed. A negative optional measure is stored as null. */
export interface Fact {
  rowNumber: number;
  regionNumber: number;
  cdcNumber: number;
  testNumber: number;
  /** Day number (days since 1970-01-01). */
  period: number;
  delivered: number;
  didNotAttend: number;
  cancelled: number;
  planned: number;
}

export const CHUNK_BYTES = 256 * 1024;
/** Two bytes for the column count; eleven columns of four bytes' length and at most four bytes' value. */
const MAX_ROW_BYTES = 2 + 11 * 8;
/** PostgreSQL counts days from 2000-01-01. */
const POSTGRES_EPOCH_DAY = 10_957;

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);

/**
 * Packs facts into PostgreSQL's binary COPY format, a chunk at a time, so that they reach the server while the file is still being read.
 * Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
export class PackedFacts {
  private chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  private used: number;

  constructor(
    private readonly submissionNumber: number,
    private readonly grain: number,
    private readonly out: Writable,
  ) {
    this.used = HEADER.copy(this.chunk);
  }

  add(fact: Fact): void {
    if (this.used + MAX_ROW_BYTES > CHUNK_BYTES) this.flush();
    const { chunk } = this;
    let at = chunk.writeInt16BE(11, this.used);
    at = int4(chunk, at, this.submissionNumber);
    at = int4(chunk, at, fact.rowNumber);
    at = int2(chunk, at, fact.regionNumber);
    at = int4(chunk, at, fact.cdcNumber);
    at = int2(chunk, at, fact.testNumber);
    at = int2(chunk, at, this.grain);
    at = int4(chunk, at, fact.period - POSTGRES_EPOCH_DAY);
    at = int4(chunk, at, fact.delivered);
    at = optionalInt4(chunk, at, fact.didNotAttend);
    at = optionalInt4(chunk, at, fact.cancelled);
    this.used = optionalInt4(chunk, at, fact.planned);
  }

  /** Writes what is left and ends the output. Call once. */
  end(): void {
    if (this.used + TRAILER.length > CHUNK_BYTES) this.flush();
    this.used += TRAILER.copy(this.chunk, this.used);
    this.out.end(this.chunk.subarray(0, this.used));
  }

  /** Whoever adds rows waits for the output to drain now and then; a chunk is never refused. */
  private flush(): void {
    this.out.write(this.chunk.subarray(0, this.used));
    this.chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    this.used = 0;
  }
}

function int4(chunk: Buffer, at: number, value: number): number {
  // The length's three high bytes are 0; writing them byte by byte is several times quicker than a DataView.
  chunk[at] = 0;
  chunk[at + 1] = 0;
  chunk[at + 2] = 0;
  chunk[at + 3] = 4;
  chunk[at + 4] = value >>> 24;
  chunk[at + 5] = value >>> 16;
  chunk[at + 6] = value >>> 8;
  chunk[at + 7] = value;
  return at + 8;
}

function int2(chunk: Buffer, at: number, value: number): number {
  chunk[at] = 0;
  chunk[at + 1] = 0;
  chunk[at + 2] = 0;
  chunk[at + 3] = 2;
  chunk[at + 4] = value >>> 8;
  chunk[at + 5] = value;
  return at + 6;
}

function optionalInt4(chunk: Buffer, at: number, value: number): number {
  if (value >= 0) return int4(chunk, at, value);
  chunk[at] = 0xff;
  chunk[at + 1] = 0xff;
  chunk[at + 2] = 0xff;
  chunk[at + 3] = 0xff;
  return at + 4;
}
