import { DIAGNOSTIC_TESTS } from '@cdc/contracts';

const TESTS = DIAGNOSTIC_TESTS.length;

/** What stands of a centre in one period, by test number. */
export class PastPeriod {
  private readonly totals = new Int32Array(2 * TESTS);

  /** @param period day number of the week's Sunday, or of the first of the month */
  constructor(readonly period: number) {}

  set(testNumber: number, delivered: number, days: number): void {
    this.totals[testNumber] = delivered;
    this.totals[TESTS + testNumber] = days;
  }

  delivered(testNumber: number): number {
    return this.totals[testNumber] ?? 0;
  }

  /** Days that rows state; 0 where none states the test. */
  days(testNumber: number): number {
    return this.totals[TESTS + testNumber] ?? 0;
  }
}

/** Periods that centres have returned. Kept in columns: a return of England is compared with forty thousand values, and an object for each took longer than everything else. */
export class PastPeriods {
  private readonly byCentre = new Map<number, PastPeriod[]>();

  get isEmpty(): boolean {
    return this.byCentre.size === 0;
  }

  /** In no order. */
  of(cdcNumber: number): readonly PastPeriod[] {
    return this.byCentre.get(cdcNumber) ?? [];
  }

  /** A further period of a centre, to be filled. */
  add(cdcNumber: number, period: number): PastPeriod {
    const added = new PastPeriod(period);
    const known = this.byCentre.get(cdcNumber);
    if (known) known.push(added);
    else this.byCentre.set(cdcNumber, [added]);
    return added;
  }
}
