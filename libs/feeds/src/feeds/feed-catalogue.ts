import { type FeedName } from '@cdc/contracts';
import { activityDailyFeed, activityMonthlyFeed, activityWeeklyFeed } from './activity.feed.js';
import { cdcRegisterFeed } from './cdc-register.feed.js';
import { dm01MonthlyFeed } from './dm01-monthly.feed.js';
import { commitmentsFeed } from './commitments.feed.js';
import { estateFeed } from './estate.feed.js';
import { type Feed } from './feed.model.js';
import { installationsFeed } from './installations.feed.js';
import { ledgerFeed } from './ledger.feed.js';
import { machinesFeed } from './machines.feed.js';
import { offeredTestsFeed } from './offered-tests.feed.js';
import { organisationsFeed } from './organisations.feed.js';
import { openingPlanFeed } from './opening-plan.feed.js';
import { planActivityFeed } from './plan-activity.feed.js';
import { planSpendFeed } from './plan-spend.feed.js';
import { spendForecastFeed } from './spend-forecast.feed.js';

/** Every feed with its layouts. */
export const FEED_DEFINITIONS: readonly Feed[] = [
  organisationsFeed,
  cdcRegisterFeed,
  offeredTestsFeed,
  planActivityFeed,
  planSpendFeed,
  openingPlanFeed,
  activityDailyFeed,
  activityWeeklyFeed,
  activityMonthlyFeed,
  dm01MonthlyFeed,
  machinesFeed,
  installationsFeed,
  estateFeed,
  ledgerFeed,
  commitmentsFeed,
  spendForecastFeed,
];

/** @throws RangeError for a feed that has no definition */
export function feedByName(name: FeedName): Feed {
  const feed = FEED_DEFINITIONS.find((row) => row.name === name);
  if (!feed) throw new RangeError(`feed ${name} has no definition`);
  return feed;
}
