import { maySubmit, type Principal } from '@cdc/access';
import { DomainError, FEEDS, feedRow } from '@cdc/contracts';
import { FEED_DEFINITIONS, describeFeed, type Feed, type FeedDescription } from '@cdc/feeds';

export type FeedItem = FeedDescription & {
  /** Whether the caller may send it. */
  readonly maySubmit: boolean;
};

export function feedItems(principal: Principal): readonly FeedItem[] {
  return FEED_DEFINITIONS.map((feed) => ({ ...describeFeed(feed), maySubmit: maySubmit(principal, feed.name) }));
}

/** @throws DomainError `UNKNOWN_FEED`, or `NO_TEMPLATE` for a feed that only takes published files */
export function feedWithTemplate(name: string): Feed {
  const feed = FEED_DEFINITIONS.find((one) => one.name === name);
  if (!feed) throw unknownFeed(name);
  if (!feed.layouts.some((layout) => layout.name === 'template')) throw noTemplate(name);
  return feed;
}

export function noTemplate(name: string): DomainError {
  return new DomainError('not-found', 'NO_TEMPLATE', `The feed ${name} takes published files as they are, so it has no template.`, { feed: name });
}

/** @throws DomainError `UNKNOWN_FEED` that names the closest feed */
export function assertFeedExists(name: string): void {
  if (!feedRow(name)) throw unknownFeed(name);
}

function unknownFeed(name: string): DomainError {
  const closest = FEEDS.map((feed) => ({
    name: feed.name,
    // Part of a name means that feed, however much is missing.
    distance: feed.name.includes(name.toLowerCase()) ? 0 : editDistance(name.toLowerCase(), feed.name),
  })).reduce((best, one) => (one.distance < best.distance ? one : best));
  return new DomainError('not-found', 'UNKNOWN_FEED', `There is no feed ${name}. The closest is ${closest.name}.`, {
    feed: name,
    closest: closest.name,
    feeds: FEEDS.map((feed) => feed.name),
  });
}

/** How many letters to insert, delete or replace to make one text of the other. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
