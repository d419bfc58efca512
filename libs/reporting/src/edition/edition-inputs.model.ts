import { type Level } from '@cdc/contracts';

/** An organisation above the centres, with the one above it (null for England and where it is not known). */
export interface Area {
  readonly level: Exclude<Level, 'cdc'>;
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

export interface Centre {
  readonly code: string;
  readonly name: string;
  readonly icbCode: string;
  readonly regionCode: string;
  readonly hostTrust: string | null;
  readonly status: 'proposed' | 'approved' | 'open' | 'closed';
  readonly opened: string | null;
  readonly closed: string | null;
}

export interface Offer {
  readonly test: string;
  readonly from: string;
  readonly to: string | null;
}

/** What one return states of one test in one period. */
export interface StatedActual {
  readonly delivered: number;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
  readonly days: number;
}

export type StatedByTest = ReadonlyMap<string, StatedActual>;

/** Everything known of a centre that a period's cells follow from. */
export interface CentreInputs {
  readonly centre: Centre;
  readonly offers: readonly Offer[];
  /** Planned number by test and month. */
  readonly plan: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly daily: StatedByTest;
  /** The weekly return in a weekly report, the monthly one in a monthly report. */
  readonly whole: StatedByTest;
  /** It sent a return of the other length for an overlapping period. */
  readonly sentOther: boolean;
}

export interface Dm01Stated {
  readonly test: string;
  readonly waitingList: number;
  readonly over6Weeks: number;
  readonly over13Weeks: number;
  readonly waitingListActivity: number;
  readonly plannedActivity: number;
  readonly unscheduledActivity: number;
}

export interface Dm01Provider {
  readonly code: string;
  /** As the DM01 publication states it. */
  readonly regionCode: string | null;
  /** As the registry knows it, and only where it knows that board too. */
  readonly icbCode: string | null;
  readonly tests: readonly Dm01Stated[];
}

/** What an edition is made of, read at one cut through the log. Areas and centres are those of the scope and beneath it. */
export interface EditionInputs {
  readonly scope: { readonly level: Level; readonly code: string };
  readonly period: string;
  readonly areas: readonly Area[];
  readonly centres: readonly CentreInputs[];
  readonly dm01: { readonly month: string | null; readonly providers: readonly Dm01Provider[] };
}
