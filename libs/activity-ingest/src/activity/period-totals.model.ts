import { DIAGNOSTIC_TESTS, isoDate, monthDays, monthOf, weekEnding, type PeriodTotals } from '@cdc/contracts';
import { type Grain } from './grain.model.js';

const TESTS = DIAGNOSTIC_TESTS.length;
/** Marks a measure that no row has stated. */
const UNSTATED = -1;

/** Where the sums of a measure begin. */
const DID_NOT_ATTEND = TESTS;
const CANCELLED = 2 * TESTS;
const DAYS = 3 * TESTS;

/** Sums of one centre and period by test, in one array: four of them took longer to make and to free than to fill. */
class Sums {
  private readonly sums = new Int32Array(4 * TESTS).fill(UNSTATED, DID_NOT_ATTEND, DAYS);

  add(test: number, delivered: number, didNotAttend: number, cancelled: number, days: number): void {
    const { sums } = this;
    sums[test] = (sums[test] ?? 0) + delivered;
    if (didNotAttend >= 0) sums[DID_NOT_ATTEND + test] = Math.max(sums[DID_NOT_ATTEND + test] ?? 0, 0) + didNotAttend;
    if (cancelled >= 0) sums[CANCELLED + test] = Math.max(sums[CANCELLED + test] ?? 0, 0) + cancelled;
    sums[DAYS + test] = (sums[DAYS + test] ?? 0) + days;
  }

  set(test: number, [delivered, didNotAttend, cancelled, days]: readonly [number, number, number, number]): void {
    this.sums[test] = delivered;
    this.sums[DID_NOT_ATTEND + test] = didNotAttend;
    this.sums[CANCELLED + test] = cancelled;
    this.sums[DAYS + test] = days;
  }

  delivered(test: number): number {
    return this.sums[test] ?? 0;
  }

  /** {@link UNSTATED} where no row states it, as for what was cancelled. */
  didNotAttend(test: number): number {
    return this.sums[DID_NOT_ATTEND + test] ?? UNSTATED;
  }

  cancelled(test: number): number {
    return this.sums[CANCELLED + test] ?? UNSTATED;
  }

  days(test: number): number {
    return this.sums[DAYS + test] ?? 0;
  }
}

/** A stretch of days of one centre. */
export interface TouchedSpan {
  readonly cdcNumber: number;
  /** Day numbers, both included. */
  readonly first: number;
  readonly last: number;
}

/**
 * Adds rows up to the weeks and months that they belong to, per centre and test. Allocates per centre and period, never per row.
 * Unstated measures are passed as any negative number.
 */
export class TotalsByPeriod {
  private readonly weeks = new Map<number, Map<number, Sums>>();
  private readonly months = new Map<number, Map<string, Sums>>();
  /** Sums whose period earlier files state too. */
  private readonly shared = new Set<Sums>();
  private readonly monthOfDay = new Map<number, string>();
  private lastCdc = -1;
  private lastDay = -1;
  private lastWeek: Sums | undefined;
  private lastMonth: Sums | undefined;

  constructor(private readonly grain: Grain) {}

  addRow(cdcNumber: number, day: number, test: number, delivered: number, didNotAttend: number, cancelled: number): void {
    if (cdcNumber !== this.lastCdc || day !== this.lastDay) this.moveTo(cdcNumber, day);
    this.lastWeek?.add(test, delivered, didNotAttend, cancelled, 1);
    this.lastMonth?.add(test, delivered, didNotAttend, cancelled, 1);
  }

  /** Replaces the sums of one period and test by totals that also count earlier files; periods that {@link overlapping} did not name stay. */
  setTotal(kind: 'week' | 'month', cdcNumber: number, period: number | string, test: number, total: readonly [number, number, number, number]): void {
    const sums = kind === 'week' ? this.weeks.get(cdcNumber)?.get(Number(period)) : this.months.get(cdcNumber)?.get(String(period));
    if (!sums || !this.shared.has(sums)) return;
    sums.set(test, total);
  }

  get cdcNumbers(): number[] {
    return [...new Set([...this.weeks.keys(), ...this.months.keys()])].sort((a, b) => a - b);
  }

  /** The periods of the grain's own kind that a centre states, by day number: the Sundays of weeks, or the firsts of months. */
  statedPeriods(cdcNumber: number): number[] {
    if (this.grain.feedsWeeks) return [...(this.weeks.get(cdcNumber)?.keys() ?? [])];
    return [...(this.months.get(cdcNumber)?.keys() ?? [])].map((month) => monthDays(month).first);
  }

  /** What is stated of a centre in such a period by now, by test. */
  testsIn(cdcNumber: number, period: number): { testNumber: number; delivered: number; days: number }[] {
    const sums = this.grain.feedsWeeks ? this.weeks.get(cdcNumber)?.get(period) : this.months.get(cdcNumber)?.get(monthOf(period));
    if (!sums) return [];
    const stated = [];
    for (let testNumber = 0; testNumber < TESTS; testNumber++) {
      const days = sums.days(testNumber);
      if (days > 0) stated.push({ testNumber, delivered: sums.delivered(testNumber), days });
    }
    return stated;
  }

