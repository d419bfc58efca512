import { type EditionKind } from './expected-cells.js';
import { type Grain } from './stated-figures.js';

export const LEVELS = ['england', 'region', 'icb', 'cdc'] as const;
export type Level = (typeof LEVELS)[number];

export interface Scope {
  readonly level: Level;
  readonly code: string;
}

/** Counts of one organisation; null = nothing stated. */
export interface Measures {
  plan: number | null;
  planNotReported: number;
  actual: number | null;
  actualWithoutPlan: number;
  variance: number | null;
  direction: 'favourable' | 'adverse' | 'on plan' | null;
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

/** The whole content of a weekly or monthly activity edition, without ids, times and positions. */
export interface EditionContent {
  kind: EditionKind;
  scope: { level: Level; code: string; name: string };
  period: string;
  completeness: {
    centresExpected: number;
    centresReported: number;
    centresNotReported: number;
    cellsReported: number;
    cellsNotReported: number;
  };
  figures: Figure[];
  totals: Total[];
  dm01: { month: string | null; rows: Dm01Row[] };
  missing: {
    centres: { code: string; name: string; icbCode: string; regionCode: string; plan: number | null; otherGrain: Grain | null }[];
    tests: { cdcCode: string; cdcName: string; test: string; plan: number | null }[];
  };
  reconciliations: { cdcCode: string; test: string; daily: number; other: number; otherGrain: Grain; difference: number }[];
}
