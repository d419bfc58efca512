import { CONFIRM_CODES, type ConfirmCode, type ErrorItem } from '@cdc/feeds';
import { needsReason } from '../warning/warning.model.js';
import { refusePatientWords } from '../submission/submission-names.model.js';
import { confirmCodeUnknown, reasonMissing, reasonsMissing, reasonsNotAsked } from './confirmation.errors.js';

/** A reason for the warnings of one code. */
export interface StatedReason {
  readonly code: ConfirmCode;
  readonly reason: string;
}

/** A reason as it is kept. */
export interface GivenReason extends StatedReason {
  readonly givenBy: string;
  readonly givenAt: Date;
  /** The messages that it answers; null when it came with the file, and so answers all of its code. */
  readonly messages: readonly string[] | null;
}

/** The warnings that no reason answers. One given for other figures does not do: the sender spoke of what was to be seen. */
export function unanswered(warnings: readonly ErrorItem[], given: readonly GivenReason[]): ErrorItem[] {
  return warnings.filter((warning) => needsReason(warning) && !given.some(({ code, messages }) => code === warning.code && (messages === null || messages.includes(warning.message))));
}

/**
 * Fits reasons to the codes that wait for one.
 * @throws DomainError REASONS_MISSING, REASON_NOT_ASKED or POSSIBLE_PATIENT_DATA
 */
export function reasonsFor(waiting: readonly ConfirmCode[], stated: readonly StatedReason[]): StatedReason[] {
  const said = stated.map(({ code, reason }) => ({ code, reason: reason.trim() }));
  const missing = waiting.filter((code) => !said.some((one) => one.code === code && one.reason !== ''));
  if (missing.length > 0) throw reasonsMissing(missing);
  const unasked = said.filter(({ code }) => !waiting.includes(code)).map(({ code }) => code);
  if (unasked.length > 0) throw reasonsNotAsked(unasked);
  refusePatientWords(said.map(({ reason }) => reason));
  return said;
}

/**
 * What a client answers beforehand: `confirm=OUTLIER,DROPPED` beside a reason.
 * @throws DomainError CONFIRM_CODE_UNKNOWN or REASON_MISSING
 */
export function reasonsAhead(confirm: string | undefined, reason: string | null): StatedReason[] {
  if (confirm === undefined) return [];
  const codes = [...new Set(confirm.split(',').map((code) => code.trim()))].map((code) => CONFIRM_CODES.find((one) => one === code) ?? confirmCodeUnknown(code));
  if (reason === null || reason.trim() === '') throw reasonMissing();
  return codes.map((code) => ({ code, reason }));
}
