import { maySubmit, type Principal } from '@cdc/access';
import { FEEDS, type FeedName } from '@cdc/contracts';
import { feedByName } from '@cdc/feeds';

export interface SendForm {
  readonly feeds: readonly { value: string; text: string }[];
  readonly feed: string | null;
  /** What comes first in a date of numbers; null where no feed of the form asks. */
  readonly dateOrders: readonly { value: string; text: string }[] | null;
  readonly largestFile: string;
  readonly feedError?: string;
  readonly fileError?: string;
}

const DATE_ORDERS = [
  { value: '', text: 'The dates of the file tell' },
  { value: 'dmy', text: 'Day first, like 29/04/2020' },
  { value: 'mdy', text: 'Month first, like 04/29/2020' },
];

export function takesDateOrder(feed: FeedName): boolean {
  return feedByName(feed).parameters.includes('dateOrder');
}

/** The form for sending a file, with the feeds that the role may send; null for a role that sends none. */
export function sendForm(principal: Principal, maxUploadMb: number, chosen: { feed?: string; feedError?: string; fileError?: string } = {}): SendForm | null {
  const sent = FEEDS.filter((feed) => maySubmit(principal, feed.name));
  const feeds = sent.map(({ name, title }) => ({ value: name, text: title }));
  if (feeds.length === 0) return null;
  const { feed, feedError, fileError } = chosen;
  const dateOrders = sent.some(({ name }) => takesDateOrder(name)) ? DATE_ORDERS : null;
  return { feeds, feed: feed ?? feeds[0]?.value ?? null, dateOrders, largestFile: `${maxUploadMb}MB`, feedError, fileError };
}
