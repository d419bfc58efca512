import { DomainError } from '@cdc/contracts';

export function organisationNotInEdition(id: string): DomainError {
  return new DomainError('not-found', 'ORGANISATION_NOT_IN_EDITION', `The report ${id} holds nothing about this organisation.`);
}
