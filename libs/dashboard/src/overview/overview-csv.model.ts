import { type OverviewItem } from '../platform-api/overview-item.js';
import { type SpendFigure } from '../platform-api/programme-figures.js';
import { csvFile } from '../words/csv-file.model.js';
import { progressOf } from './openings.model.js';
import { progressRows } from './progress-figure.model.js';
import { regionStatus } from './region-status.model.js';

/**
 * The lines of the progress chart: centres open, planned and forecast at the end of each month.
 * @param label of synthetic data, which then stands in a last column of every line
 */
export function progressCsv({ scope, centres, openings }: OverviewItem, today: string, label: string | null): string {
  const open = centres.find(({ level, code }) => level === scope.level && code === scope.code)?.open ?? 0;
  const rows = progressRows(progressOf(openings, open, today));
  return labelledCsv(label, ['level', 'code', 'day', 'open', 'plan', 'forecast'], rows.map((row) => [scope.level, scope.code, row.day, row.open, row.plan, row.forecast]));
}

function labelledCsv(label: string | null, columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return label === null ? csvFile(columns, rows) : csvFile([...columns, 'data_set'], rows.map((row) => [...row, label]));
}

const COMPARED_COLUMNS = [
  'level',
  'code',
  'name',
  'status',
  'why',
  'open',
  'planned',
  'target',
  'forecast',
  'late_machines',
  'tests',
  'tests_plan',
  'tests_variance',
  'capital_plan_to_date_pence',
  'capital_actual_to_date_pence',
  'capital_variance_to_date_pence',
];

/** Everything that the table of organisations compares, unrounded; money in whole pence. @param label as {@link progressCsv} */
export function comparedCsv(overview: OverviewItem, label: string | null): string {
  const rows = overview.centres.map((centres) => {
    const { level, code, name, open, planned, target, forecast } = centres;
    const isHere = (place: { readonly level: string; readonly code: string }) => place.level === level && place.code === code;
    const spend = overview.spend.filter((figure) => isHere(figure) && figure.line === null);
    const tests = overview.tests.find(isHere);
    const machines = overview.installations.find((figure) => isHere(figure) && figure.milestone === 'FIRST_PATIENT' && figure.modality === null);
    const { status, why } = regionStatus(centres, spend);
    return [
      level, code, name, status.text, why, open, planned, target, forecast,
      machines?.late ?? null, tests?.actual ?? null, tests?.plan ?? null, tests?.variance ?? null,
      ...capitalCells(spend.find(({ kind }) => kind === 'capital')),
    ];
  });
  return labelledCsv(label, COMPARED_COLUMNS, rows);
}

function capitalCells(capital: SpendFigure | undefined): (number | null)[] {
  return [capital?.planToDate ?? null, capital?.actualToDate ?? null, capital?.varianceToDate ?? null];
}
