import { BUDGET_LINES, SPEND_KINDS, type SpendKind } from '@cdc/contracts';
import { type EditionContent } from '../platform-api/edition-item.js';
import { type SpendFigure } from '../platform-api/programme-figures.js';
import { financeRating } from '../programme/finance-rating.model.js';
import { KIND_NAMES, RATING_STATUS } from '../programme/programme-kpis.model.js';
import { counted, formatCount, formatMonth } from '../words/format.model.js';
import { formatMillions, formatMoney, formatSignedMillions } from '../words/money.model.js';
import { capitalised, moneyAgainstPlan } from '../words/programme-sentences.model.js';
import { NO_PLAN, type FigureStatus } from './figure-line.model.js';
import { BENEATH, figuresBeneath, hrefOf, isAt, type Focus } from './focus.model.js';
import { type Places } from './places.model.js';

/** Amounts in £ million. `word` says what the variance beside it means, for reading without colour. */
export interface SpendLine {
  readonly name: string;
  readonly href: string | null;
  readonly isTotal: boolean;
  readonly rating: FigureStatus;
  readonly plan: string;
  readonly actual: string;
  readonly variance: string;
  readonly planToDate: string;
  readonly actualToDate: string;
  readonly varianceToDate: string;
  readonly word: string;
  readonly isAdverse: boolean;
  readonly budget: string;
  readonly outturn: string;
  readonly committed: string;
}

/** What a report says of money; null where it says nothing. */
export interface SpendPart {
  readonly heading: string;
  readonly kinds: readonly { readonly kind: SpendKind; readonly name: string; readonly rows: readonly SpendLine[] }[];
  readonly beneath: { readonly columnName: string; readonly kinds: readonly { readonly kind: SpendKind; readonly name: string; readonly rows: readonly SpendLine[] }[] } | null;
  readonly unmatched: { readonly words: string; readonly amount: string; readonly amountToDate: string } | null;
  readonly missing: readonly { name: string; code: string; month: string; lastMonth: string }[];
}

const NO_DATA = 'No data';

export function spendPart(edition: EditionContent, focus: Focus, places: Places): SpendPart | null {
  const { figures, unmatched } = edition.spend;
  const here = figures.filter((figure) => isAt(figure, focus));
  const queue = unmatched.find((row) => isAt(row, focus));
  const missing = isAt(edition.scope, focus) ? edition.missing.entities : [];
  if (here.length === 0 && !queue && missing.length === 0) return null;
  // What a board or a centre spends vanishes in one decimal of a million.
  const decimals = focus.level === 'england' || focus.level === 'region' ? 1 : 2;
  const next = BENEATH[focus.level];
  return {
    heading: spendHeading(here),
    kinds: SPEND_KINDS.flatMap((kind) => {
      const rows = linesOf(here.filter((figure) => figure.kind === kind), decimals);
      return rows.length === 0 ? [] : [{ kind, name: KIND_NAMES[kind], rows }];
    }),
    beneath: next && {
      columnName: next.columnName,
      kinds: SPEND_KINDS.flatMap((kind) => {
        const rows = figuresBeneath(figures.filter((figure) => figure.kind === kind && figure.line === null), focus, places);
        return rows.length === 0 ? [] : [{ kind, name: KIND_NAMES[kind], rows: rows.map((figure) => ({ ...spendLine(figure, figure.name, decimals), href: hrefOf(figure) })) }];
      }),
    },
    unmatched: queue
      ? {
          words: `${counted(queue.linesToDate, 'ledger line', 'ledger lines')} without a centre, kind or budget line, ${formatCount(queue.lines)} of the period`,
          amount: formatMillions(queue.amount, decimals),
          amountToDate: formatMillions(queue.amountToDate, decimals),
        }
      : null,
    missing: missing.map(({ name, code, month, lastMonth }) => ({ name, code, month: formatMonth(month), lastMonth: formatMonth(lastMonth) })),
  };
}

/** "Capital £32.6m (14%) under the plan of £231.0m, revenue as planned (£12.0m)" */
function spendHeading(here: readonly SpendFigure[]): string {
  const parts = SPEND_KINDS.flatMap((kind) => here.filter((figure) => figure.kind === kind && figure.line === null && figure.varianceToDate !== null))
    .map(({ kind, varianceToDate, planToDate }) => `${KIND_NAMES[kind].toLowerCase()} ${moneyAgainstPlan(varianceToDate, planToDate)}`);
  return parts.length === 0 ? 'Spend against plan' : capitalised(parts.join(', '));
}

/** Lines in the order of the vocabulary, then all lines. */
function linesOf(figures: readonly SpendFigure[], decimals: 1 | 2): SpendLine[] {
  const order = (code: string) => BUDGET_LINES.findIndex((line) => line.code === code);
  const lines = figures.flatMap((figure) => (figure.line === null ? [] : [{ figure, line: figure.line }])).sort((a, b) => order(a.line) - order(b.line));
  const whole = figures.find(({ line }) => line === null);
  return [
    ...lines.map(({ figure, line }) => spendLine(figure, BUDGET_LINES.find(({ code }) => code === line)?.name ?? line, decimals)),
    ...(whole ? [{ ...spendLine(whole, `All ${KIND_NAMES[whole.kind].toLowerCase()}`, decimals), isTotal: true }] : []),
  ];
}

function spendLine(figure: SpendFigure, name: string, decimals: 1 | 2): SpendLine {
  const amount = (pence: number | null, none: string) => (pence === null ? none : formatMillions(pence, decimals));
  const difference = (pence: number | null) => (pence === null ? '' : formatSignedMillions(pence, decimals));
  const rating = financeRating(figure);
  return {
    name,
    href: null,
    isTotal: false,
    rating: rating === null ? NO_PLAN : RATING_STATUS[rating],
    plan: amount(figure.plan, 'No plan'),
    actual: amount(figure.actual, NO_DATA),
    variance: difference(figure.variance),
    planToDate: amount(figure.planToDate, 'No plan'),
    actualToDate: amount(figure.actualToDate, NO_DATA),
    varianceToDate: difference(figure.varianceToDate),
    word: figure.directionToDate ?? '',
    isAdverse: figure.directionToDate === 'adverse',
    budget: amount(figure.budget, 'No plan'),
    outturn: amount(figure.forecastOutturn, NO_DATA),
    committed: amount(figure.committed, ''),
  };
}

/** What is left out of every figure above, in full. */
export function unmatchedSentence(edition: EditionContent): string | null {
  const queue = edition.spend.unmatched.find((row) => isAt(row, edition.scope));
  if (!queue || queue.linesToDate === 0) return null;
  return `${counted(queue.linesToDate, 'ledger line', 'ledger lines')} worth ${formatMoney(queue.amountToDate)} cannot be compared with a plan and are in no figure of spend.`;
}
