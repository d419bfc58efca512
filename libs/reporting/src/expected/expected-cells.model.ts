import { DIAGNOSTIC_TESTS } from '@cdc/contracts';
import { type Offer } from '../edition/edition-inputs.model.js';
import { type PeriodDays } from '../reports/report.model.js';

/**
 * What is known of one test of one centre in one period. `zero` was reported and is 0; `not-reported` is offered, and nothing was said;
 * `not-offered` has nothing to say. A count that is too small to be shown is none of these: it is known here, and only an output hides it.
 */
export const CELL_STATES = ['reported', 'zero', 'not-reported', 'not-offered'] as const;
export type CellState = (typeof CELL_STATES)[number];

/** A centre with what the registry says of it, and what its returns of a period state. */
export interface CentreReturns {
  readonly code: string;
  readonly name: string;
  readonly icbCode: string;
  readonly regionCode: string;
  readonly status: 'proposed' | 'approved' | 'open' | 'closed';
  readonly opened: string | null;
  readonly closed: string | null;
  readonly offers: readonly Offer[];
  /** Tests done by test, where a return states them. */
  readonly delivered: ReadonlyMap<string, number>;
}

export interface ExpectedCell {
  readonly cdcCode: string;
  readonly cdcName: string;
  readonly icbCode: string;
  readonly regionCode: string;
  readonly test: string;
  readonly state: CellState;
  /** Null where nothing was reported. */
  readonly delivered: number | null;
}

/** Every test of every centre in the days of a period, centre by centre in the order given. */
export function expectedCells(centres: readonly CentreReturns[], days: PeriodDays): readonly ExpectedCell[] {
  return centres.flatMap((centre) => {
    const offered = testsOffered(centre, days);
    const { code: cdcCode, name: cdcName, icbCode, regionCode } = centre;
    return DIAGNOSTIC_TESTS.map(({ code: test }): ExpectedCell => {
      const delivered = centre.delivered.get(test) ?? null;
      return { cdcCode, cdcName, icbCode, regionCode, test, state: stateOf(delivered, offered.has(test)), delivered };
    });
  });
}

function stateOf(delivered: number | null, isOffered: boolean): CellState {
  if (delivered !== null) return delivered === 0 ? 'zero' : 'reported';
  return isOffered ? 'not-reported' : 'not-offered';
}

/** The tests that a centre offers on at least one of the days on which it is open. */
function testsOffered({ status, opened, closed, offers }: CentreReturns, { first, last }: PeriodDays): ReadonlySet<string> {
  if (status !== 'open' && (status !== 'closed' || closed === null)) return new Set();
  const from = opened !== null && opened > first ? opened : first;
  const to = closed !== null && closed < last ? closed : last;
  return new Set(offers.filter((offer) => from <= to && offer.from <= to && (offer.to === null || offer.to >= from)).map(({ test }) => test));
}

/** How many centres have something to return, and how far they have. */
export interface CentreCounts {
  readonly expected: number;
  readonly complete: number;
  readonly partial: number;
  readonly missing: number;
}

export interface CellCounts {
  readonly reported: number;
  readonly zero: number;
  readonly notReported: number;
  readonly notOffered: number;
}

export function cellCounts(cells: readonly ExpectedCell[]): CellCounts {
  const of = (state: CellState): number => cells.filter((cell) => cell.state === state).length;
  return { reported: of('reported'), zero: of('zero'), notReported: of('not-reported'), notOffered: of('not-offered') };
}

/** What a centre has not returned. `isWhole`: it has returned nothing at all. */
export interface MissingReturn {
  readonly cdcCode: string;
  readonly cdcName: string;
  readonly tests: readonly string[];
  readonly isWhole: boolean;
}

/** The centres of which something is missing, by name. */
export function missingReturns(cells: readonly ExpectedCell[]): readonly MissingReturn[] {
  return [...byCentre(cells).values()]
    .map((own) => {
      const tests = own.filter(({ state }) => state === 'not-reported').map(({ test }) => test);
      return { cdcCode: own[0]?.cdcCode ?? '', cdcName: own[0]?.cdcName ?? '', tests, isWhole: !own.some(isStated) };
    })
    .filter(({ tests }) => tests.length > 0)
    .sort((left, right) => left.cdcName.localeCompare(right.cdcName, 'en-GB'));
}

export function centreCounts(cells: readonly ExpectedCell[]): CentreCounts {
  const expected = [...byCentre(cells).values()].filter((own) => own.some(({ state }) => state !== 'not-offered'));
  const missing = missingReturns(cells);
  const nothing = missing.filter(({ isWhole }) => isWhole).length;
  return { expected: expected.length, complete: expected.length - missing.length, partial: missing.length - nothing, missing: nothing };
}

function isStated({ state }: ExpectedCell): boolean {
  return state === 'reported' || state === 'zero';
}

function byCentre(cells: readonly ExpectedCell[]): ReadonlyMap<string, readonly ExpectedCell[]> {
  const centres = new Map<string, ExpectedCell[]>();
  for (const cell of cells) {
    const own = centres.get(cell.cdcCode) ?? [];
    centres.set(cell.cdcCode, own);
    own.push(cell);
  }
  return centres;
}
