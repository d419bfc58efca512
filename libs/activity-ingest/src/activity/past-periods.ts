import { DIAGNOSTIC_TESTS } from '@cdc/contracts';

const TESTS = DIAGNOSTIC_TESTS.length;
const MEASURES = 2;
/** Periods whose numbers lie in one array: an array of its own for each kept the garbage collector busy for longer than all comparisons take. */
const SHARED_BY = 512;

/** What stands of a centre in one period, by test number. */
export class PastPeriod {
  /** @param period day number of the week's Sunday, or of the first of the month */
  constructor(
    readonly period: number,
    private readonly totals: Int32Array,
    private readonly start: number,
  ) {}

  set(testNumber: number, delivered: number, days: number): void {
    this.totals[this.start + testNumber] = delivered;
    this.totals[this.start + TESTS + testNumber] = days;
  }

  delivered(testNumber: number): number {
    return this.totals[this.start + testNumber] ?? 0;
  }

  /** Days that rows state; 0 where none states the test. */
  days(testNumber: number): number {
    return this.totals[this.start + TESTS + testNumber] ?? 0;
  }
}

/** Periods that centres have returned: a return of England is compared with forty thousand values. */
export class PastPeriods {
  private readonly byCentre = new Map<number, PastPeriod[]>();
  private totals = new Int32Array(0);
  private used = 0;

  get isEmpty(): boolean {
    return this.byCentre.size === 0;
  }

  /** In no order. */
  of(cdcNumber: number): readonly PastPeriod[] {
    return this.byCentre.get(cdcNumber) ?? [];
  }

  /** A further period of a centre, to be filled. */
  add(cdcNumber: number, period: number): PastPeriod {
    if (this.used === this.totals.length) {
      this.totals = new Int32Array(SHARED_BY * MEASURES * TESTS);
      this.used = 0;
    }
    const added = new PastPeriod(period, this.totals, this.used);
    this.used += MEASURES * TESTS;
    const known = this.byCentre.get(cdcNumber);
    if (known) known.push(added);
    else this.byCentre.set(cdcNumber, [added]);
    return added;
  }
}
