import { type FeedName } from '@cdc/contracts';
import { type Feed } from './feed.model.js';

/** Every feed with its layouts. */
export const FEED_DEFINITIONS: readonly Feed[] = [];

/** @throws RangeError for a feed that has no definition */
export function feedByName(name: FeedName): Feed {
  const feed = FEED_DEFINITIONS.find((row) => row.name === name);
  if (!feed) throw new RangeError(`feed ${name} has no definition`);
  return feed;
}
