import { type Direction, type SpendFigure } from './edition-content.js';
import { placesByCode } from './places.js';
import { daysInMonth } from './plain-dates.js';
import { BUDGET_LINES, LINES_BY_CENTRE, SPEND_KINDS, type SpendKind } from './programme-names.js';
import { type Geography, type Organisation } from './published-lists.js';
import { type DayRange, type PostingTime, type SpendPeriod } from './spend-period.js';
import { type AmountCell, type Ledger, type LedgerLine, type PurchaseOrder, type StatedProgramme } from './stated-programme.js';
import { shareOfDays, totalOfStated } from './whole-numbers.js';

interface Posted extends PostingTime {
  readonly pence: bigint;
}

/** Everything stated of one place, kind and line, with what lies beneath the place. */
interface Stated {
  readonly plans: AmountCell[];
  readonly forecasts: AmountCell[];
  readonly posted: Posted[];
  readonly orders: PurchaseOrder[];
}

type Amounts = Omit<SpendFigure, 'level' | 'code' | 'name' | 'kind' | 'line' | 'direction' | 'directionToDate'>;

/** Whether a ledger line can be compared with a plan. */
export function isMatched(line: LedgerLine): line is LedgerLine & { kind: SpendKind; line: string } {
  if (line.kind === null || line.line === null) return false;
  return line.cdcCode !== null || !LINES_BY_CENTRE.includes(line.line);
}

function byPlaceAndLine(geography: Geography, programme: StatedProgramme): (place: string, kind: SpendKind, line: string) => Stated {
  const placesOf = placesByCode(geography);
  const found = new Map<string, Stated>();
  const at = (place: string, kind: SpendKind, line: string): Stated => {
    const key = `${place} ${kind} ${line}`;
    const stated = found.get(key) ?? { plans: [], forecasts: [], posted: [], orders: [] };
    found.set(key, stated);
    return stated;
  };
  const each = (orgCode: string, kind: SpendKind, line: string, add: (stated: Stated) => void): void => {
    for (const place of placesOf(orgCode)) add(at(place, kind, line));
  };
  for (const cell of programme.plans.values()) each(cell.orgCode, cell.kind, cell.line, ({ plans }) => plans.push(cell));
  for (const cell of programme.forecasts.values()) each(cell.orgCode, cell.kind, cell.line, ({ forecasts }) => forecasts.push(cell));
  for (const order of programme.orders.values()) each(order.orgCode, order.kind, order.line, ({ orders }) => orders.push(order));
  for (const { entity, month, lines } of programme.ledgers.values()) {
    for (const line of lines.filter(isMatched)) {
      const { weekEnding, pence } = line;
      each(line.cdcCode ?? entity, line.kind, line.line, ({ posted }) => posted.push({ month, weekEnding, pence }));
    }
  }
  return at;
}

function planOver(ranges: readonly DayRange[], plans: readonly AmountCell[]): bigint | null {
  return totalOfStated(
    ranges.flatMap(({ month, from, to }) => plans.filter((cell) => cell.month === month).map(({ pence }) => shareOfDays(pence, from, to, daysInMonth(month)))),
  );
}

/** Posted in the months that have ended; then each organisation's forecast of a month, or its plan where it has none. */
function outturnOf({ plans, forecasts, posted }: Stated, { ended, remaining }: SpendPeriod): bigint | null {
  const ahead = (cells: readonly AmountCell[]): AmountCell[] => cells.filter(({ month }) => remaining.includes(month));
  if (ahead(forecasts).length === 0) return null;
  const expected = new Map([...ahead(plans), ...ahead(forecasts)].map(({ orgCode, month, pence }) => [`${orgCode} ${month}`, pence]));
  const spent = posted.filter(({ month }) => ended.includes(month)).map(({ pence }) => pence);
  return totalOfStated([...spent, ...expected.values()]);
}

