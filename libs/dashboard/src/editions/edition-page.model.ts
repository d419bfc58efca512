import { LEVELS, type Level } from '@cdc/contracts';
import { type EditionContent, type EditionTotal, type Measures } from '../platform-api/edition-item.js';
import { formatCount, formatMonth } from '../words/format.model.js';
import { againstPlan, coverage, editionLede, periodName } from '../words/sentences.model.js';
import { dm01Rows, type Dm01Line } from './dm01-table.model.js';
import { figureLine, testName, testOrder, type FigureLine } from './figure-line.model.js';
import { type Places } from './places.model.js';

export interface Focus {
  readonly level: Level;
  readonly code: string;
}

export interface Kpi {
  readonly label: string;
  readonly value: string;
  readonly of: string | null;
  readonly sentence: string;
  readonly status: FigureLine['status'] | null;
}

export interface OrganisationLine extends FigureLine {
  readonly code: string;
  readonly name: string;
  readonly href: string | null;
}

export interface EditionPage {
  readonly title: string;
  readonly organisation: string;
  readonly period: string;
  readonly isWeekly: boolean;
  readonly trail: readonly { text: string; href: string }[];
  readonly lede: string;
  readonly coverage: string;
  readonly kpis: readonly Kpi[];
  readonly tests: readonly (FigureLine & { name: string })[];
  readonly beneath: { readonly heading: string; readonly columnName: string; readonly rows: readonly OrganisationLine[] } | null;
  readonly missingCentres: readonly { name: string; code: string; plan: string; otherGrain: string | null }[];
  readonly missingTests: readonly { centre: string; test: string; plan: string }[];
  readonly dm01: { readonly month: string; readonly note: string; readonly rows: readonly Dm01Line[]; readonly unknownIcb: readonly Dm01Line[] } | null;
  readonly reconciliations: readonly { centre: string; test: string; daily: string; other: string; otherGrain: string; difference: number }[];
}

const BENEATH: Readonly<Record<Level, { level: Level; heading: string; columnName: string } | null>> = {
  england: { level: 'region', heading: 'Regions', columnName: 'Region' },
  region: { level: 'icb', heading: 'Integrated care boards', columnName: 'Integrated care board' },
  icb: { level: 'cdc', heading: 'Centres', columnName: 'Centre' },
  cdc: null,
};

