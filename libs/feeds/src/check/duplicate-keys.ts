import { type Row } from '../feeds/feed.model.js';

/** Remembers the key of every row. */
export interface DuplicateKeys {
  /** The number of the earlier row with the same key, or 0 after remembering this one. */
  earlierRow(row: Row): number;
}

const PAGE_STEP = 64;

/**
 * Keys of a centre, a day and a test, all numbers: a page of row numbers for each day, by the pairs of centre and test in order of their
 * appearance. Pages hold only pairs that the file names, so 5 million rows take 20 to 30 MB, and a row allocates nothing once its page is there.
 */
export class CentreDayTestKeys implements DuplicateKeys {
  private readonly pages = new Map<number, Int32Array>();
  private pairs = new Int32Array(1024);
  private pairCount = 0;
  private lastDay = Number.NaN;
  private lastPage: Int32Array = new Int32Array(0);

  /** @param tests one more than the largest number of a test */
  constructor(
    private readonly centre: number,
    private readonly day: number,
    private readonly test: number,
    private readonly tests: number,
  ) {}

  earlierRow(row: Row): number {
    const pair = this.pairOf(row.number(this.centre) * this.tests + row.number(this.test));
    const page = this.pageOf(row.number(this.day), pair);
    const earlier = page[pair] ?? 0;
    if (earlier === 0) page[pair] = row.rowNumber;
    return earlier;
  }

  private pairOf(key: number): number {
    if (key >= this.pairs.length) this.pairs = longer(this.pairs, Math.max(key + 1, this.pairs.length * 2));
    const known = this.pairs[key] ?? 0;
    if (known !== 0) return known - 1;
    this.pairs[key] = ++this.pairCount;
    return this.pairCount - 1;
  }

  private pageOf(day: number, pair: number): Int32Array {
    if (day === this.lastDay && pair < this.lastPage.length) return this.lastPage;
    let page = this.pages.get(day) ?? new Int32Array(this.pairCount);
    if (pair >= page.length) page = longer(page, Math.max(this.pairCount, Math.ceil(page.length * 1.25)) + PAGE_STEP);
    this.pages.set(day, page);
    this.lastDay = day;
    this.lastPage = page;
    return page;
  }
}

function longer(list: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(list);
  return copy;
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
