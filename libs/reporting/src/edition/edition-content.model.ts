import { type ActivityBasis, type EditionKind, type Level, type Milestone, type ReturnGrain, type SpendKind } from '@cdc/contracts';
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

/** Centres open on the last day of the period: delivering and drawing revenue funding, temporary sites included and counted apart. */
export interface CentresOpen extends OrganisationName {
  readonly open: number;
  /** Those of `open` that stand in a temporary building. */
  readonly temporary: number;
  /** Centres whose opening is planned for that day or before; null where no centre has an opening plan. */
  readonly planned: number | null;
  /** Open minus planned. */
  readonly variance: number | null;
  readonly direction: Direction | null;
  /** Centres that are open, or expected to be open, by the day of the programme's target. */
  readonly forecast: number;
  /** The programme's target, for England and its regions. */
  readonly target: number | null;
}

/** Machines of an organisation by milestone. Days are compared with the last day of the period. */
export interface InstallationFigure extends OrganisationName {
  readonly milestone: Milestone;
  /** Null = all. Kinds of machine are told apart for FIRST_PATIENT above centres. */
  readonly modality: string | null;
  /** Machines for which the milestone has any date. */
  readonly machines: number;
  /** Baselines and actual dates within the period. */
  readonly planned: number;
  readonly actual: number;
  /** Baselines, actual dates, and actual or else forecast dates up to the last day. */
  readonly plannedToDate: number;
  readonly actualToDate: number;
  readonly forecastToDate: number;
  /** Actual minus planned, to date. */
  readonly variance: number;
  readonly direction: Direction;
  /** Actual, or else forecast, 21 days or more after the baseline. */
  readonly late: number;
  /** The forecast has passed and there is no actual date. */
  readonly overdue: number;
}

/** Spend of an organisation on a budget line, in whole pence. Basis `posted`: what ledgers hold, without accruals and commitments. */
export interface SpendFigure extends OrganisationName {
  readonly kind: SpendKind;
  /** Null = all lines of the kind. */
  readonly line: string | null;
  readonly plan: number | null;
  /** Null = no ledger of the period has been posted; 0 = ledgers hold nothing of it. */
  readonly actual: number | null;
  /** Actual minus plan; of all lines, over those that have both. Over plan is adverse. */
  readonly variance: number | null;
  readonly direction: Direction | null;
  /** From April to the end of the period: weekly the sum of its weeks, monthly of its months. */
  readonly planToDate: number | null;
  readonly actualToDate: number | null;
  readonly varianceToDate: number | null;
  readonly directionToDate: Direction | null;
  /** Plan of the financial year. */
  readonly budget: number | null;
  /** Posted in the months that have ended and forecast (else planned) for the rest of the year; null where nothing is forecast. */
  readonly forecastOutturn: number | null;
  /** Of purchase orders: ordered and not yet received; received and not yet invoiced. Null where there is no order. */
  readonly committed: number | null;
  readonly accrued: number | null;
}

/** Ledger lines that cannot be compared with a plan, by the place of the entity that posted them. Outside every spend figure. */
export interface UnmatchedSpend extends OrganisationName {
  readonly lines: number;
  readonly amount: number;
  readonly linesToDate: number;
  readonly amountToDate: number;
}

export interface ActivityCompleteness {
  readonly centresExpected: number;
  readonly centresReported: number;
  readonly centresNotReported: number;
  readonly cellsReported: number;
  readonly cellsNotReported: number;
}

/** How much of what was expected has arrived, for the domains that the report covers. */
export interface Completeness extends Partial<ActivityCompleteness> {
  /** Machines that are not in use yet, and those of which nothing was stated for 28 days. */
  readonly installations?: { readonly machinesExpected: number; readonly machinesUpdated: number; readonly machinesNotUpdated: number };
  /** Entities that have ever posted a ledger up to the period, and those that have posted the one of the period's last day. */
  readonly spend?: { readonly entitiesExpected: number; readonly entitiesPosted: number; readonly entitiesNotPosted: number };
}

/** An entity whose ledger is not there. */
export interface MissingEntity {
  readonly code: string;
  readonly name: string;
  /** The ledger month that is missing, and the last one that is there. */
  readonly month: string;
  readonly lastMonth: string;
}

/** A machine that is not in use and of which nothing was stated for 28 days. */
export interface MissingMachine {
  readonly machineId: string;
  readonly orgCode: string;
  readonly modality: string;
  readonly statedOn: string | null;
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

/** What an edition states, and all that its content hash covers: no ids, positions or times. A domain that the report does not cover is empty. */
export interface EditionContent {
  readonly kind: EditionKind;
  readonly scope: OrganisationName;
  readonly period: string;
  readonly bases: EditionBases;
  readonly completeness: Completeness;
  readonly figures: readonly Figure[];
  readonly totals: readonly Total[];
  readonly dm01: { readonly month: string | null; readonly rows: readonly Dm01Row[] };
  readonly centres: readonly CentresOpen[];
  readonly installations: readonly InstallationFigure[];
  readonly spend: { readonly figures: readonly SpendFigure[]; readonly unmatched: readonly UnmatchedSpend[] };
  readonly missing: {
    readonly centres: readonly MissingCentre[];
    readonly tests: readonly MissingTest[];
    readonly machines: readonly MissingMachine[];
    readonly entities: readonly MissingEntity[];
  };
  readonly reconciliations: readonly Reconciliation[];
}
