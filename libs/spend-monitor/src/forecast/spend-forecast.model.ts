import { BUDGET_LINES, SPEND_KINDS, type EventData, type SpendForecastStated, type SpendKind } from '@cdc/contracts';

/** Forecast spend of an organisation in a month on a line. */
export interface ForecastValue {
  readonly orgCode: string;
  /** `2020-06`. */
  readonly month: string;
  readonly kind: SpendKind;
  readonly line: string;
  readonly forecastPence: number;
}

export interface ForecastChanges {
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** The stated cells that are new or have another value. */
  readonly cells: readonly ForecastValue[];
}

export type OrganisationForecast = EventData<typeof SpendForecastStated>;

const monthKey = ({ orgCode, month }: ForecastValue): string => `${orgCode} ${month}`;
const cellKey = (cell: ForecastValue): string => `${monthKey(cell)} ${cell.kind} ${cell.line}`;

/** Compares what a file states with the forecast as it is. A file supersedes the cells that it states and no others. */
export function forecastChanges(present: readonly ForecastValue[], stated: readonly ForecastValue[]): ForecastChanges {
  const before = new Map(present.map((cell) => [cellKey(cell), cell.forecastPence]));
  const cells = stated.filter((cell) => before.get(cellKey(cell)) !== cell.forecastPence);
  const added = cells.filter((cell) => !before.has(cellKey(cell))).length;
  return { counts: { new: added, changed: cells.length - added, unchanged: stated.length - cells.length }, cells };
}

/** The months that changed, whole: changed cells over those that were there. Organisations by code, months by date, lines in the order of the vocabulary. */
export function wholeForecasts(present: readonly ForecastValue[], changed: readonly ForecastValue[]): OrganisationForecast[] {
  const touched = new Set(changed.map(monthKey));
  const merged = new Map([...present.filter((cell) => touched.has(monthKey(cell))), ...changed].map((cell) => [cellKey(cell), cell]));
  const forecasts: OrganisationForecast[] = [];
  for (const { orgCode, month, kind, line, forecastPence } of [...merged.values()].sort(inOrder)) {
    let forecast = forecasts.at(-1);
    if (forecast?.orgCode !== orgCode) forecasts.push((forecast = { orgCode, months: [] }));
    let lines = forecast.months.at(-1);
    if (lines?.month !== month) forecast.months.push((lines = { month, lines: [] }));
    lines.lines.push({ kind, line, forecastPence });
  }
  return forecasts;
}

function inOrder(one: ForecastValue, other: ForecastValue): number {
  if (monthKey(one) !== monthKey(other)) return monthKey(one) < monthKey(other) ? -1 : 1;
  return placeOf(one) - placeOf(other);
}

function placeOf({ kind, line }: ForecastValue): number {
  return SPEND_KINDS.indexOf(kind) * BUDGET_LINES.length + BUDGET_LINES.findIndex(({ code }) => code === line);
}
