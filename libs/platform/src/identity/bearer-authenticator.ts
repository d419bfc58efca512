import { Inject, Injectable } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { DomainError } from '@cdc/contracts';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { DEFAULT_CLAIMS, IDENTITY_OPTIONS, type IdentityOptions } from './identity-options.js';
import { issuerFetch } from './issuer-fetch.js';
import { issuerKeys } from './issuer-keys.js';
import { principalFromClaims } from './token-claims.model.js';

const ALGORITHMS = ['RS256', 'PS256', 'ES256'];
const CLOCK_TOLERANCE_SECONDS = 5;

/** Turns an access token into a principal, or refuses it. Tokens are judged by real time, never by the platform's Clock. */
@Injectable()
export class BearerAuthenticator {
  private readonly keys: JWTVerifyGetKey;

  constructor(@Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions) {
    this.keys = issuerKeys(options.issuerUrl, issuerFetch(options));
  }

  /**
   * @param authorization the whole header
   * @throws DomainError `SIGN_IN_REQUIRED`, `TOKEN_INVALID`, `TOKEN_EXPIRED`, `UNKNOWN_ROLE`, `UNKNOWN_REGION`, `ISSUER_UNAVAILABLE`
   */
  async authenticate(authorization: string | undefined): Promise<Principal> {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      throw new DomainError('unauthenticated', 'SIGN_IN_REQUIRED', 'Send an access token: "Authorization: Bearer …".');
    }
    return this.principalOf(token);
  }

  /** @throws DomainError as {@link authenticate} */
  async principalOf(token: string): Promise<Principal> {
    return principalFromClaims(await this.verify(token), this.options.claims ?? DEFAULT_CLAIMS);
  }

  private async verify(token: string): Promise<JWTPayload> {
    const { issuerUrl, audience, mode } = this.options;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: ALGORITHMS,
        issuer: issuerUrl,
        audience,
        requiredClaims: ['sub', 'iat', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        // Some issuers label access tokens plain "JWT"; their audience still tells them from ID tokens.
        ...(mode === 'development' ? { typ: 'at+jwt' } : {}),
      });
      return payload;
    } catch (error) {
      throw refusal(error);
    }
  }
}

function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new DomainError('unauthenticated', 'TOKEN_EXPIRED', 'The access token has expired. Ask for a new one.');
  }
  if (error instanceof errors.JOSEError) {
    return new DomainError(
      'unauthenticated',
      'TOKEN_INVALID',
      'The access token is not one that this platform accepts.',
    );
  }
  return error;
}
