import { type CentresOpen, type Completeness, type InstallationFigure, type OrganisationName, type SpendFigure, type Total, type UnmatchedSpend } from '../edition/edition-content.model.js';

/** One week of tests of the scope, basis ALL_CDC. Null = not stated. */
export interface TestWeek {
  readonly period: string;
  readonly plan: number | null;
  readonly actual: number | null;
  readonly centresReported: number;
  readonly centresExpected: number;
}

/** When a centre opened, was to open, and is expected to open. */
export interface CentreOpening {
  readonly code: string;
  readonly name: string;
  readonly icbCode: string;
  readonly regionCode: string;
  readonly isOpen: boolean;
  readonly temporary: boolean;
  readonly opened: string | null;
  readonly planned: string | null;
  /** Opening day when open; else the earliest expected first patient of its machines, else the planned day. */
  readonly expected: string | null;
}

/** A machine that is late or overdue for its next milestone, most urgent first. */
export interface LateMachine {
  readonly machineId: string;
  readonly orgCode: string;
  readonly orgName: string;
  readonly modality: string;
  readonly milestone: string;
  readonly baseline: string | null;
  readonly expected: string;
  readonly daysLate: number;
  /** Days since the forecast passed without an actual date; 0 when it has not. */
  readonly daysOverdue: number;
  readonly reason: string | null;
  readonly forecastMoves: number;
}

/** The position of the programme, or of a region, as it stands now. */
export interface Overview {
  /** Where the platform's Clock stood. */
  readonly at: string;
  /** The cut: per service the last log position that the figures include. */
  readonly asAt: Readonly<Record<string, string>>;
  readonly scope: OrganisationName;
  /** The last week that has ended, and the last ledger month that has begun with postings. */
  readonly week: string;
  readonly month: string;
  readonly completeness: Completeness;
  /** The scope, its regions and its boards. */
  readonly centres: readonly CentresOpen[];
  readonly openings: readonly CentreOpening[];
  /** Up to 33 weeks, oldest first; the last is `week`. */
  readonly weeks: readonly TestWeek[];
  /** Totals of `week` for the scope and its regions, basis ALL_CDC. */
  readonly tests: readonly Total[];
  /** FIRST_PATIENT for the scope (also by kind of machine) and its regions, up to today. */
  readonly installations: readonly InstallationFigure[];
  readonly lateMachines: readonly LateMachine[];
  /** Spend to the end of `month`: all lines and each line for the scope, all lines for its regions. */
  readonly spend: readonly SpendFigure[];
  readonly unmatched: readonly UnmatchedSpend[];
}
