import { type ActivityBasis, type EditionKind, type Level, type ReturnGrain } from '@cdc/contracts';
import { type EditionBases } from '../reports/report.model.js';

export type Direction = 'favourable' | 'adverse' | 'on plan';

/** Tests counted for an organisation. Null means that nothing was stated, which is never zero. */
export interface Measures {
  /** Plan of the cells that reported; the plan of the others stands apart in `planNotReported`. */
  readonly plan: number | null;
  readonly planNotReported: number;
  readonly actual: number | null;
  /** The part of `actual` that has no plan; it is outside the variance. */
  readonly actualWithoutPlan: number;
  /** Actual minus plan, over what has both. */
  readonly variance: number | null;
  readonly direction: Direction | null;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
  readonly centresReported: number;
  readonly centresExpected: number;
}

export interface OrganisationName {
  readonly level: Level;
  readonly code: string;
  readonly name: string;
}

export interface Figure extends OrganisationName, Measures {
  readonly test: string;
  /** The return that a centre's figure comes from; null above a centre, where several meet. */
  readonly grain: ReturnGrain | null;
  /** Days with a figure; null unless the figure is a centre's and made of daily returns. */
  readonly days: number | null;
  readonly state: 'reported' | 'not-reported';
}

/** All tests of one basis. The bases are never added to each other. */
export interface Total extends OrganisationName, Measures {
  readonly basis: ActivityBasis;
}

/** Numbers of whole DM01 providers: at centre level those of the host trust, not of the centre. */
export interface Dm01Row extends OrganisationName {
  readonly parent: string | null;
  readonly test: string;
  readonly waitingList: number;
  readonly over6Weeks: number;
  readonly over13Weeks: number;
  readonly waitingListActivity: number;
  readonly plannedActivity: number;
  readonly unscheduledActivity: number;
  readonly totalActivity: number;
  readonly providers: number;
}

export interface Completeness {
  readonly centresExpected: number;
  readonly centresReported: number;
  readonly centresNotReported: number;
  readonly cellsReported: number;
  readonly cellsNotReported: number;
}

export interface MissingCentre {
  readonly code: string;
  readonly name: string;
  readonly icbCode: string;
  readonly regionCode: string;
  readonly plan: number | null;
  /** A return of the other length that it did send, which this report does not count. */
  readonly otherGrain: ReturnGrain | null;
}

export interface MissingTest {
  readonly cdcCode: string;
  readonly cdcName: string;
  readonly test: string;
  readonly plan: number | null;
}

/** One cell that two returns state differently; the daily one is in the figures. */
export interface Reconciliation {
  readonly cdcCode: string;
  readonly test: string;
  readonly daily: number;
  readonly other: number;
  readonly otherGrain: ReturnGrain;
  /** Daily minus other. */
  readonly difference: number;
}

/** What an edition states, and all that its content hash covers: no ids, positions or times. */
export interface EditionContent {
  readonly kind: EditionKind;
  readonly scope: OrganisationName;
  readonly period: string;
  readonly bases: EditionBases;
  readonly completeness: Completeness;
  readonly figures: readonly Figure[];
  readonly totals: readonly Total[];
  readonly dm01: { readonly month: string | null; readonly rows: readonly Dm01Row[] };
  readonly missing: { readonly centres: readonly MissingCentre[]; readonly tests: readonly MissingTest[] };
  readonly reconciliations: readonly Reconciliation[];
}
