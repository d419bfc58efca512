import { type SubmissionItem } from '../platform-api/submission-item.js';

type Sent = Pick<SubmissionItem, 'feed' | 'region' | 'status' | 'submittedAt' | 'decidedAt'>;

/** Refused files after which no file of the same feed and sender was accepted: the ones that somebody still has to put right. */
export function filesToFix<T extends Sent>(items: readonly T[]): T[] {
  return items.filter(
    (item) =>
      (item.status === 'rejected' || item.status === 'quarantined') &&
      !items.some(
        (later) =>
          (later.status === 'accepted' || later.status === 'superseded') &&
          later.feed === item.feed &&
          later.region === item.region &&
          later.submittedAt > item.submittedAt,
      ),
  );
}

/** How many files were accepted in a month of England's calendar. `monthOfInstant` says which month an instant is in. */
export function acceptedIn(items: readonly Sent[], month: string, monthOfInstant: (instant: string) => string): number {
  return items.filter(({ status, decidedAt }) => (status === 'accepted' || status === 'superseded') && decidedAt !== null && monthOfInstant(decidedAt) === month).length;
}
