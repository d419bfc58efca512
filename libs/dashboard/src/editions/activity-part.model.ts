import { type EditionContent } from '../platform-api/edition-item.js';
import { type Total } from '../platform-api/programme-figures.js';
import { type Kpi } from '../programme/kpi.model.js';
import { testsKpi } from '../programme/programme-kpis.model.js';
import { formatCount, formatMonth } from '../words/format.model.js';
import { coverage } from '../words/sentences.model.js';
import { dm01Rows, type Dm01Line } from './dm01-table.model.js';
import { figureLine, testName, testOrder, type FigureLine } from './figure-line.model.js';
import { BENEATH, figuresBeneath, hrefOf, isAt, isWhole, nameOf, type Focus } from './focus.model.js';
import { type Places } from './places.model.js';

export interface OrganisationLine extends FigureLine {
  readonly code: string;
  readonly name: string;
  readonly href: string;
}

/** What a report says of tests. */
export interface ActivityPart {
  readonly coverage: string;
  readonly tests: readonly (FigureLine & { name: string })[];
  readonly beneath: { readonly heading: string; readonly columnName: string; readonly rows: readonly OrganisationLine[] } | null;
  readonly missingCentres: readonly { name: string; code: string; plan: string; otherGrain: string | null }[];
  readonly missingTests: readonly { centre: string; test: string; plan: string }[];
  readonly dm01: { readonly month: string; readonly note: string; readonly rows: readonly Dm01Line[]; readonly unknownIcb: readonly Dm01Line[] } | null;
  readonly reconciliations: readonly { centre: string; test: string; daily: string; other: string; otherGrain: string; difference: number }[];
}

export function activityPart(edition: EditionContent, focus: Focus, places: Places): ActivityPart {
  const { completeness, missing } = edition;
  const inside = (centreCode: string) => places.isInside(centreCode, focus);
  const all = edition.totals.find((total) => isAt(total, focus) && total.basis === 'ALL_CDC');
  const whole = { reported: completeness.centresReported ?? 0, expected: completeness.centresExpected ?? 0 };
  const here = isWhole(edition, focus) ? whole : { reported: all?.centresReported ?? 0, expected: all?.centresExpected ?? 0 };
  return {
    coverage: focus.level === 'cdc' ? '' : coverage(here.reported, here.expected),
    tests: edition.figures
      .filter((figure) => isAt(figure, focus))
      .sort((a, b) => testOrder(a.test) - testOrder(b.test))
      .map((figure) => ({ ...figureLine(figure), name: testName(figure.test) })),
    beneath: beneath(edition, focus, places),
    missingCentres: missing.centres.filter(({ code }) => inside(code)).map(({ name, code, plan, otherGrain }) => ({ name, code, otherGrain, plan: countOrNoPlan(plan) })),
    missingTests: missing.tests
      .filter(({ cdcCode }) => inside(cdcCode))
      .map(({ cdcName, test, plan }) => ({ centre: cdcName, test: testName(test), plan: countOrNoPlan(plan) })),
    dm01: dm01(edition, focus),
    reconciliations: edition.reconciliations
      .filter((row) => inside(row.cdcCode))
      .map((row) => ({
        centre: nameOf(edition, { level: 'cdc', code: row.cdcCode }),
        test: testName(row.test),
        daily: formatCount(row.daily),
        other: formatCount(row.other),
        otherGrain: row.otherGrain,
        difference: row.difference,
      })),
  };
}

export function activityKpis(totals: readonly Total[], centresMissing: number): Kpi[] {
  const dm01Total = totals.find((total) => total.basis === 'DM01_15');
  const all = totals.find((total) => total.basis === 'ALL_CDC');
  const reported = all?.centresReported ?? 0;
  return [
    testsKpi('The 15 DM01 tests', dm01Total),
    testsKpi('All CDC tests', all),
    {
      label: 'Centres that reported',
      value: formatCount(reported),
      of: `of ${formatCount(reported + centresMissing)}`,
      graphic: null,
      sentence: centresMissing === 0 ? 'No centre is missing.' : `${formatCount(centresMissing)} missing, named below.`,
      status: null,
    },
    {
      label: 'Planned, not reported',
      value: formatCount(all?.planNotReported ?? 0),
      of: 'tests',
      graphic: null,
      sentence: 'Kept apart from every comparison above: silence is not nought.',
      status: null,
    },
  ];
}

function beneath(edition: EditionContent, focus: Focus, places: Places): ActivityPart['beneath'] {
  const next = BENEATH[focus.level];
  if (!next) return null;
  const totals = edition.totals.filter(({ basis }) => basis === 'ALL_CDC');
  const rows = figuresBeneath(totals, focus, places).map((total) => ({ ...figureLine(total), code: total.code, name: total.name, href: hrefOf(total) }));
  return { heading: next.heading, columnName: next.columnName, rows };
}

function dm01(edition: EditionContent, focus: Focus): ActivityPart['dm01'] {
  if (edition.dm01.month === null) return null;
  const note = focus.level === 'cdc' ? 'The host trust as a whole, not this centre.' : `Every provider in ${nameOf(edition, focus)}, not community diagnostic centres alone.`;
  return { month: formatMonth(edition.dm01.month), note, ...dm01Rows(edition.dm01.rows, focus) };
}

function countOrNoPlan(plan: number | null): string {
  return plan === null ? 'No plan' : formatCount(plan);
}
