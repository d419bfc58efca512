import { DomainError } from '@cdc/contracts';
import { type EntityNames } from './entity-names.model.js';

export function unknownEntity(code: string, entities: EntityNames): DomainError {
  const closest = entities.closest(code).map((entity) => entity.code);
  return new DomainError('invalid', 'UNKNOWN_ENTITY', `${code} is not the code of a trust, a board, a region or England.`, { entity: code, closest });
}

export function nameTaken(name: string, code: string): DomainError {
  return new DomainError('conflict', 'NAME_TAKEN', `${name} is the name of ${code} itself, and its ledgers are found by it.`, { entity: code });
}

export function nameWithoutLetters(): DomainError {
  return new DomainError('invalid', 'NAME_FORMAT', 'The name holds no letter and no digit. Write it as the ledger does.');
}
