import { DIAGNOSTIC_TESTS, isoDate, monthOf } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';
import { type CentreSnapshot } from '../centre/centre-directory.js';
import { RECENT_PERIODS, missingCentres, outliers, periodBefore, type ActivityNames, type PeriodOfTest } from './activity-warnings.js';
import { earlyActivity, firstPatientWarnings, sinceBegun, type EarlyActivity } from './first-patient-warnings.js';
import { type Grain } from './grain.model.js';
import { PastPeriods } from './past-periods.js';
import { alreadyDone, pastPeriods } from './period-total.repository.js';
import { type TotalsByPeriod } from './period-totals.model.js';

/** A file of fewer centres is a correction, from which nobody is missing. */
const LEAST_RETURN = 5;

/** A period of a centre, with the tests that a file states for it. */
interface AskedPeriod {
  readonly cdcNumber: number;
  readonly period: number;
  readonly tests: ReadonlySet<number>;
}

/** What a file's figures give reason to ask its sender: compares its newest periods with what was accepted before. */
export class ActivityQuestions {
  /** The newest periods with the tests that the file itself states. */
  private readonly asked: readonly AskedPeriod[];
  private readonly newest: number;
  /** Of the periods that are compared. */
  private readonly oldest: number;
  private readonly early: readonly EarlyActivity[];
  private readonly expected: readonly number[];
  private done: ReadonlySet<EarlyActivity> = new Set();
  private past: () => PastPeriods = () => new PastPeriods();

  /** @param totals of the file itself, before they are merged with earlier ones; what they are afterwards is compared */
  constructor(
    private readonly grain: Grain,
    private readonly totals: TotalsByPeriod,
    private readonly centres: CentreSnapshot,
  ) {
    const { cdcNumbers } = totals;
    const stated = new Set(cdcNumbers.flatMap((cdcNumber) => totals.statedPeriods(cdcNumber)));
    const newest = [...stated].reduce((latest, period) => Math.max(latest, period), 0);
    const first = periodBefore(grain, newest, RECENT_PERIODS - 1);
    this.newest = newest;
    this.oldest = [...stated].reduce((oldest, period) => (period >= first ? Math.min(oldest, period) : oldest), newest);
    this.early = earlyActivity(grain, totals, centres.firstPatients);
    this.expected = this.expectedCentres(cdcNumbers);
    this.asked = cdcNumbers.flatMap((cdcNumber) =>
      totals
        .statedPeriods(cdcNumber)
        .filter((period) => period >= first)
        .map((period) => ({ cdcNumber, period, tests: new Set(totals.testsIn(cdcNumber, period).map(({ testNumber }) => testNumber)) })),
    );
  }

  /** Reads what the file is compared with. Before its own periods are kept. */
  async read(manager: EntityManager): Promise<void> {
    if (this.early.length > 0) this.done = await alreadyDone(manager, this.early, Math.max(...this.early.map(({ lastPeriod }) => lastPeriod)));
    this.past = await pastPeriods(manager, this.grain, [...new Set([...this.totals.cdcNumbers, ...this.expected])], this.comparedFrom(), this.newest);
  }

  /** After the merge: a week of which the file restates a day is compared as a whole. */
  ask(): ErrorItem[] {
    const names = this.names();
    return [...this.askOfFirstPatients(names), ...this.askOfHistory(names)];
  }

  /** Once for a test of a centre: what was explained once, and counts, needs no reason again. */
  private askOfFirstPatients(names: ActivityNames): ErrorItem[] {
    const { done } = this;
    return firstPatientWarnings(
      this.early.filter((one) => !done.has(one)),
      names,
    );
  }

  private askOfHistory(names: ActivityNames): ErrorItem[] {
    const past = this.past();
    if (past.isEmpty) return [];
    return [
      ...missingCentres(this.grain, this.newest, this.statedInNewest(), this.expected, past, names),
      ...outliers(this.grain, this.statedNow(), past, sinceBegun(past, this.centres.firstPatients), names),
    ];
  }

  /** What is asked about, as it stands with the file: what earlier ones state of the same weeks is in it. */
  private statedNow(): PeriodOfTest[] {
    const stated: PeriodOfTest[] = [];
    for (const { cdcNumber, period, tests } of this.asked) {
      for (const { testNumber, delivered, days } of this.totals.testsIn(cdcNumber, period)) {
        if (tests.has(testNumber)) stated.push({ cdcNumber, testNumber, period, delivered, days });
      }
    }
    return stated;
  }

  /** The first of the periods that the oldest compared one is compared with. */
  private comparedFrom(): number {
    return periodBefore(this.grain, this.oldest, RECENT_PERIODS);
  }

  private statedInNewest(): Set<number> {
    return new Set(this.totals.cdcNumbers.filter((cdcNumber) => this.totals.statedPeriods(cdcNumber).includes(this.newest)));
  }

  /** The centres of the regions of which the file may be a return, without those that have closed. */
  private expectedCentres(own: readonly number[]): number[] {
    if (own.length < LEAST_RETURN) return [];
    const regions = new Set(own.map((cdcNumber) => this.centres.byNumber.get(cdcNumber)?.regionCode));
    const open = [...this.centres.byNumber.values()].filter(({ regionCode, closed }) => regions.has(regionCode) && (closed === null || closed >= isoDate(this.newest)));
    return open.map(({ cdcNumber }) => cdcNumber);
  }

  private names(): ActivityNames {
    return {
      centre: (cdcNumber) => this.centres.byNumber.get(cdcNumber)?.name ?? String(cdcNumber),
      test: (testNumber) => DIAGNOSTIC_TESTS[testNumber]?.name ?? String(testNumber),
      period: (period) => (this.grain.grain === 'monthly' ? monthOf(period) : `week ending ${isoDate(period)}`),
      day: isoDate,
    };
  }
}
