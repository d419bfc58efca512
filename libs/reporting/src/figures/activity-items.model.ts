import { type ActivityBasis } from '@cdc/contracts';
import { type EditionContent, type Figure, type Total } from '../edition/edition-content.model.js';

export interface ActivityFilter {
  readonly test?: string | undefined;
  readonly basis?: ActivityBasis | undefined;
}

/** One number of one organisation in one period: of a test, or of all tests of a basis. */
export type ActivityItem = { readonly period: string } & (
  (Figure & { readonly basis: null }) | (Total & { readonly test: null })
);

/** What an edition of the period would say of its own scope. Naming a test leaves out the totals, naming a basis the tests. */
export function activityItems(
  { period, scope, figures, totals }: EditionContent,
  { test, basis }: ActivityFilter,
): readonly ActivityItem[] {
  const isOwn = (row: Figure | Total): boolean => row.level === scope.level && row.code === scope.code;
  const ofTests = figures.filter((row) => isOwn(row) && (test === undefined ? basis === undefined : row.test === test));
  const ofBases = totals.filter(
    (row) => isOwn(row) && (basis === undefined ? test === undefined : row.basis === basis),
  );
  return [
    ...ofBases.map((row) => ({ period, ...row, test: null })),
    ...ofTests.map((row) => ({ period, ...row, basis: null })),
  ];
}
