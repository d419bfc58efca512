import { type Report } from '../reports/report.model.js';
import { cellsOf } from './cells.model.js';
import { completenessOf, missingCentres, missingTests, reconciliationsOf } from './completeness.model.js';
import { dm01Rows } from './dm01-context.model.js';
import { type EditionContent } from './edition-content.model.js';
import { type EditionInputs } from './edition-inputs.model.js';
import { rollUp } from './roll-up.model.js';
import { compareText } from './test-order.model.js';

/** Everything that an edition states, from what stood in the projections at its cut. */
export function buildContent(report: Report, inputs: EditionInputs): EditionContent {
  const { scope, period, areas, dm01 } = inputs;
  const days = report.days(period);
  const centres = inputs.centres
    .map((one) => ({ inputs: one, cells: cellsOf(report, period, one) }))
    .sort((left, right) => compareText(left.inputs.centre.code, right.inputs.centre.code));
  const known = centres.map((one) => one.inputs.centre);
  const { figures, totals } = rollUp(
    areas,
    known,
    centres.flatMap(({ cells }) => cells),
  );
  const named =
    areas.find(({ level, code }) => level === scope.level && code === scope.code) ??
    known.find(({ code }) => code === scope.code);
  return {
    kind: report.kind,
    scope: { level: scope.level, code: scope.code, name: named?.name ?? scope.code },
    period,
    bases: report.bases,
    completeness: completenessOf(centres, days),
    figures,
    totals,
    dm01: { month: dm01.month, rows: dm01Rows(inputs) },
    missing: { centres: missingCentres(centres, days, report), tests: missingTests(centres) },
    reconciliations: reconciliationsOf(centres, report),
  };
}