  /** Where rows of a centre lie, as coverage is kept: the firsts of months, or for weekly returns the Sundays. ISO dates. */
  coveredByRows(cdcNumber: number): string[] {
    if (!this.grain.feedsMonths) return [...(this.weeks.get(cdcNumber)?.keys() ?? [])].map(isoDate);
    return [...(this.months.get(cdcNumber)?.keys() ?? [])].map(firstOf);
  }

  /** Where touched weeks and months of a centre lie, in the same way. */
  coveredByPeriods(cdcNumber: number): string[] {
    if (!this.grain.feedsMonths) return this.coveredByRows(cdcNumber);
    const weeks = [...(this.weeks.get(cdcNumber)?.keys() ?? [])];
    const months = [...weeks.flatMap((sunday) => [monthOf(sunday - 6), monthOf(sunday)]), ...(this.months.get(cdcNumber)?.keys() ?? [])];
    return [...new Set(months)].map(firstOf);
  }

  /**
   * Names the touched weeks and months that overlap what earlier facts cover: only their totals need more than this file.
   * @returns per centre the days that enclose them; centres without any are left out
   */
  overlapping(covered: ReadonlyMap<number, ReadonlySet<string>>): TouchedSpan[] {
    const spans: TouchedSpan[] = [];
    for (const [cdcNumber, known] of covered) {
      const ends: number[] = [];
      for (const [sunday, sums] of this.weeks.get(cdcNumber) ?? []) {
        if (!this.isWeekCovered(known, sunday)) continue;
        this.shared.add(sums);
        ends.push(sunday - 6, sunday);
      }
      for (const [month, sums] of this.months.get(cdcNumber) ?? []) {
        if (!known.has(firstOf(month))) continue;
        this.shared.add(sums);
        const { first, last } = monthDays(month);
        ends.push(first, last);
      }
      if (ends.length > 0) spans.push({ cdcNumber, first: Math.min(...ends), last: Math.max(...ends) });
    }
    return spans;
  }

  /** The totals of a centre as the event states them, oldest period first, weeks before months. */
  totalsOf(cdcNumber: number): PeriodTotals[] {
    const weeks = [...(this.weeks.get(cdcNumber) ?? [])].sort(([a], [b]) => a - b);
    const months = [...(this.months.get(cdcNumber) ?? [])].sort(([a], [b]) => a.localeCompare(b));
    return [
      ...weeks.map(([sunday, sums]) => this.stated('week', isoDate(sunday), sums)),
      ...months.map(([month, sums]) => this.stated('month', month, sums)),
    ];
  }

  private isWeekCovered(known: ReadonlySet<string>, sunday: number): boolean {
    if (!this.grain.feedsMonths) return known.has(isoDate(sunday));
    return known.has(firstOf(monthOf(sunday - 6))) || known.has(firstOf(monthOf(sunday)));
  }

  private moveTo(cdcNumber: number, day: number): void {
    this.lastCdc = cdcNumber;
    this.lastDay = day;
    if (this.grain.feedsWeeks) this.lastWeek = sumsOf(this.weeks, cdcNumber, weekEnding(day));
    if (this.grain.feedsMonths) this.lastMonth = sumsOf(this.months, cdcNumber, this.month(day));
  }

  private month(day: number): string {
    let month = this.monthOfDay.get(day);
    if (month === undefined) this.monthOfDay.set(day, (month = monthOf(day)));
    return month;
  }

  private stated(kind: 'week' | 'month', period: string, sums: Sums): PeriodTotals {
    const stated: PeriodTotals = { kind, period, grain: this.grain.grain, tests: [], delivered: [], didNotAttend: [], cancelled: [], days: [] };
    DIAGNOSTIC_TESTS.forEach(({ code }, test) => {
      const days = sums.days(test);
      if (days === 0) return;
      stated.tests.push(code);
      stated.delivered.push(sums.delivered(test));
      stated.didNotAttend.push(statedOrNull(sums.didNotAttend(test)));
      stated.cancelled.push(statedOrNull(sums.cancelled(test)));
      stated.days.push(days);
    });
    return stated;
  }
}

function sumsOf<Period>(all: Map<number, Map<Period, Sums>>, cdcNumber: number, period: Period): Sums {
  let periods = all.get(cdcNumber);
  if (!periods) all.set(cdcNumber, (periods = new Map()));
  let sums = periods.get(period);
  if (!sums) periods.set(period, (sums = new Sums()));
  return sums;
}

function firstOf(month: string): string {
  return `${month}-01`;
}

function statedOrNull(value: number): number | null {
  return value < 0 ? null : value;
}
