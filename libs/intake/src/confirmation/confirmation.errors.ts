import { DomainError } from '@cdc/contracts';
import { CONFIRM_CODES, type ConfirmCode } from '@cdc/feeds';

export function notAwaiting(submissionId: string, status: string): DomainError {
  return new DomainError('conflict', 'NOT_AWAITING_CONFIRMATION', `${submissionId} waits for no confirmation: it is ${status}.`, { submissionId, status });
}

export function reasonsMissing(missing: readonly ConfirmCode[]): DomainError {
  return new DomainError('invalid', 'REASONS_MISSING', `Give a reason for ${missing.join(' and ')}.`, { missing });
}

export function reasonsNotAsked(codes: readonly ConfirmCode[]): DomainError {
  return new DomainError('invalid', 'REASON_NOT_ASKED', `The file has no warning ${codes.join(' or ')}. Look at its warnings again.`, { codes });
}

export function reasonMissing(): DomainError {
  return new DomainError('invalid', 'REASON_MISSING', 'Send the reason too: confirm says which warnings it answers.');
}

/** @throws DomainError always */
export function confirmCodeUnknown(code: string): never {
  throw new DomainError('invalid', 'CONFIRM_CODE_UNKNOWN', `"${code}" is not a warning that can be answered. These are: ${CONFIRM_CODES.join(', ')}.`, { code });
}
