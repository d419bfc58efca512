import { FEED_WINDOWS, feedRow, isIsoDate, isWindowPeriod, londonInstant, type WindowedFeed } from '@cdc/contracts';

/** What a person has entered, as it was. */
export interface ReopeningFields {
  readonly feed: string;
  readonly period: string;
  readonly reason: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const NOTHING_ENTERED: ReopeningFields = { feed: '', period: '', reason: '', day: '', month: '', year: '' };

export type ReopeningField = 'feed' | 'period' | 'reason' | 'until';

/** What to change in the form, by field. */
export type ReopeningErrors = Partial<Readonly<Record<ReopeningField, string>>>;

/** What is asked of the API. */
export interface AskedReopening {
  readonly feed: WindowedFeed;
  readonly period: string;
  readonly reason: string;
  /** ISO instant: the last minute of a day in England. */
  readonly expiresAt: string;
}

/** Feeds whose periods are locked one day: what states how things stand never is. */
const LOCKED_FEEDS = FEED_WINDOWS.filter(({ periodFrom }) => periodFrom === 'rows');

export function feedChoices(): { value: string; text: string }[] {
  return [{ value: '', text: 'Choose a return' }, ...LOCKED_FEEDS.map(({ feed }) => ({ value: feed, text: feedRow(feed)?.title ?? feed }))];
}

/** @param now an instant, by the platform's Clock */
export function readReopening(fields: ReopeningFields, now: Date): { readonly asked: AskedReopening } | { readonly errors: ReopeningErrors } {
  const window = LOCKED_FEEDS.find(({ feed }) => feed === fields.feed);
  const period = fields.period.trim();
  const reason = fields.reason.trim();
  const expires = lastMinute(fields);
  const errors: ReopeningErrors = {
    ...(window ? {} : { feed: 'Choose the return that is opened again' }),
    ...(window && !isWindowPeriod(window.grain, period) ? { period: window.grain === 'week' ? 'Enter the Sunday that ends the week, like 2022-10-30' : 'Enter the year and the month, like 2022-10' } : {}),
    ...(reason.length < 3 ? { reason: 'Say why the period is opened again' } : {}),
    ...(expires === null ? { until: 'Enter a real date' } : expires <= now ? { until: 'Enter today or a day to come' } : {}),
  };
  if (!window || expires === null || Object.keys(errors).length > 0) return { errors };
  return { asked: { feed: window.feed, period, reason, expiresAt: expires.toISOString() } };
}

function lastMinute({ day, month, year }: ReopeningFields): Date | null {
  const date = [year.trim(), ...[month, day].map((part) => part.trim().padStart(2, '0'))].join('-');
  return isIsoDate(date) ? londonInstant(date, '23:59') : null;
}
