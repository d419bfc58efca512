import { DomainError } from '@cdc/contracts';

export function unknownCdc(cdcCode: string): DomainError {
  return new DomainError(
    'not-found',
    'UNKNOWN_CDC',
    `There is no centre ${cdcCode} in the register, or it is not in your region.`,
    { cdcCode },
  );
}

export function reviewForbidden(): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', 'The review list is for those who send the lists of the registry.');
}
