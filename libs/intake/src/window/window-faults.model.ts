import { isAfterDeadline, windowTimes, type FeedWindow } from '@cdc/contracts';
import { type ErrorCode, type ErrorItem } from '@cdc/feeds';
import { type StatedPeriod } from './stated-period.js';
import { dayWords, returnsWords } from './window-words.model.js';

/** A reopening as far as it decides: which region (null = every region) and which period. */
export interface OpenAgain {
  readonly regionCode: string | null;
  readonly period: string;
}

/** What counts of a submission: when it came, and why it changes what was accepted. */
export interface Received {
  readonly receivedAt: Date;
  readonly reason: string | null;
}

/** The periods of which a file changes something after corrections have ended. */
export function lockedPeriods(window: FeedWindow, stated: readonly StatedPeriod[], receivedAt: Date): readonly StatedPeriod[] {
  return stated.filter(({ period, isChanged }) => isChanged && isAfterDeadline(windowTimes(window, period).correctionsUntil, receivedAt));
}

/**
 * Why a file may not change what was accepted before: PERIOD_LOCKED after corrections have ended and nobody reopened the period, REASON_NEEDED
 * after the hard deadline without a reason. What is stated for the first time is taken at any time.
 */
export function windowFaults(
  window: FeedWindow,
  stated: readonly StatedPeriod[],
  { receivedAt, reason }: Received,
  reopened: readonly OpenAgain[],
): readonly ErrorItem[] {
  const isOpenAgain = ({ period, regionCode }: StatedPeriod): boolean =>
    reopened.some((one) => one.period === period && (one.regionCode === null || one.regionCode === regionCode));
  const locked = lockedPeriods(window, stated, receivedAt).filter((one) => !isOpenAgain(one));
  const hasReason = reason !== null && reason.trim() !== '';
  const unexplained = hasReason
    ? []
    : stated.filter((one) => one.isChanged && !locked.includes(one) && isAfterDeadline(windowTimes(window, one.period).hardDeadline, receivedAt));
  return [...lockedFault(window, locked), ...reasonFault(window, unexplained)];
}

function lockedFault(window: FeedWindow, locked: readonly StatedPeriod[]): ErrorItem[] {
  const [first] = locked;
  if (!first) return [];
  const until = dayWords(windowTimes(window, first.period).correctionsUntil);
  const message = `The file changes accepted figures of ${returnsWords(locked)}. Corrections were taken until ${until}.`;
  return [fault('PERIOD_LOCKED', first.period, message, 'Ask the national team to reopen the period, then send the file again.')];
}

function reasonFault(window: FeedWindow, unexplained: readonly StatedPeriod[]): ErrorItem[] {
  const [first] = unexplained;
  if (!first) return [];
  const closed = dayWords(windowTimes(window, first.period).hardDeadline);
  const message = `The file changes accepted figures of ${returnsWords(unexplained)}. A change after the hard deadline of ${closed} needs a reason.`;
  return [fault('REASON_NEEDED', first.period, message, 'Send the same file again and say why it changes them: reason= beside the file.')];
}

function fault(code: ErrorCode, value: string, message: string, fix: string): ErrorItem {
  return { severity: 'error', row: null, column: null, cell: null, sheet: null, code, value, message, fix, suggestion: null };
}
