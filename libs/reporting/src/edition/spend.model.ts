import { BUDGET_LINES, SPEND_KINDS, isMatchedSpend, type SpendKind } from '@cdc/contracts';
import { type MissingEntity, type OrganisationName, type SpendFigure, type UnmatchedSpend } from './edition-content.model.js';
import { type EditionInputs, type PostedLedger } from './edition-inputs.model.js';
import { grouped } from './grouped.model.js';
import { byOrganisation, isWithin, type OrganisationItems } from './organisations.model.js';
import { directionOf } from './roll-up.model.js';
import { spendLeaves, type SpendLeaf } from './spend-leaves.model.js';
import { type SpendWindow } from './spend-window.model.js';
import { compareText } from './test-order.model.js';

type ScopeInputs = Pick<EditionInputs, 'scope' | 'areas' | 'centres' | 'spend'>;

const LINE_ORDER: readonly string[] = BUDGET_LINES.map(({ code }) => code);

/** Whether a ledger that counts in the period, or in the year to date, has been posted by anybody. */
interface Posted {
  readonly inPeriod: boolean;
  readonly toDate: boolean;
}

/** Spend by organisation, kind and line; of each kind all lines first. */
export function spendFigures({ areas, centres, spend }: ScopeInputs, window: SpendWindow): readonly SpendFigure[] {
  const months = spend.ledgers.map(({ month }) => month);
  const posted: Posted = {
    inPeriod: months.some((month) => window.months.includes(month)),
    toDate: months.some((month) => month >= (window.year[0] ?? '') && month <= window.month),
  };
  return byOrganisation(areas, centres.map(({ centre }) => centre), spendLeaves(spend, window), ({ place }) => place).flatMap((organisation) =>
    SPEND_KINDS.flatMap((kind) => figuresOfKind(organisation, kind, posted)),
  );
}

/** Lines that nothing can be compared with, for the scope and its areas. The scope always has its row. */
export function unmatchedSpend({ scope, areas, centres, spend }: ScopeInputs, window: SpendWindow): readonly UnmatchedSpend[] {
  const lines = spend.ledgers.flatMap(({ place, month, amounts }) =>
    amounts.filter((amount) => !isMatchedSpend(amount)).map((amount) => ({ ...amount, month, entity: place })),
  );
  const toDate = lines.filter((line) => window.isToDate(line));
  const rows = byOrganisation(areas, [], toDate, ({ entity }) => entity).map(({ level, code, name, items }): UnmatchedSpend => {
    const inPeriod = items.filter((line) => window.isInPeriod(line));
    return { level, code, name, lines: sum(inPeriod, 'lines'), amount: sum(inPeriod, 'pence'), linesToDate: sum(items, 'lines'), amountToDate: sum(items, 'pence') };
  });
  if (rows.some(({ level, code }) => level === scope.level && code === scope.code)) return rows;
  const named = [...areas, ...centres.map(({ centre }) => centre)].find(({ code }) => code === scope.code);
  return [{ level: scope.level, code: scope.code, name: named?.name ?? scope.code, lines: 0, amount: 0, linesToDate: 0, amountToDate: 0 }, ...rows];
}

/** Entities of the scope that have posted a ledger up to the window's month, and those whose ledger of that month is not there. */
export function spendCompleteness({ scope, spend }: ScopeInputs, { month }: SpendWindow): { readonly expected: number; readonly missing: readonly MissingEntity[] } {
  const latest = new Map<string, PostedLedger>();
  for (const ledger of spend.ledgers) {
    if (ledger.month > month || !isWithin(ledger.place, scope)) continue;
    const known = latest.get(ledger.entity);
    if (!known || known.month < ledger.month) latest.set(ledger.entity, ledger);
  }
  const missing = [...latest.values()]
    .filter((ledger) => ledger.month < month)
    .map(({ entity, name, month: lastMonth }) => ({ code: entity, name, month, lastMonth }))
    .sort((left, right) => compareText(left.code, right.code));
  return { expected: latest.size, missing };
}

function figuresOfKind({ items, ...organisation }: OrganisationItems<SpendLeaf>, kind: SpendKind, posted: Posted): readonly SpendFigure[] {
  const ofKind = items.filter((leaf) => leaf.kind === kind);
  const lines = [...grouped(ofKind, ({ line }) => line)]
    .filter(([, leaves]) => leaves.some(({ isShown }) => isShown))
    .sort(([left], [right]) => LINE_ORDER.indexOf(left) - LINE_ORDER.indexOf(right))
    .map(([line, leaves]) => figureOf(organisation, kind, line, amountsOfLine(leaves, posted)));
  return lines.length === 0 ? [] : [figureOf(organisation, kind, null, amountsOfLines(lines)), ...lines];
}

/** The columns of a figure that add up: over lines a variance is that of the lines that have both sides. */
type Amounts = Pick<SpendFigure, 'variance' | 'varianceToDate' | 'plan' | 'actual' | 'planToDate' | 'actualToDate' | 'budget' | 'forecastOutturn' | 'committed' | 'accrued'>;

function amountsOfLine(leaves: readonly SpendLeaf[], posted: Posted): Amounts {
  const total = (of: (leaf: SpendLeaf) => number | null): number | null => sumOf(leaves.map(of));
  const plan = total((leaf) => leaf.plan);
  const actual = posted.inPeriod ? total((leaf) => leaf.actual) : null;
  const planToDate = total((leaf) => leaf.planToDate);
  const actualToDate = posted.toDate ? total((leaf) => leaf.actualToDate) : null;
  return {
    plan,
    actual,
    variance: difference(actual, plan),
    planToDate,
    actualToDate,
    varianceToDate: difference(actualToDate, planToDate),
    budget: total(({ budget }) => budget),
    forecastOutturn: leaves.some(({ isForecast }) => isForecast) ? total(({ ended, remaining }) => ended + remaining) : null,
    committed: total(({ committed }) => committed),
    accrued: total(({ accrued }) => accrued),
  };
}

function amountsOfLines(lines: readonly SpendFigure[]): Amounts {
  const total = (name: keyof Amounts): number | null => sumOf(lines.map((line) => line[name]));
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

function figureOf({ level, code, name }: OrganisationName, kind: SpendKind, line: string | null, amounts: Amounts): SpendFigure {
  const { plan, actual, variance, planToDate, actualToDate, varianceToDate, budget, forecastOutturn, committed, accrued } = amounts;
  return {
    ...{ level, code, name, kind, line, plan, actual, variance },
    direction: variance === null ? null : directionOf(variance, 'adverse'),
    ...{ planToDate, actualToDate, varianceToDate },
    directionToDate: varianceToDate === null ? null : directionOf(varianceToDate, 'adverse'),
    ...{ budget, forecastOutturn, committed, accrued },
  };
}

function difference(actual: number | null, plan: number | null): number | null {
  return actual === null || plan === null ? null : actual - plan;
}

function sumOf(values: readonly (number | null)[]): number | null {
  const stated = values.filter((value) => value !== null);
  return stated.length === 0 ? null : stated.reduce((total, value) => total + value, 0);
}

function sum(rows: readonly { readonly lines: number; readonly pence: number }[], of: 'lines' | 'pence'): number {
  return rows.reduce((total, row) => total + row[of], 0);
}
