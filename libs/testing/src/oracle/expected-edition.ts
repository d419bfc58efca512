import { type Dm01Month } from './dm01-workbook.js';
import { LEVELS, type EditionContent, type Figure, type Measures, type Scope, type Total } from './edition-content.js';
import { expectedCells, sentAtOtherGrain, type EditionKind, type ExpectedCell } from './expected-cells.js';
import { dm01MonthFor, expectedDm01 } from './expected-dm01.js';
import { type Centre, type Geography, type Organisation } from './published-lists.js';
import { type StatedFigures } from './stated-figures.js';
import { TEST_NAMES, isDm01Test } from './test-names.js';
import { sumOfStated } from './whole-numbers.js';

/** Everything an edition follows from: published lists, accepted files and DM01 workbooks. */
export interface Inputs {
  readonly geography: Geography;
  readonly figures: StatedFigures;
  readonly dm01: readonly Dm01Month[];
}

const isReported = (cell: ExpectedCell): boolean => cell.actual !== null;
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The organisation of the scope and all beneath it, widest level first, then by code. */
function organisationsIn({ areas, centres }: Geography, scope: Scope): Organisation[] {
  const all: readonly Organisation[] = [...areas, ...centres];
  const inside = new Set([scope.code]);
  for (const level of LEVELS) {
    for (const one of all) if (one.level === level && inside.has(one.parent ?? '')) inside.add(one.code);
  }
  const chosen = all.filter((one) => inside.has(one.code));
  return chosen.sort((left, right) => LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level) || byText(left.code, right.code));
}

function centresOf(geography: Geography, organisation: Organisation): Centre[] {
  return geography.centres.filter((centre) => [centre.code, centre.icbCode, centre.regionCode, 'ENG'].includes(organisation.code));
}

function measures(cells: readonly ExpectedCell[], centresReported: number, centresExpected: number): Measures {
  const reported = cells.filter(isReported);
  const plan = sumOfStated(reported.map((cell) => cell.plan));
  const actual = sumOfStated(reported.map((cell) => cell.actual));
  const actualWithoutPlan = sumOfStated(reported.filter((cell) => cell.plan === null).map((cell) => cell.actual)) ?? 0;
  const variance = plan === null ? null : (actual ?? 0) - actualWithoutPlan - plan;
  return {
    plan,
    planNotReported: sumOfStated(cells.filter((cell) => !isReported(cell)).map((cell) => cell.plan)) ?? 0,
    actual,
    actualWithoutPlan,
    variance,
    direction: variance === null ? null : variance > 0 ? 'favourable' : variance < 0 ? 'adverse' : 'on plan',
    didNotAttend: sumOfStated(reported.map((cell) => cell.didNotAttend)),
    cancelled: sumOfStated(reported.map((cell) => cell.cancelled)),
    centresReported,
    centresExpected,
  };
}

function figuresOf({ level, code, name }: Organisation, cells: readonly ExpectedCell[]): Figure[] {
  return TEST_NAMES.flatMap(({ code: test }): Figure[] => {
    const ofTest = cells.filter((cell) => cell.test === test);
    const reported = ofTest.filter(isReported);
    if (ofTest.length === 0) return [];
    const { grain, days } = (level === 'cdc' ? ofTest[0] : undefined) ?? { grain: null, days: null };
    const state = reported.length > 0 ? 'reported' : 'not-reported';
    return [{ level, code, name, test, ...measures(ofTest, reported.length, ofTest.length), grain, days, state }];
  });
}

function totalsOf({ level, code, name }: Organisation, cells: readonly ExpectedCell[]): Total[] {
  const count = (some: readonly ExpectedCell[]): number => new Set(some.map((cell) => cell.cdcCode)).size;
  return (['DM01_15', 'ALL_CDC'] as const).flatMap((basis): Total[] => {
    const inBasis = cells.filter((cell) => basis === 'ALL_CDC' || isDm01Test(cell.test));
    if (inBasis.length === 0) return [];
    return [{ level, code, name, basis, ...measures(inBasis, count(inBasis.filter(isReported)), count(inBasis)) }];
  });
}

function missingOf(inputs: Inputs, centres: readonly Centre[], cellsOf: ReadonlyMap<string, ExpectedCell[]>, kind: EditionKind, period: string) {
  const missing: EditionContent['missing'] = { centres: [], tests: [] };
  for (const { code, name, icbCode, regionCode } of centres) {
    const cells = cellsOf.get(code) ?? [];
    if (!cells.some(isReported)) {
      const otherGrain = sentAtOtherGrain(inputs.figures, code, kind, period);
      missing.centres.push({ code, name, icbCode, regionCode, plan: sumOfStated(cells.map((cell) => cell.plan)), otherGrain });
    } else {
      for (const cell of cells) if (!isReported(cell)) missing.tests.push({ cdcCode: code, cdcName: name, test: cell.test, plan: cell.plan });
    }
  }
  return missing;
}

function reconciliationsOf(cells: readonly ExpectedCell[], otherGrain: EditionKind): EditionContent['reconciliations'] {
  return cells.flatMap(({ cdcCode, test, actual, other }) =>
    other === null || actual === null || other === actual ? [] : [{ cdcCode, test, daily: actual, other, otherGrain, difference: actual - other }],
  );
}

/** What an edition of a kind, scope and period must hold. The published list names no dates, so every centre of it is expected. */
export function expectedEdition(inputs: Inputs, kind: EditionKind, scope: Scope, period: string): EditionContent {
  const { geography, figures } = inputs;
  const organisations = organisationsIn(geography, scope);
  const head = organisations[0];
  if (!head) throw new RangeError(`no organisation ${scope.code}`);
  const centres = centresOf(geography, head).sort((left, right) => byText(left.code, right.code));
  const cellsOf = new Map(centres.map(({ code }) => [code, expectedCells(figures, code, kind, period)]));
  const under = (organisation: Organisation): ExpectedCell[] => centresOf(geography, organisation).flatMap(({ code }) => cellsOf.get(code) ?? []);
  const cells = under(head);
  const missing = missingOf(inputs, centres, cellsOf, kind, period);
  const month = dm01MonthFor(inputs.dm01.map((loaded) => loaded.month), kind, period);
  return {
    kind,
    scope: { level: head.level, code: head.code, name: head.name },
    period,
    completeness: {
      centresExpected: centres.length,
      centresReported: centres.length - missing.centres.length,
      centresNotReported: missing.centres.length,
      cellsReported: cells.filter(isReported).length,
      cellsNotReported: cells.filter((cell) => !isReported(cell)).length,
    },
    figures: organisations.flatMap((one) => figuresOf(one, under(one))),
    totals: organisations.flatMap((one) => totalsOf(one, under(one))),
    dm01: expectedDm01(geography, inputs.dm01.find((loaded) => loaded.month === month), organisations),
    missing,
    reconciliations: reconciliationsOf(centres.flatMap(({ code }) => cellsOf.get(code) ?? []), kind),
  };
}
