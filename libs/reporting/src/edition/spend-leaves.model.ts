import { isMatchedSpend, plannedInDays, type SpendKind } from '@cdc/contracts';
import { type MonthlyAmount, type SpendInputs } from './edition-inputs.model.js';
import { type Place } from './organisations.model.js';
import { type SpendWindow } from './spend-window.model.js';

/** The spend of one organisation itself, on one budget line, without what lies beneath it. Pence; null = not stated. */
export interface SpendLeaf {
  readonly place: Place;
  readonly kind: SpendKind;
  readonly line: string;
  plan: number | null;
  planToDate: number | null;
  budget: number | null;
  actual: number;
  actualToDate: number;
  /** Posted in the months that have ended. */
  ended: number;
  /** Forecast, else planned, for the months that remain; whether any of it is a forecast. */
  remaining: number;
  isForecast: boolean;
  committed: number | null;
  accrued: number | null;
  /** Whether anything is planned, posted, forecast or ordered in the year; a line of which nothing is is not shown. */
  isShown: boolean;
}

/** Plans, ledgers, forecasts and orders brought together by organisation, kind and line. */
export function spendLeaves({ plans, forecasts, ledgers, orders }: SpendInputs, window: SpendWindow): readonly SpendLeaf[] {
  const leaves = new Map<string, SpendLeaf>();
  const leafOf = (orgCode: string, place: Place, kind: SpendKind, line: string): SpendLeaf => {
    const key = `${orgCode} ${kind} ${line}`;
    const known = leaves.get(key);
    if (known) return known;
    const leaf = emptyLeaf(place, kind, line);
    leaves.set(key, leaf);
    return leaf;
  };
  const plannedBy = amountsByCell(plans);
  const forecastBy = amountsByCell(forecasts);
  for (const { orgCode, place, kind, line, months } of plannedBy.values()) addPlan(leafOf(orgCode, place, kind, line), months, window);
  for (const [key, { orgCode, place, kind, line, months }] of forecastBy) addForecast(leafOf(orgCode, place, kind, line), months, plannedBy.get(key)?.months, window);
  for (const [key, { orgCode, place, kind, line, months }] of plannedBy) {
    if (!forecastBy.has(key)) addForecast(leafOf(orgCode, place, kind, line), new Map(), months, window);
  }
  for (const { entity, month, amounts } of ledgers) {
    for (const amount of amounts) {
      const { kind, line, cdcCode } = amount;
      if (kind === null || line === null || !isMatchedSpend(amount)) continue;
      addPosted(leafOf(cdcCode ?? entity, amount.place, kind, line), { ...amount, month }, window);
    }
  }
  for (const { orgCode, place, kind, line, orderedPence, receiptedPence, invoicedPence } of orders) {
    const leaf = leafOf(orgCode, place, kind, line);
    leaf.committed = (leaf.committed ?? 0) + Math.max(0, orderedPence - receiptedPence);
    leaf.accrued = (leaf.accrued ?? 0) + Math.max(0, receiptedPence - invoicedPence);
    leaf.isShown = true;
  }
  return [...leaves.values()];
}

interface CellAmounts extends Omit<MonthlyAmount, 'month' | 'pence'> {
  readonly months: Map<string, number>;
}

function amountsByCell(amounts: readonly MonthlyAmount[]): ReadonlyMap<string, CellAmounts> {
  const cells = new Map<string, CellAmounts>();
  for (const { orgCode, place, kind, line, month, pence } of amounts) {
    const key = `${orgCode} ${kind} ${line}`;
    const cell = cells.get(key) ?? { orgCode, place, kind, line, months: new Map<string, number>() };
    cells.set(key, cell);
    cell.months.set(month, pence);
  }
  return cells;
}

function addPlan(leaf: SpendLeaf, months: ReadonlyMap<string, number>, { first, last, toDateFirst, year }: SpendWindow): void {
  const planned = (month: string): number | undefined => months.get(month);
  leaf.plan = plannedInDays(planned, first, last) ?? null;
  leaf.planToDate = plannedInDays(planned, toDateFirst, last) ?? null;
  const ofYear = year.filter((month) => months.has(month));
  if (ofYear.length === 0) return;
  leaf.budget = ofYear.reduce((sum, month) => sum + (months.get(month) ?? 0), 0);
  leaf.isShown = true;
}

function addForecast(
  leaf: SpendLeaf,
  forecast: ReadonlyMap<string, number>,
  planned: ReadonlyMap<string, number> | undefined,
  { remaining, year }: SpendWindow,
): void {
  leaf.remaining = remaining.reduce((sum, month) => sum + (forecast.get(month) ?? planned?.get(month) ?? 0), 0);
  leaf.isForecast = remaining.some((month) => forecast.has(month));
  if (year.some((month) => forecast.has(month))) leaf.isShown = true;
}

function addPosted(leaf: SpendLeaf, posted: { month: string; weekEnding: string; pence: number }, window: SpendWindow): void {
  if (window.isInPeriod(posted)) leaf.actual += posted.pence;
  if (window.isToDate(posted)) {
    leaf.actualToDate += posted.pence;
    leaf.isShown = true;
  }
  if (window.ended.includes(posted.month)) leaf.ended += posted.pence;
}

function emptyLeaf(place: Place, kind: SpendKind, line: string): SpendLeaf {
  return {
    place,
    kind,
    line,
    plan: null,
    planToDate: null,
    budget: null,
    actual: 0,
    actualToDate: 0,
    ended: 0,
    remaining: 0,
    isForecast: false,
    committed: null,
    accrued: null,
    isShown: false,
  };
}
