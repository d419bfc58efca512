import { type PeriodDays, type Report } from '../reports/report.model.js';
import { isExpected, isReported, type Cell } from './cells.model.js';
import {
  type ActivityCompleteness,
  type MissingCentre,
  type MissingTest,
  type Reconciliation,
} from './edition-content.model.js';
import { type CentreInputs } from './edition-inputs.model.js';
import { sumOfStated } from './roll-up.model.js';

export interface CentreCells {
  readonly inputs: CentreInputs;
  readonly cells: readonly Cell[];
}

export function completenessOf(centres: readonly CentreCells[], days: PeriodDays): ActivityCompleteness {
  const expected = centres.filter(({ inputs, cells }) => isExpected(inputs.centre, days, cells));
  const centresReported = expected.filter(({ cells }) => cells.some(isReported)).length;
  const cells = centres.flatMap((one) => one.cells);
  const cellsReported = cells.filter(isReported).length;
  return {
    centresExpected: expected.length,
    centresReported,
    centresNotReported: expected.length - centresReported,
    cellsReported,
    cellsNotReported: cells.length - cellsReported,
  };
}

/** Expected centres of which nothing counts, by name. */
export function missingCentres(
  centres: readonly CentreCells[],
  days: PeriodDays,
  report: Report,
): readonly MissingCentre[] {
  return centres
    .filter(({ inputs, cells }) => isExpected(inputs.centre, days, cells) && !cells.some(isReported))
    .map(({ inputs: { centre, sentOther }, cells }) => ({
      code: centre.code,
      name: centre.name,
      icbCode: centre.icbCode,
      regionCode: centre.regionCode,
      plan: sumOfStated(cells, (cell) => cell.plan),
      otherGrain: sentOther ? report.otherGrain : null,
    }));
}

/** Tests that are missing at centres which reported others. */
export function missingTests(centres: readonly CentreCells[]): readonly MissingTest[] {
  return centres
    .filter(({ cells }) => cells.some(isReported))
    .flatMap(({ inputs: { centre }, cells }) =>
      cells
        .filter((cell) => !isReported(cell))
        .map(({ test, plan }) => ({ cdcCode: centre.code, cdcName: centre.name, test, plan })),
    );
}

/** Cells that two returns state differently. */
export function reconciliationsOf(centres: readonly CentreCells[], report: Report): readonly Reconciliation[] {
  return centres.flatMap(({ cells }) =>
    cells.flatMap(({ centre, test, actual, whole }) =>
      actual === null || whole === null || actual === whole
        ? []
        : [
            {
              cdcCode: centre.code,
              test,
              daily: actual,
              other: whole,
              otherGrain: report.wholeGrain,
              difference: actual - whole,
            },
          ],
    ),
  );
}
