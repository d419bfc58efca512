import { type SpendKind } from '@cdc/contracts';
import { type EditionContent, type SpendFigure, type UnmatchedSpend } from '../edition/edition-content.model.js';

export type Rating = 'green' | 'amber' | 'red';

export interface SpendFilter {
  readonly kind?: SpendKind | undefined;
  readonly line?: string | undefined;
}

/** A figure of one organisation in one period with its rating, or (line and kind null) what could not be compared with a plan. */
export type SpendItem = { readonly period: string; readonly basis: 'posted' } & (
  (SpendFigure & { readonly rating: Rating | null }) | (UnmatchedSpend & { readonly kind: null; readonly line: null; readonly unmatched: true })
);

/** Per cent of the plan to date, and of the budget, up to which a figure is green and amber. Under and over are rated the same. */
const TO_DATE = { green: 5, amber: 10 };
const OUTTURN = { green: 2, amber: 5 };

/** What an edition of the period would say of its own scope. Naming a line leaves out what is not matched. */
export function spendItems({ period, scope, spend }: EditionContent, { kind, line }: SpendFilter): readonly SpendItem[] {
  const isOwn = (row: { readonly level: string; readonly code: string }): boolean => row.level === scope.level && row.code === scope.code;
  const figures = spend.figures.filter((row) => isOwn(row) && (kind === undefined || row.kind === kind) && (line === undefined || row.line === line));
  const unmatched = kind === undefined && line === undefined ? spend.unmatched.filter(isOwn) : [];
  return [
    ...figures.map((row): SpendItem => ({ period, basis: 'posted', ...row, rating: spendRating(row) })),
    ...unmatched.map((row): SpendItem => ({ period, basis: 'posted', ...row, kind: null, line: null, unmatched: true })),
  ];
}

/** The worse of the variance to date and of the outturn against the budget; null where neither can be told. */
export function spendRating({ planToDate, varianceToDate, budget, forecastOutturn }: SpendFigure): Rating | null {
  const ratings = [
    rated(varianceToDate, planToDate, TO_DATE),
    rated(forecastOutturn === null || budget === null ? null : forecastOutturn - budget, budget, OUTTURN),
  ];
  return (['red', 'amber', 'green'] as const).find((one) => ratings.includes(one)) ?? null;
}

function rated(difference: number | null, of: number | null, limits: { readonly green: number; readonly amber: number }): Rating | null {
  if (difference === null || of === null) return null;
  const isWithin = (percent: number): boolean => Math.abs(difference) * 100 <= Math.abs(of) * percent;
  if (isWithin(limits.green)) return 'green';
  return isWithin(limits.amber) ? 'amber' : 'red';
}
