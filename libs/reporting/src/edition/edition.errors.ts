import { DomainError, type EditionKind, type Level } from '@cdc/contracts';

export function unknownScope(level: Level, code: string): DomainError {
  const message = `There is no organisation with the code ${code} at level ${level}. England is ENG; other codes are those of the registry.`;
  return new DomainError('not-found', 'UNKNOWN_SCOPE', message, { level, code });
}

export function unknownEdition(id: string): DomainError {
  return new DomainError('not-found', 'UNKNOWN_EDITION', `There is no edition ${id}.`, { id });
}

export function outrun(kind: EditionKind, period: string): DomainError {
  const message = `Newer editions of the ${kind} report for ${period} were built meanwhile, again and again. Try again in a minute.`;
  return new DomainError('unavailable', 'EDITION_OUTRUN', message, { kind, period });
}
