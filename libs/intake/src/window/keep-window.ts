import { ENGLAND, feedRow, feedWindow, lastEndedPeriod, londonDate, timelinessOf, windowEvents, windowTimes, type FeedWindow } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';
import { event, type NewEvent, type Work } from '@cdc/platform';
import { type Submission } from '../submission/submission.entity.js';
import { noteReturns } from './period-return.repository.js';
import { reopenedAt } from './reopening.repository.js';
import { type StatedPeriod } from './stated-period.js';
import { lockedPeriods, windowFaults } from './window-faults.model.js';

/** Either why the file may not be accepted now, or what to publish with its acceptance. */
export interface WindowOutcome {
  readonly faults: readonly ErrorItem[];
  readonly events: readonly NewEvent[];
}

type ReceivedFile = Pick<Submission, 'submissionId' | 'feed' | 'region' | 'reason' | 'submittedAt'>;

/**
 * Holds a loaded file against the windows of its periods, and keeps which of them it is the first return of. What counts is when the file
 * came, not how long its check took.
 * @param stated what its loader found; a feed whose files state how things stand needs none
 */
export async function keepWindow(tx: Work, file: ReceivedFile, stated: readonly StatedPeriod[] = []): Promise<WindowOutcome> {
  const window = feedWindow(file.feed);
  const owner = feedRow(file.feed)?.owner;
  if (!window || !owner) return { faults: [], events: [] };
  const receivedAt = file.submittedAt;
  const periods = window.periodFrom === 'receipt' ? [ofReceipt(window, file)] : stated;
  const isLocked = lockedPeriods(window, periods, receivedAt).length > 0;
  const faults = windowFaults(window, periods, { receivedAt, reason: file.reason }, isLocked ? await reopenedAt(tx.manager, file.feed, receivedAt) : []);
  if (faults.length > 0) return { faults, events: [] };
  const returned = periods.map(({ unit, period }) => ({ unit, period, ...timelinessOf(windowTimes(window, period), receivedAt) }));
  const first = await noteReturns(tx.manager, { feed: file.feed, submissionId: file.submissionId, receivedAt }, returned);
  if (first.length === 0) return { faults, events: [] };
  const data = { feed: file.feed, submissionId: file.submissionId, receivedAt: receivedAt.toISOString(), periods: first };
  return { faults, events: [event(windowEvents(owner).returned, file.submissionId, data)] };
}

/** A file that states how things stand is the return of the last period that had ended when it came. */
function ofReceipt({ grain }: FeedWindow, { region, submittedAt }: ReceivedFile): StatedPeriod {
  return { unit: region ?? ENGLAND.code, regionCode: region, period: lastEndedPeriod(grain, londonDate(submittedAt)), isChanged: false };
}
