import { ACTIVITY_BASES, type ActivityBasis } from '@cdc/contracts';
import { isReported, type Cell } from './cells.model.js';
import {
  type Direction,
  type Figure,
  type Measures,
  type Total,
} from './edition-content.model.js';
import { type Area, type Centre } from './edition-inputs.model.js';
import { grouped } from './grouped.model.js';
import { byOrganisation, placeOfCentre, type OrganisationItems } from './organisations.model.js';
import { isInBasis, testOrder } from './test-order.model.js';

/** Figures by test and totals by basis for every organisation of the scope that has cells, widest level first. */
export function rollUp(
  areas: readonly Area[],
  centres: readonly Centre[],
  cells: readonly Cell[],
): { figures: readonly Figure[]; totals: readonly Total[] } {
  const organisations = byOrganisation(areas, centres, cells, ({ centre }) => placeOfCentre(centre));
  return { figures: organisations.flatMap(figuresOf), totals: organisations.flatMap(totalsOf) };
}

function figuresOf({ level, code, name, items: cells }: OrganisationItems<Cell>): readonly Figure[] {
  return [...grouped(cells, ({ test }) => test)]
    .sort(([left], [right]) => testOrder(left) - testOrder(right))
    .map(([test, ofTest]) => {
      const measures = measuresOf(ofTest);
      const own = level === 'cdc' ? ofTest[0] : undefined;
      const state = measures.centresReported > 0 ? 'reported' : 'not-reported';
      return { level, code, name, test, ...measures, grain: own?.grain ?? null, days: own?.days ?? null, state };
    });
}

function totalsOf({ level, code, name, items: cells }: OrganisationItems<Cell>): readonly Total[] {
  return ACTIVITY_BASES.flatMap((basis: ActivityBasis) => {
    const inBasis = cells.filter((cell) => isInBasis(cell.test, basis));
    return inBasis.length === 0 ? [] : [{ level, code, name, basis, ...measuresOf(inBasis) }];
  });
}

/** The plan of what did not report stands apart, so that a late centre never looks like activity under plan. */
export function measuresOf(cells: readonly Cell[]): Measures {
  const reported = cells.filter(isReported);
  const plan = sumOfStated(reported, (cell) => cell.plan);
  const actual = sumOfStated(reported, (cell) => cell.actual);
  const actualWithoutPlan = sumOfStated(reported, (cell) => (cell.plan === null ? cell.actual : null)) ?? 0;
  const variance = plan === null ? null : (actual ?? 0) - actualWithoutPlan - plan;
  return {
    plan,
    planNotReported: sumOfStated(cells, (cell) => (isReported(cell) ? null : cell.plan)) ?? 0,
    actual,
    actualWithoutPlan,
    variance,
    direction: variance === null ? null : directionOf(variance),
    didNotAttend: sumOfStated(reported, (cell) => cell.didNotAttend),
    cancelled: sumOfStated(reported, (cell) => cell.cancelled),
    centresReported: centresIn(reported),
    centresExpected: centresIn(cells),
  };
}

/** Sum of what is stated; null where nothing is. */
export function sumOfStated(cells: readonly Cell[], valueOf: (cell: Cell) => number | null): number | null {
  let sum: number | null = null;
  for (const cell of cells) {
    const value = valueOf(cell);
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** @param more whether more than planned is good, as with tests, or bad, as with spend */
export function directionOf(variance: number, more: 'favourable' | 'adverse' = 'favourable'): Direction {
  if (variance === 0) return 'on plan';
  return variance > 0 === (more === 'favourable') ? 'favourable' : 'adverse';
}

function centresIn(cells: readonly Cell[]): number {
  return new Set(cells.map((cell) => cell.centre.code)).size;
}
