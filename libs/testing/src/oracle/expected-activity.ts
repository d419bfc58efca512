import { type EditionContent, type Figure, type Measures, type Total } from './edition-content.js';
import { expectedCells, sentAtOtherGrain, type ActivityKind, type ExpectedCell } from './expected-cells.js';
import { byText, centresOf } from './places.js';
import { isOpenOn } from './expected-centres.js';
import { type Centre, type Geography, type Organisation } from './published-lists.js';
import { type StatedFigures } from './stated-figures.js';
import { TEST_NAMES, isDm01Test } from './test-names.js';
import { sumOfStated } from './whole-numbers.js';

export interface ActivityInputs {
  readonly geography: Geography;
  readonly figures: StatedFigures;
}

const isReported = (cell: ExpectedCell): boolean => cell.actual !== null;

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

function missingOf(inputs: ActivityInputs, centres: readonly Centre[], cellsOf: ReadonlyMap<string, ExpectedCell[]>, kind: ActivityKind, period: string) {
  const missing: Pick<EditionContent['missing'], 'centres' | 'tests'> = { centres: [], tests: [] };
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

function reconciliationsOf(cells: readonly ExpectedCell[], otherGrain: ActivityKind): EditionContent['reconciliations'] {
  return cells.flatMap(({ cdcCode, test, actual, other }) =>
    other === null || actual === null || other === actual ? [] : [{ cdcCode, test, daily: actual, other, otherGrain, difference: actual - other }],
  );
}

/** What an edition states of activity. A centre is expected when it is open on the last day of the period. */
export function expectedActivity(inputs: ActivityInputs, kind: ActivityKind, organisations: readonly Organisation[], period: string, lastDay: string) {
  const { geography, figures } = inputs;
  const [head] = organisations;
  if (!head) throw new RangeError('no organisation');
  const centres = centresOf(geography, head).sort((left, right) => byText(left.code, right.code));
  const expected = centres.filter((centre) => isOpenOn(centre, lastDay));
  const cellsOf = new Map(centres.map(({ code }) => [code, expectedCells(figures, code, kind, period)]));
  const under = (organisation: Organisation): ExpectedCell[] => centresOf(geography, organisation).flatMap(({ code }) => cellsOf.get(code) ?? []);
  const cells = under(head);
  const missing = missingOf(inputs, expected, cellsOf, kind, period);
  return {
    completeness: {
      centresExpected: expected.length,
      centresReported: expected.length - missing.centres.length,
      centresNotReported: missing.centres.length,
      cellsReported: cells.filter(isReported).length,
      cellsNotReported: cells.filter((cell) => !isReported(cell)).length,
    },
    figures: organisations.flatMap((one) => figuresOf(one, under(one))),
    totals: organisations.flatMap((one) => totalsOf(one, under(one))),
    missing,
    reconciliations: reconciliationsOf(centres.flatMap(({ code }) => cellsOf.get(code) ?? []), kind),
  };
}