const difference = (left: bigint | null, right: bigint | null): bigint | null => (left === null || right === null ? null : left - right);
const aboveNil = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** Over plan is adverse. */
function directionOf(variance: bigint | null): Direction | null {
  return variance === null ? null : variance > 0n ? 'adverse' : variance < 0n ? 'favourable' : 'on plan';
}

/** Whether anybody has posted the ledgers that a period, and a year up to it, are made of. */
function ledgersPosted(ledgers: readonly Ledger[], period: SpendPeriod): { readonly now: boolean; readonly toDate: boolean } {
  const months = new Set(ledgers.map(({ month }) => month));
  return { now: period.days.some(({ month }) => months.has(month)), toDate: period.year.some((month) => month <= period.month && months.has(month)) };
}

function amountsOf(stated: Stated, period: SpendPeriod, isPosted: ReturnType<typeof ledgersPosted>): Amounts {
  const sum = (posted: readonly Posted[]): bigint => posted.reduce((total, { pence }) => total + pence, 0n);
  const plan = planOver(period.days, stated.plans);
  const planToDate = planOver(period.daysToDate, stated.plans);
  const actual = isPosted.now ? sum(stated.posted.filter(period.holds)) : null;
  const actualToDate = isPosted.toDate ? sum(stated.posted.filter(period.holdsToDate)) : null;
  return {
    plan,
    actual,
    variance: difference(actual, plan),
    planToDate,
    actualToDate,
    varianceToDate: difference(actualToDate, planToDate),
    budget: totalOfStated(stated.plans.filter(({ month }) => period.year.includes(month)).map(({ pence }) => pence)),
    forecastOutturn: outturnOf(stated, period),
    committed: totalOfStated(stated.orders.map(({ ordered, receipted }) => aboveNil(ordered - receipted))),
    accrued: totalOfStated(stated.orders.map(({ receipted, invoiced }) => aboveNil(receipted - invoiced))),
  };
}

function isWorthARow({ plans, forecasts, posted, orders }: Stated, { year, holdsToDate }: SpendPeriod): boolean {
  const inYear = ({ month }: AmountCell): boolean => year.includes(month);
  return orders.length > 0 || plans.some(inYear) || forecasts.some(inYear) || posted.some(holdsToDate);
}

function sumOfLines(lines: readonly Amounts[]): Amounts {
  const total = (column: keyof Amounts): bigint | null => totalOfStated(lines.map((line) => line[column]));
  return {
    plan: total('plan'),
    actual: total('actual'),
    variance: total('variance'),
    planToDate: total('planToDate'),
    actualToDate: total('actualToDate'),
    varianceToDate: total('varianceToDate'),
    budget: total('budget'),
    forecastOutturn: total('forecastOutturn'),
    committed: total('committed'),
    accrued: total('accrued'),
  };
}

/** Spend by place, kind and line; the sum of all lines stands before the lines. */
export function expectedSpendFigures(geography: Geography, programme: StatedProgramme, organisations: readonly Organisation[], period: SpendPeriod): SpendFigure[] {
  const statedOf = byPlaceAndLine(geography, programme);
  const isPosted = ledgersPosted([...programme.ledgers.values()], period);
  return organisations.flatMap(({ level, code, name }) =>
    SPEND_KINDS.flatMap((kind): SpendFigure[] => {
      const row = (line: string | null, amounts: Amounts): SpendFigure => {
        const [direction, directionToDate] = [directionOf(amounts.variance), directionOf(amounts.varianceToDate)];
        return { level, code, name, kind, line, ...amounts, direction, directionToDate };
      };
      const lines = BUDGET_LINES.map((line) => ({ line: line.code, stated: statedOf(code, kind, line.code) }))
        .filter(({ stated }) => isWorthARow(stated, period))
        .map(({ line, stated }) => ({ line, amounts: amountsOf(stated, period, isPosted) }));
      if (lines.length === 0) return [];
      return [row(null, sumOfLines(lines.map(({ amounts }) => amounts))), ...lines.map(({ line, amounts }) => row(line, amounts))];
    }),
  );
}
