import { ROLES, type Principal, type Role } from '@cdc/access';
import { DomainError, regionName } from '@cdc/contracts';
import { type ClaimNames } from './identity-options.js';

/**
 * The principal that verified claims stand for.
 * @throws DomainError `UNKNOWN_ROLE` or `UNKNOWN_REGION` where the issuer knows the person but the platform has no place for them
 */
export function principalFromClaims(claims: Readonly<Record<string, unknown>>, names: ClaimNames): Principal {
  const subject = claims['sub'];
  if (typeof subject !== 'string' || subject === '') {
    throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'The access token names nobody.');
  }
  const role = ROLES.find((known) => known === claims[names.role]);
  if (!role) {
    throw new DomainError(
      'forbidden',
      'UNKNOWN_ROLE',
      'Your account has no role here. Ask an administrator to give you one.',
    );
  }
  const name = claims[names.name];
  return {
    subject,
    name: typeof name === 'string' && name !== '' ? name : subject,
    role,
    region: regionFor(role, claims[names.region]),
  };
}

function regionFor(role: Role, claim: unknown): string | null {
  if (role !== 'region') return null;
  if (typeof claim === 'string' && regionName(claim) !== undefined) return claim;
  throw new DomainError(
    'forbidden',
    'UNKNOWN_REGION',
    'Your account has no region. Ask an administrator to set one of the seven.',
  );
}
