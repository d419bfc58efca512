import { type Report } from '../reports/report.model.js';
import { cellsOf } from './cells.model.js';
import { centresOpen } from './centres-open.model.js';
import { completenessOf, missingCentres, missingTests, reconciliationsOf } from './completeness.model.js';
import { dm01Rows } from './dm01-context.model.js';
import { type Completeness, type EditionContent } from './edition-content.model.js';
import { type EditionInputs } from './edition-inputs.model.js';
import { installationCompleteness, installationFigures } from './installations.model.js';
import { rollUp } from './roll-up.model.js';
import { spendCompleteness, spendFigures, unmatchedSpend } from './spend.model.js';
import { spendWindow } from './spend-window.model.js';
import { compareText } from './test-order.model.js';

/** The part of an edition that one domain states. */
type Part = Omit<EditionContent, 'kind' | 'scope' | 'period' | 'bases'>;

const NOTHING: Part = {
  completeness: {},
  figures: [],
  totals: [],
  dm01: { month: null, rows: [] },
  centres: [],
  installations: [],
  spend: { figures: [], unmatched: [] },
  missing: { centres: [], tests: [], machines: [], entities: [] },
  reconciliations: [],
};

/** Everything that an edition states, from what stood in the projections at its cut. A domain that the report does not cover stays empty. */
export function buildContent(report: Report, inputs: EditionInputs): EditionContent {
  const { scope, period } = inputs;
  const covers = (domain: Report['domains'][number]): boolean => report.domains.includes(domain);
  const activity = covers('activity') ? activityPart(report, inputs) : NOTHING;
  const installations = covers('installations') ? installationsPart(report, inputs) : NOTHING;
  const spend = covers('spend') ? spendPart(report, inputs) : NOTHING;
  const completeness: Completeness = { ...activity.completeness, ...installations.completeness, ...spend.completeness };
  return {
    kind: report.kind,
    scope: { level: scope.level, code: scope.code, name: nameOfScope(inputs) },
    period,
    bases: report.bases,
    ...activity,
    completeness,
    centres: installations.centres,
    installations: installations.installations,
    spend: spend.spend,
    missing: { ...activity.missing, machines: installations.missing.machines, entities: spend.missing.entities },
  };
}

function activityPart(report: Report, inputs: EditionInputs): Part {
  const { period, areas, dm01 } = inputs;
  const days = report.days(period);
  const centres = inputs.centres
    .map((one) => ({ inputs: one, cells: cellsOf(report, period, one) }))
    .sort((left, right) => compareText(left.inputs.centre.code, right.inputs.centre.code));
  const known = centres.map((one) => one.inputs.centre);
  return {
    ...NOTHING,
    completeness: completenessOf(centres, days),
    ...rollUp(
      areas,
      known,
      centres.flatMap(({ cells }) => cells),
    ),
    dm01: { month: dm01.month, rows: dm01Rows(inputs) },
    missing: { ...NOTHING.missing, centres: missingCentres(centres, days, report), tests: missingTests(centres) },
    reconciliations: reconciliationsOf(centres, report),
  };
}

function installationsPart(report: Report, inputs: EditionInputs): Part {
  const days = report.days(inputs.period);
  const { expected, silent } = installationCompleteness(inputs, days);
  return {
    ...NOTHING,
    completeness: {
      installations: { machinesExpected: expected, machinesUpdated: expected - silent.length, machinesNotUpdated: silent.length },
    },
    centres: centresOpen({ ...inputs, centres: inputs.centres.map(({ centre }) => centre) }, days.last),
    installations: installationFigures(inputs, days),
    missing: { ...NOTHING.missing, machines: silent },
  };
}

function spendPart(report: Report, inputs: EditionInputs): Part {
  const window = spendWindow(report, inputs.period);
  const { expected, missing } = spendCompleteness(inputs, window);
  return {
    ...NOTHING,
    completeness: { spend: { entitiesExpected: expected, entitiesPosted: expected - missing.length, entitiesNotPosted: missing.length } },
    spend: { figures: spendFigures(inputs, window), unmatched: unmatchedSpend(inputs, window) },
    missing: { ...NOTHING.missing, entities: missing },
  };
}

function nameOfScope({ scope, areas, centres }: EditionInputs): string {
  const named =
    areas.find(({ level, code }) => level === scope.level && code === scope.code) ??
    centres.map(({ centre }) => centre).find(({ code }) => code === scope.code);
  return named?.name ?? scope.code;
}
