import { type EditionKind } from '@cdc/contracts';

/** What the numbers of an edition are made of, in words that stand beside them. */
export interface EditionBases {
  /** What the report covers; the words of other domains are not there. */
  readonly domains: readonly Domain[];
  readonly activity?: readonly string[];
  readonly actual?: string;
  readonly plan?: string;
  readonly dm01?: string;
  readonly openings?: string;
  readonly installations?: string;
  readonly spend?: string;
}

export const DOMAINS = ['activity', 'installations', 'spend'] as const;
export type Domain = (typeof DOMAINS)[number];

/** What figures of openings and installations are made of, in every report. */
export const INSTALLATION_BASES = {
  openings: 'centres that the register has as open on the last day of the period, temporary sites included and counted apart; planned by the opening plan',
  installations: 'machines by milestone; late is 21 days or more after the baseline, overdue a forecast that has passed without an actual date',
} as const;

/** First and last day of a period, as ISO dates. */
export interface PeriodDays {
  readonly first: string;
  readonly last: string;
}

/** A report over periods of one length: which returns it counts, and how it plans. One file for each. */
export interface Report {
  readonly kind: EditionKind;
  readonly title: string;
  readonly domains: readonly Domain[];
  /** What the log calls the period. */
  readonly periodKind: 'week' | 'month';
  /** The return that states the whole period at once; daily returns count before it. */
  readonly wholeGrain: 'weekly' | 'monthly';
  /** The return of the other length, which this report never counts but names where it is all that was sent. */
  readonly otherGrain: 'weekly' | 'monthly';
  readonly bases: EditionBases;
  /**
   * @param today the plain date in England
   * @throws DomainError where the text is not a period of this report or lies in the future
   */
  assertPeriod(period: string, today: string): void;
  days(period: string): PeriodDays;
  /** The periods from one to another, both included, oldest first. */
  periodsBetween(from: string, to: string): readonly string[];
  /** The months whose plans the period needs. */
  planMonths(period: string): readonly string[];
  /** The plan of the period, or undefined where no month of it has one. */
  planOf(period: string, plannedInMonth: (month: string) => number | undefined): number | undefined;
  /** The first and last period of the other length that overlap. */
  otherPeriods(period: string): { readonly from: string; readonly to: string };
  /** The DM01 month to show, out of those that are loaded. */
  dm01Month(period: string, loaded: readonly string[]): string | null;
}
