import { type Row } from '../feeds/feed.model.js';

/** Remembers the key of every row. */
export interface DuplicateKeys {
  /** The number of the earlier row with the same key, or 0 after remembering this one. */
  earlierRow(row: Row): number;
}

const BLOCKS_IN_SLAB = 1024;
const MAX_CENTRES = 16_384;

/**
 * Keys of a centre, a day and a test, all numbers: one block of row numbers, by test, for each centre and day met.
 * 5 million rows of 32 tests take about 30 MB, and a row allocates nothing once its block is there.
 */
export class CentreDayTestKeys implements DuplicateKeys {
  private readonly width: number;
  private readonly slabs: Int32Array[] = [];
  private readonly blocks = new Map<number, number>();
  private slots = new Int32Array(256);
  private slotCount = 0;
  private lastKey = Number.NaN;
  private lastBlock = 0;

  constructor(
    private readonly centre: number,
    private readonly day: number,
    private readonly test: number,
    tests: number,
  ) {
    this.width = tests;
  }

  earlierRow(row: Row): number {
    const key = row.number(this.day) * MAX_CENTRES + this.slotOf(row.number(this.centre));
    if (key !== this.lastKey) {
      this.lastBlock = this.blocks.get(key) ?? this.addBlock(key);
      this.lastKey = key;
    }
    const slab = this.slabs[Math.floor(this.lastBlock / BLOCKS_IN_SLAB)];
    if (!slab) return 0;
    const at = (this.lastBlock % BLOCKS_IN_SLAB) * this.width + row.number(this.test);
    const earlier = slab[at] ?? 0;
    if (earlier === 0) slab[at] = row.rowNumber;
    return earlier;
  }

  private addBlock(key: number): number {
    const block = this.blocks.size;
    if (block % BLOCKS_IN_SLAB === 0) this.slabs.push(new Int32Array(BLOCKS_IN_SLAB * this.width));
    this.blocks.set(key, block);
    return block;
  }

  /** Centres are numbered anew from 1 in order of appearance, so that large numbers of the register cost nothing. */
  private slotOf(centre: number): number {
    if (centre >= this.slots.length) {
      const larger = new Int32Array(Math.max(centre + 1, this.slots.length * 2));
      larger.set(this.slots);
      this.slots = larger;
    }
    const known = this.slots[centre] ?? 0;
    if (known !== 0) return known;
    if (++this.slotCount >= MAX_CENTRES) throw new RangeError(`more than ${MAX_CENTRES} centres in one file`);
    return (this.slots[centre] = this.slotCount);
  }
}

/** Keys of any columns, as text: for feeds of thousands of rows. */
export class TextKeys implements DuplicateKeys {
  private readonly rows = new Map<string, number>();

  constructor(private readonly columns: readonly number[]) {}

  earlierRow(row: Row): number {
    const key = this.columns.map((column) => row.value(column)?.toUpperCase() ?? '').join('\u001f');
    const earlier = this.rows.get(key) ?? 0;
    if (earlier === 0) this.rows.set(key, row.rowNumber);
    return earlier;
  }
}
