import { type ConfirmCode } from '@cdc/feeds';
import { type ConfirmationItem } from '../../platform-api/confirmation-item.js';
import { formatShortInstant } from '../../words/format.model.js';
import { errorTitle } from '../error-groups.model.js';

/** One thing that a person has to say something about. */
export interface Question {
  readonly field: string;
  readonly title: string;
  readonly messages: readonly string[];
  readonly more: number;
  readonly fix: string;
  readonly reason: string;
  /** What is wrong with the reason that was given; null while nothing is. */
  readonly error: string | null;
}

export interface GivenReasonLine {
  readonly title: string;
  readonly reason: string;
  readonly by: string;
}

const MESSAGES_SHOWN = 10;
const NO_REASON = 'Enter a reason';

export type ReasonFields = Readonly<Record<string, string>>;

export function fieldOf(code: ConfirmCode): string {
  return `reason-${code}`;
}

/** @param sent what a person has entered; null before the form was sent */
export function questionsOf({ waiting }: ConfirmationItem, sent: ReasonFields | null): Question[] {
  return waiting.map(({ code, messages, fix }) => {
    const reason = sent?.[fieldOf(code)] ?? '';
    return {
      field: fieldOf(code),
      title: errorTitle(code),
      messages: messages.slice(0, MESSAGES_SHOWN),
      more: Math.max(0, messages.length - MESSAGES_SHOWN),
      fix,
      reason,
      error: sent !== null && reason.trim() === '' ? NO_REASON : null,
    };
  });
}

export function givenReasons({ reasons }: ConfirmationItem): GivenReasonLine[] {
  return reasons.map(({ code, reason, givenBy, givenAt }) => ({ title: errorTitle(code), reason, by: `${givenBy}, ${formatShortInstant(givenAt)}` }));
}
