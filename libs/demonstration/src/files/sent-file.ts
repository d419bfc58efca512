import { type FeedName } from '@cdc/contracts';

/** A file on its way to the platform. */
export interface SentFile {
  readonly feed: FeedName;
  /** The development client that sends it, as in `region-y58`. */
  readonly client: string;
  readonly fileName: string;
  readonly body: string;
  /** How the platform is to decide. A file that is to be refused tells the story of one that was. */
  readonly outcome: 'accepted' | 'rejected';
  /** What the sender says when the platform asks about the file. Left out: it does not ask. */
  readonly explanation?: string;
}

export function accepted(feed: FeedName, client: string, fileName: string, body: string): SentFile {
  return { feed, client, fileName, body, outcome: 'accepted' };
}

export function regionClient(region: string): string {
  return `region-${region.toLowerCase()}`;
}
