import { DomainError } from '@cdc/contracts';

export function foreignForm(): DomainError {
  return new DomainError('forbidden', 'FOREIGN_FORM', 'The form was not sent from a page of this service. Open the page again and send it from there.');
}
