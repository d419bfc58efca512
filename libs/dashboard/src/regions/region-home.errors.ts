import { DomainError } from '@cdc/contracts';

export function regionNotFound(code: string): DomainError {
  return new DomainError('not-found', 'REGION_NOT_FOUND', `There is no region ${code}.`, { code });
}
