import { type Level, type Milestone, type SpendKind } from '@cdc/contracts';
import { type Place } from './organisations.model.js';

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
  readonly temporary: boolean;
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

export interface MachineMilestone {
  readonly milestone: Milestone;
  readonly baseline: string | null;
  readonly forecast: string | null;
  readonly actual: string | null;
  readonly reason: string | null;
  readonly forecastMoves: number;
}

export interface Machine {
  readonly machineId: string;
  readonly orgCode: string;
  readonly place: Place;
  readonly modality: string;
  /** Day on which a milestone was last stated; null = never. */
  readonly statedOn: string | null;
  readonly milestones: readonly MachineMilestone[];
}

/** An amount of an organisation for a month, kind and budget line, in pence. */
export interface MonthlyAmount {
  readonly orgCode: string;
  readonly place: Place;
  readonly kind: SpendKind;
  readonly line: string;
  readonly month: string;
  readonly pence: number;
}

export interface PostedAmount {
  readonly kind: SpendKind | null;
  readonly line: string | null;
  readonly cdcCode: string | null;
  /** Of the centre, else of the entity. */
  readonly place: Place;
  readonly weekEnding: string;
  readonly pence: number;
  readonly lines: number;
}

/** The ledger of an entity and month. */
export interface PostedLedger {
  readonly entity: string;
  readonly name: string;
  readonly place: Place;
  readonly month: string;
  readonly amounts: readonly PostedAmount[];
}

export interface PurchaseOrder {
  readonly orgCode: string;
  readonly place: Place;
  readonly kind: SpendKind;
  readonly line: string;
  readonly orderedPence: number;
  readonly receiptedPence: number;
  readonly invoicedPence: number;
}

export interface SpendInputs {
  readonly plans: readonly MonthlyAmount[];
  readonly forecasts: readonly MonthlyAmount[];
  readonly ledgers: readonly PostedLedger[];
  readonly orders: readonly PurchaseOrder[];
}

/** What an edition is made of, read at one cut through the log. Areas and centres are those of the scope and beneath it. */
export interface EditionInputs {
  readonly scope: { readonly level: Level; readonly code: string };
  readonly period: string;
  readonly areas: readonly Area[];
  readonly centres: readonly CentreInputs[];
  readonly dm01: { readonly month: string | null; readonly providers: readonly Dm01Provider[] };
  /** Planned opening day by centre. */
  readonly openingPlans: ReadonlyMap<string, string>;
  /** Of all England, here and below: a scope takes its own by their places. */
  readonly machines: readonly Machine[];
  readonly spend: SpendInputs;
}

/** What a scope within another has of the other's inputs. Machines and spend are taken by their places, DM01 by its areas. */
export function narrowed(inputs: EditionInputs, ground: Pick<EditionInputs, 'areas'> & EditionInputs['scope'] & { readonly centres: readonly Centre[] }): EditionInputs {
  const own = new Set(ground.centres.map(({ code }) => code));
  return {
    ...inputs,
    scope: { level: ground.level, code: ground.code },
    areas: ground.areas,
    centres: inputs.centres.filter(({ centre }) => own.has(centre.code)),
  };
}
