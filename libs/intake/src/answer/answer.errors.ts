import { DomainError } from '@cdc/contracts';

export function notDecided(submissionId: string): DomainError {
  return new DomainError('conflict', 'NOT_DECIDED', 'The file is still being checked. Ask again when it is decided.', { submissionId });
}

export function notRejected(submissionId: string): DomainError {
  return new DomainError('conflict', 'NOT_REJECTED', 'Only a rejected file can be corrected. This one is in use or waits.', { submissionId });
}

/** @param type what the file is, in words */
export function noCopyOf(type: string): DomainError {
  return new DomainError('conflict', 'NO_COPY_OF_TYPE', `We cannot write into ${type}. The list of errors says row and column of each; save the file as XLSX or CSV to get a copy with the errors in it.`);
}

export function notYourFile(): DomainError {
  return new DomainError('forbidden', 'NOT_YOUR_FILE', 'Only its own region, or the national team for a national file, can have a file corrected.');
}

export function noFixChosen(): DomainError {
  return new DomainError('invalid', 'NO_FIX_CHOSEN', 'Choose at least one fix.');
}

/** @param offered ids of the groups that there are */
export function unknownFix(name: string, offered: readonly string[]): DomainError {
  return new DomainError('invalid', 'UNKNOWN_FIX', `No fix is offered as "${name}" for this file.`, { offered });
}

export function fixDoesNotFit(): DomainError {
  return new DomainError('conflict', 'FIX_DOES_NOT_FIT', 'A cell does not hold what the check saw, so nothing was changed. Correct your own file and send it.');
}
