import { PROGRAMME_TARGET, SPEND_KINDS, isIsoMonth, londonDate } from '@cdc/contracts';
import { type OverviewItem } from '../platform-api/overview-item.js';
import { type Kpi } from '../programme/kpi.model.js';
import { centresKpi, equipmentKpi, spendKpi, testsKpi } from '../programme/programme-kpis.model.js';
import { formatDate, formatInstant, formatLongDate, formatMonth } from '../words/format.model.js';
import { capitalised, centresFinding, financialMonth, weekCoverage } from '../words/programme-sentences.model.js';
import { alerts, type Alert } from './attention.model.js';
import { lateMachineLines, openingNext, type MachineLine, type OpeningLine } from './coming-lines.model.js';
import { boardLines, regionLines, type ComparedLine } from './compared-lines.model.js';
import { overviewLede } from './overview-lede.model.js';
import { progressFigure, type ProgressFigure } from './progress-figure.model.js';

export interface OverviewPage {
  readonly title: string;
  readonly caption: string;
  readonly asAt: string;
  readonly coverage: string;
  readonly isWhole: boolean;
  /** The end of the addresses of what this page lets download. */
  readonly query: string;
  /** Null until a centre is registered. */
  readonly shown: ShownOverview | null;
}

export interface ShownOverview {
  readonly lede: string;
  readonly kpis: readonly Kpi[];
  readonly progress: ProgressFigure;
  readonly alerts: readonly Alert[];
  readonly compared: { readonly heading: string; readonly columnName: string; readonly note: string; readonly lines: readonly ComparedLine[] };
  readonly forecastBy: string;
  readonly openings: readonly OpeningLine[];
  readonly overdueOpenings: string | null;
  readonly machines: readonly MachineLine[];
}

/** Everything that the overview of England or a region shows. */
export function overviewPage(overview: OverviewItem): OverviewPage {
  const { scope, week, at, completeness } = overview;
  const isWhole = scope.level === 'england';
  return {
    title: isWhole ? 'National overview' : `${scope.name} overview`,
    caption: `${scope.name}, week ending ${formatLongDate(week)}`,
    asAt: formatInstant(at),
    coverage: capitalised(weekCoverage(completeness.centresReported ?? 0, completeness.centresExpected ?? 0, week)),
    isWhole,
    query: isWhole ? '' : `?region=${encodeURIComponent(scope.code)}`,
    shown: shownOverview(overview, isWhole),
  };
}

function shownOverview(overview: OverviewItem, isWhole: boolean): ShownOverview | null {
  const { scope, week, openings } = overview;
  const centres = overview.centres.find(({ level, code }) => level === scope.level && code === scope.code);
  if (!centres || openings.length === 0) return null;
  const today = londonDate(new Date(overview.at));
  const coming = openingNext(openings, today);
  const forecastBy = formatMonth(PROGRAMME_TARGET.by.slice(0, 7));
  return {
    lede: overviewLede(overview, centres, today),
    kpis: kpis(overview),
    progress: progressFigure(overview, centres, today),
    alerts: alerts(overview),
    compared: isWhole
      ? { heading: 'Regions compared', columnName: 'Region', note: `Tests: week ending ${formatDate(week)}. Capital: ${monthWords(overview.month)}.`, lines: regionLines(overview) }
      : { heading: 'Integrated care boards compared', columnName: 'Integrated care board', note: `${centresFinding(centres)}.`, lines: boardLines(overview) },
    forecastBy,
    openings: coming.lines,
    overdueOpenings: coming.overdue,
    machines: lateMachineLines(overview.lateMachines),
  };
}

function kpis({ scope, centres, tests, weeks, installations, spend, month }: OverviewItem): Kpi[] {
  const isHere = (place: { readonly level: string; readonly code: string }) => place.level === scope.level && place.code === scope.code;
  return [
    centresKpi(centres.find(isHere)),
    testsKpi('Tests this week', tests.find(isHere), weeks.map(({ actual, plan }) => ({ value: actual, plan }))),
    equipmentKpi(installations.find((figure) => isHere(figure) && figure.milestone === 'FIRST_PATIENT' && figure.modality === null)),
    ...SPEND_KINDS.map((kind) => spendKpi(kind, monthWords(month), spend.find((figure) => isHere(figure) && figure.kind === kind && figure.line === null))),
  ];
}

/** "to month 7": months of the financial year, as finance counts them. */
function monthWords(month: string): string {
  return isIsoMonth(month) ? `to month ${financialMonth(month)}` : 'to date';
}