/** Everything the page of an edition shows for one of its organisations. `places` says which centre belongs where. */
export function editionPage(edition: EditionContent, focus: Focus, places: Places): EditionPage {
  const at = (level: Level, code: string) => edition.totals.filter((total) => total.level === level && total.code === code);
  const here = at(focus.level, focus.code);
  const organisation = nameOf(edition, focus);
  const dm01Total = here.find((total) => total.basis === 'DM01_15');
  const inside = (centreCode: string) => places.isInside(centreCode, focus);
  const missingCentres = edition.missing.centres.filter((centre) => inside(centre.code));
  return {
    title: `${organisation}: ${edition.kind} activity`,
    organisation,
    period: periodName(edition.kind, edition.period),
    isWeekly: edition.kind === 'weekly',
    trail: trail(edition, focus, places),
    lede: editionLede(organisation, edition.kind, edition.period, dm01Total),
    coverage: focus.level === 'cdc' ? '' : isWhole(edition, focus)
      ? coverage(edition.completeness.centresReported, edition.completeness.centresExpected)
      : coverageOf(here),
    kpis: kpis(here, missingCentres.length),
    tests: edition.figures
      .filter((figure) => figure.level === focus.level && figure.code === focus.code)
      .sort((a, b) => testOrder(a.test) - testOrder(b.test))
      .map((figure) => ({ ...figureLine(figure), name: testName(figure.test) })),
    beneath: beneath(edition, focus, places),
    missingCentres: missingCentres.map(({ name, code, plan, otherGrain }) => ({ name, code, otherGrain, plan: countOrNoPlan(plan) })),
    missingTests: edition.missing.tests
      .filter((missing) => inside(missing.cdcCode))
      .map(({ cdcName, test, plan }) => ({ centre: cdcName, test: testName(test), plan: countOrNoPlan(plan) })),
    dm01:
      edition.dm01.month === null
        ? null
        : {
            month: formatMonth(edition.dm01.month),
            note: focus.level === 'cdc' ? 'The host trust as a whole, not this centre.' : `Every provider in ${organisation}, not community diagnostic centres alone.`,
            ...dm01Rows(edition.dm01.rows, focus),
          },
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

/** The organisation that an address asks for, when the edition holds it; else the edition's own. */
export function focusOf(edition: EditionContent, level: string | undefined, code: string | undefined): Focus | null {
  const { scope } = edition;
  if (level === undefined && code === undefined) return { level: scope.level, code: scope.code };
  const known = LEVELS.find((one) => one === level);
  if (known === undefined || code === undefined) return null;
  const held = edition.totals.some((total) => total.level === known && total.code === code);
  return held || (known === scope.level && code === scope.code) ? { level: known, code } : null;
}

function kpis(totals: readonly EditionTotal[], centresMissing: number): Kpi[] {
  const dm01 = totals.find((total) => total.basis === 'DM01_15');
  const all = totals.find((total) => total.basis === 'ALL_CDC');
  const reported = all?.centresReported ?? 0;
  const expected = reported + centresMissing;
  return [
    testsKpi('The 15 DM01 tests', dm01),
    testsKpi('All CDC tests', all),
    {
      label: 'Centres that reported',
      value: formatCount(reported),
      of: `of ${formatCount(expected)}`,
      sentence: centresMissing === 0 ? 'No centre is missing.' : `${formatCount(centresMissing)} missing, named below.`,
      status: null,
    },
    {
      label: 'Planned, not reported',
      value: formatCount(all?.planNotReported ?? 0),
      of: 'tests',
      sentence: 'Kept apart from every comparison above: silence is not nought.',
      status: null,
    },
  ];
}

function testsKpi(label: string, total: EditionTotal | undefined): Kpi {
  if (!total || total.actual === null) return { label, value: 'No data', of: null, sentence: 'Nothing was reported.', status: null };
  const unplanned = total.actualWithoutPlan > 0 ? ` ${formatCount(total.actualWithoutPlan)} had no plan.` : '';
  return { label, value: formatCount(total.actual), of: null, sentence: `${capitalised(againstPlan(total))}.${unplanned}`, status: figureLine(total).status };
}

function beneath(edition: EditionContent, focus: Focus, places: Places): EditionPage['beneath'] {
  const next = BENEATH[focus.level];
  if (!next) return null;
  const rows = edition.totals
    .filter((total) => total.basis === 'ALL_CDC' && total.level === next.level && places.isBeneath(total, focus))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
    .map((total) => ({ ...figureLine(total), code: total.code, name: total.name, href: `?level=${total.level}&code=${encodeURIComponent(total.code)}` }));
  return { heading: next.heading, columnName: next.columnName, rows };
}

function trail(edition: EditionContent, focus: Focus, places: Places): { text: string; href: string }[] {
  const first = LEVELS.indexOf(edition.scope.level);
  return places
    .ancestors(focus)
    .filter((place) => LEVELS.indexOf(place.level) >= first)
    .map((place) => ({ text: nameOf(edition, place), href: `?level=${place.level}&code=${encodeURIComponent(place.code)}` }));
}

function nameOf(edition: EditionContent, { level, code }: Focus): string {
  if (edition.scope.level === level && edition.scope.code === code) return edition.scope.name;
  return edition.totals.find((total) => total.level === level && total.code === code)?.name ?? code;
}

function isWhole(edition: EditionContent, focus: Focus): boolean {
  return edition.scope.level === focus.level && edition.scope.code === focus.code;
}

function coverageOf(totals: readonly (Measures & { basis: string })[]): string {
  const all = totals.find((total) => total.basis === 'ALL_CDC');
  return coverage(all?.centresReported ?? 0, all?.centresExpected ?? 0);
}

function countOrNoPlan(plan: number | null): string {
  return plan === null ? 'No plan' : formatCount(plan);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
