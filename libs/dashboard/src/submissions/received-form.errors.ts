import { DomainError } from '@cdc/contracts';

export function brokenForm(): DomainError {
  return new DomainError('invalid', 'BROKEN_FORM', 'The upload ended early, so nothing was kept. Send the file again.');
}
