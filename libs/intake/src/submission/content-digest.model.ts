import { contentDigestFormat } from './submission.errors.js';

/** Algorithms of RFC 9530 that are worth a check, with the names under which Node knows them. */
const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
]);
const MEMBER = /^\s*(?<name>[a-z*][a-z0-9_.*-]*)=:(?<value>[A-Za-z0-9+/]*={0,2}):\s*(?:;.*)?$/;

export interface DeclaredDigest {
  /** As Node names it. */
  readonly algorithm: string;
  readonly base64: string;
}

/**
 * What `Content-Digest` says of the body, as in `sha-256=:RK/0qy18…=:`. Unknown algorithms are passed over, as the standard asks.
 * @throws DomainError CONTENT_DIGEST_FORMAT
 */
export function declaredDigests(header: string | undefined): DeclaredDigest[] {
  if (header === undefined) return [];
  return header.split(',').flatMap((member) => {
    const { name = '', value = '' } = MEMBER.exec(member)?.groups ?? {};
    if (name === '') throw contentDigestFormat();
    const algorithm = ALGORITHMS.get(name);
    return algorithm === undefined ? [] : [{ algorithm, base64: value }];
  });
}
