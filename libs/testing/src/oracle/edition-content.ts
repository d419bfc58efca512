import { type ActivityKind } from './expected-cells.js';
import { type Grain } from './stated-figures.js';

export const LEVELS = ['england', 'region', 'icb', 'cdc'] as const;
export type Level = (typeof LEVELS)[number];

/** A weekly edition of spend covers spend alone; the others cover all. */
export type EditionKind = ActivityKind | 'spend-weekly';

export interface Scope {
  readonly level: Level;
  readonly code: string;
}

export type Direction = 'favourable' | 'adverse' | 'on plan';

/** Counts of one organisation; null = nothing stated. */
export interface Measures {
  plan: number | null;
  planNotReported: number;
  actual: number | null;
  actualWithoutPlan: number;
  variance: number | null;
  direction: Direction | null;
  didNotAttend: number | null;
  cancelled: number | null;
  centresReported: number;
  centresExpected: number;
}

export interface Figure extends Measures {
  level: Level;
  code: string;
  name: string;
  test: string;
  grain: Grain | null;
  days: number | null;
  state: 'reported' | 'not-reported';
}

export interface Total extends Measures {
  level: Level;
  code: string;
  name: string;
  basis: 'DM01_15' | 'ALL_CDC';
}

export interface Dm01Row {
  level: Level;
  code: string;
  name: string;
  parent: string | null;
  test: string;
  waitingList: number;
  over6Weeks: number;
  over13Weeks: number;
  waitingListActivity: number;
  plannedActivity: number;
  unscheduledActivity: number;
  totalActivity: number;
  providers: number;
}

export interface CentresOpen {
  level: Level;
  code: string;
  name: string;
  open: number;
  temporary: number;
  planned: number | null;
  variance: number | null;
  direction: Direction | null;
  forecast: number;
  target: number | null;
}

export interface InstallationFigure {
  level: Level;
  code: string;
  name: string;
  milestone: string;
  modality: string | null;
  machines: number;
  planned: number;
  actual: number;
  plannedToDate: number;
  actualToDate: number;
  forecastToDate: number;
  variance: number;
  direction: Direction;
  late: number;
  overdue: number;
}

/** Whole pence; null = nothing stated. */
export interface SpendFigure {
  level: Level;
  code: string;
  name: string;
  kind: 'capital' | 'revenue';
  line: string | null;
  plan: bigint | null;
  actual: bigint | null;
  variance: bigint | null;
  direction: Direction | null;
  planToDate: bigint | null;
  actualToDate: bigint | null;
  varianceToDate: bigint | null;
  directionToDate: Direction | null;
  budget: bigint | null;
  forecastOutturn: bigint | null;
  committed: bigint | null;
  accrued: bigint | null;
}

export interface UnmatchedSpend {
  level: Level;
  code: string;
  name: string;
  lines: number;
  amount: bigint;
  linesToDate: number;
  amountToDate: bigint;
}

export interface ActivityCompleteness {
  centresExpected: number;
  centresReported: number;
  centresNotReported: number;
  cellsReported: number;
  cellsNotReported: number;
}

/** Only the domains that the edition covers. */
export interface Completeness extends Partial<ActivityCompleteness> {
  installations?: { machinesExpected: number; machinesUpdated: number; machinesNotUpdated: number };
  spend: { entitiesExpected: number; entitiesPosted: number; entitiesNotPosted: number };
}

/** The whole content of an edition, without ids, times and positions. */
export interface EditionContent {
  kind: EditionKind;
  scope: { level: Level; code: string; name: string };
  period: string;
  completeness: Completeness;
  figures: Figure[];
  totals: Total[];
  dm01: { month: string | null; rows: Dm01Row[] };
  centres: CentresOpen[];
  installations: InstallationFigure[];
  spend: { figures: SpendFigure[]; unmatched: UnmatchedSpend[] };
  missing: {
    centres: { code: string; name: string; icbCode: string; regionCode: string; plan: number | null; otherGrain: Grain | null }[];
    tests: { cdcCode: string; cdcName: string; test: string; plan: number | null }[];
    machines: { machineId: string; orgCode: string; modality: string; statedOn: string | null }[];
    entities: { code: string; name: string; month: string; lastMonth: string }[];
  };
  reconciliations: { cdcCode: string; test: string; daily: number; other: number; otherGrain: Grain; difference: number }[];
}
