import { feedRow, type FeedName } from '@cdc/contracts';
import { type ReopeningItem } from '../../platform-api/reopening-item.js';
import { formatDate, formatInstant, formatMonth } from '../../words/format.model.js';

/** A period that is open again, in words. */
export interface ReopeningLine {
  readonly title: string;
  readonly until: string;
  readonly why: string;
}

export function reopeningLine({ feed, grain, period, reason, regionCode, reopenedBy, expiresAt }: ReopeningItem): ReopeningLine {
  const of = grain === 'week' ? `week ending ${formatDate(period)}` : formatMonth(period);
  return {
    title: `${feedRow(feed as FeedName)?.title ?? feed}: ${of}`,
    until: `Open until ${formatInstant(expiresAt)}${regionCode === null ? ', for every region' : ''}.`,
    why: `${reason} (${reopenedBy})`,
  };
}
