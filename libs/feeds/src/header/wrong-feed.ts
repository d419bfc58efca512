import { FEED_DEFINITIONS } from '../feeds/feed-catalogue.js';
import { type Feed } from '../feeds/feed.model.js';
import { findHeader, type FoundHeader, isBetter, isComplete } from './header-search.js';

/** The other feed that the opening rows fit best, or null. */
export function closestOtherFeed(
  rows: readonly (readonly string[])[],
  feed: Feed,
): { feed: Feed; header: FoundHeader } | null {
  let best: { feed: Feed; header: FoundHeader } | null = null;
  for (const other of FEED_DEFINITIONS) {
    const header = other.name === feed.name ? null : findHeader(rows, other.layouts);
    if (header && (best === null || isBetter(header, best.header))) best = { feed: other, header };
  }
  return best;
}

/** The feed the file belongs to, when it fits that one whole and this one not. */
export function rightFeed(rows: readonly (readonly string[])[], feed: Feed, own: FoundHeader | null): Feed | null {
  if (own && isComplete(own)) return null;
  const other = closestOtherFeed(rows, feed);
  return other && isComplete(other.header) ? other.feed : null;
}
