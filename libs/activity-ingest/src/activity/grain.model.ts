import { type FeedName, type ReturnGrain } from '@cdc/contracts';

/** What differs between the three activity feeds. `number` is stored with facts and never changes. */
export interface Grain {
  readonly grain: ReturnGrain;
  readonly number: number;
  readonly feed: FeedName;
  /** The feed's column that says when. */
  readonly periodColumn: string;
  /** Which totals a row of this grain adds to: a day is a part of its week and of its month, a week is no part of a month. */
  readonly feedsWeeks: boolean;
  readonly feedsMonths: boolean;
}

export const GRAINS: readonly Grain[] = [
  { grain: 'daily', number: 1, feed: 'activity-daily', periodColumn: 'date', feedsWeeks: true, feedsMonths: true },
  { grain: 'weekly', number: 2, feed: 'activity-weekly', periodColumn: 'week_ending', feedsWeeks: true, feedsMonths: false },
  { grain: 'monthly', number: 3, feed: 'activity-monthly', periodColumn: 'month', feedsWeeks: false, feedsMonths: true },
];

/** @throws RangeError for a feed that is not an activity feed */
export function grainOf(feed: FeedName): Grain {
  const grain = GRAINS.find((one) => one.feed === feed);
  if (!grain) throw new RangeError(`${feed} is not an activity feed`);
  return grain;
}
