import { type Charset } from '../check/check-result.model.js';
import { FEED_DEFINITIONS } from '../feeds/feed-catalogue.js';
import { type Feed } from '../feeds/feed.model.js';
import { isBetter, type FoundHeader } from '../header/header-search.js';
import { csvShape } from './csv-shape.js';

/** The feed whose header the first rows of a CSV file fit best, or null when they fit none. @param whole whether these bytes are all of the file */
export function closestFeed(head: Uint8Array, whole: boolean, charset?: Charset): Feed | null {
  let best: { feed: Feed; header: FoundHeader } | null = null;
  for (const feed of FEED_DEFINITIONS) {
    const { header } = csvShape(head, whole, feed, charset);
    if (header && (best === null || isBetter(header, best.header))) best = { feed, header };
  }
  return best?.feed ?? null;
}
