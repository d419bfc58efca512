import { DomainError } from '@cdc/contracts';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { type IssuerFetch } from './issuer-fetch.js';

const TIMEOUT_MS = 5_000;
// A token signed with an unknown key must not let its sender make us call the issuer over and over.
const COOLDOWN_MS = 30_000;
const CACHE_MS = 600_000;
const ISSUER_FAULTS = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The issuer's signing keys, found by discovery at the first token and kept. Fails closed: no keys, no principal.
 * @throws DomainError `ISSUER_UNAVAILABLE` from the function it returns
 */
export function issuerKeys(issuerUrl: string, ask: IssuerFetch): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    try {
      found ??= discover(issuerUrl, ask);
      return await (
        await found
      )(header, token);
    } catch (error) {
      if (error instanceof errors.JOSEError && !ISSUER_FAULTS.includes(error.code)) throw error;
      found = error instanceof errors.JOSEError ? found : undefined;
      throw new DomainError(
        'unavailable',
        'ISSUER_UNAVAILABLE',
        'Sign-in cannot be checked at the moment. Try again shortly.',
      );
    }
  };
}

async function discover(issuerUrl: string, ask: IssuerFetch): Promise<JWTVerifyGetKey> {
  const answer = await ask(`${issuerUrl}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`the issuer answered ${answer.status}`);
  const metadata = Discovery.parse(await answer.json());
  if (metadata.issuer !== issuerUrl) throw new Error(`the issuer calls itself ${metadata.issuer}, not ${issuerUrl}`);
  return createRemoteJWKSet(new URL(metadata.jwks_uri), {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: CACHE_MS,
    [customFetch]: ask,
  });
}
