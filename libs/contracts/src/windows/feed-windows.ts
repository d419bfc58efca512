import { type FeedName } from '../vocabulary/feeds.js';

/** When the returns of a feed are due. All counts are working days in England; each ends at 23:59:59 in England. */
export interface FeedWindow {
  readonly feed: FeedName;
  /** What a return is of: a week, named by its ending Sunday, or a month. */
  readonly grain: 'week' | 'month';
  /**
   * Where a file's periods stand. `rows`: each row is of a period, and what was accepted for it can be changed. `receipt`: a file states how
   * things stand, and is the return of the last period that had ended when it came.
   */
  readonly periodFrom: 'rows' | 'receipt';
  /** Working days after the period's end up to which a return is on time. */
  readonly soft: number;
  /** Working days after the period's end from which a change of what was accepted needs a reason. */
  readonly hard: number;
}

/**
 * The windows of the feeds that are returned for a period. A feed without a row is sent whenever there is something to say.
 * Corrections are taken up to the `hard` working day after the financial year that follows the period's own, so that the figures of a year
 * stay open for its audit and for one comparison with the next.
 */
export const FEED_WINDOWS = [
  // The weekly report is made on Friday at 07:00.
  { feed: 'activity-daily', grain: 'week', periodFrom: 'rows', soft: 3, hard: 10 },
  { feed: 'activity-weekly', grain: 'week', periodFrom: 'rows', soft: 3, hard: 10 },
  // The monthly report is made on the tenth working day.
  { feed: 'activity-monthly', grain: 'month', periodFrom: 'rows', soft: 7, hard: 10 },
  // DM01 is published on the second Thursday of the second month, which is about the 29th working day.
  { feed: 'dm01-monthly', grain: 'month', periodFrom: 'rows', soft: 31, hard: 40 },
  { feed: 'installations', grain: 'week', periodFrom: 'receipt', soft: 3, hard: 10 },
  { feed: 'ledger', grain: 'month', periodFrom: 'rows', soft: 7, hard: 10 },
  { feed: 'commitments', grain: 'month', periodFrom: 'receipt', soft: 7, hard: 10 },
  { feed: 'spend-forecast', grain: 'month', periodFrom: 'receipt', soft: 7, hard: 10 },
] as const satisfies readonly FeedWindow[];

export type WindowedFeed = (typeof FEED_WINDOWS)[number]['feed'];

/** @returns undefined for a feed that is not returned for periods */
export function feedWindow(feed: string): (FeedWindow & { readonly feed: WindowedFeed }) | undefined {
  return FEED_WINDOWS.find((window) => window.feed === feed);
}
