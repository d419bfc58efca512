import { maySubmit, type Principal } from '@cdc/access';
import { FEEDS } from '@cdc/contracts';

export interface SendForm {
  readonly feeds: readonly { value: string; text: string }[];
  readonly feed: string | null;
  readonly largestFile: string;
  readonly feedError?: string;
  readonly fileError?: string;
}

/** The form for sending a file, with the feeds that the role may send; null for a role that sends none. */
export function sendForm(principal: Principal, maxUploadMb: number, chosen: { feed?: string; feedError?: string; fileError?: string } = {}): SendForm | null {
  const feeds = FEEDS.filter((feed) => maySubmit(principal, feed.name)).map(({ name, title }) => ({ value: name, text: title }));
  if (feeds.length === 0) return null;
  const { feed, feedError, fileError } = chosen;
  return { feeds, feed: feed ?? feeds[0]?.value ?? null, largestFile: `${maxUploadMb}MB`, feedError, fileError };
}
