import { Inject, Injectable } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { DomainError } from '@cdc/contracts';
import * as openid from 'openid-client';
import { BearerAuthenticator } from './bearer-authenticator.js';
import {
  DASHBOARD_CLIENT_ID,
  IDENTITY_OPTIONS,
  isLoopback,
  pageOrigins,
  signInCallback,
  type IdentityOptions,
} from './identity-options.js';
import { issuerFetch } from './issuer-fetch.js';

/** What the pages keep between sending a person to the issuer and their return; bind it to the browser, use it once. */
export interface SignInChecks {
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

export interface SignedIn {
  readonly principal: Principal;
  readonly accessToken: string;
  /** Real time, when the access token stops being accepted. */
  readonly expiresAt: Date;
}

const SECOND_MS = 1_000;
/** What we assume where an issuer does not say how long its token lives. */
const UNSTATED_LIFETIME_SECONDS = 300;

/** Signs people in on the pages by the OpenID Connect code flow with PKCE. */
@Injectable()
export class SignIn {
  private configuration: Promise<openid.Configuration> | undefined;

  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly authenticator: BearerAuthenticator,
  ) {}

  /**
   * @param currentOrigin where the browser is, so that it comes back to where its cookies are; one that is not ours is ignored
   * @throws DomainError `ISSUER_UNAVAILABLE`
   */
  async begin(currentOrigin?: string): Promise<SignInChecks & { readonly url: string }> {
    const origins = pageOrigins(this.options.publicUrl);
    const origin = origins.find((known) => known === currentOrigin) ?? new URL(this.options.publicUrl).origin;
    const redirectUri = signInCallback(origin);
    const codeVerifier = openid.randomPKCECodeVerifier();
    const state = openid.randomState();
    const url = openid.buildAuthorizationUrl(await this.discovered(), {
      redirect_uri: redirectUri,
      scope: 'openid',
      // Always asks: on a shared machine, signing out and in again must not bring back the person before.
      prompt: 'login',
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state,
    });
    return { url: url.href, state, codeVerifier, redirectUri };
  }

  /**
   * @param callbackUrl the address that the issuer sent the browser to; only its query is used
   * @throws DomainError `SIGN_IN_FAILED`, `ISSUER_UNAVAILABLE`, `UNKNOWN_ROLE`, `UNKNOWN_REGION`
   */
  async complete(callbackUrl: string | URL, checks: SignInChecks): Promise<SignedIn> {
    const configuration = await this.discovered();
    const returned = new URL(checks.redirectUri);
    returned.search = new URL(callbackUrl, checks.redirectUri).search;
    const tokens = await openid
      .authorizationCodeGrant(configuration, returned, {
        expectedState: checks.state,
        pkceCodeVerifier: checks.codeVerifier,
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        throw failure(error);
      });
    return {
      principal: await this.authenticator.principalOf(tokens.access_token),
      accessToken: tokens.access_token,
      expiresAt: new Date(Date.now() + (tokens.expiresIn() ?? UNSTATED_LIFETIME_SECONDS) * SECOND_MS),
    };
  }

  private async discovered(): Promise<openid.Configuration> {
    const { mode, issuerUrl, client = { id: DASHBOARD_CLIENT_ID } } = this.options;
    const ask = issuerFetch(this.options);
    const authentication = client.secret === undefined ? openid.None() : openid.ClientSecretBasic(client.secret);
    this.configuration ??= openid.discovery(new URL(issuerUrl), client.id, undefined, authentication, {
      execute: mode === 'development' || isLoopback(issuerUrl) ? [openid.allowInsecureRequests] : [],
      // The two libraries' types of a body differ in what holds its bytes; both take ours, a form.
      [openid.customFetch]: (address, init) => ask(address, init as RequestInit),
    });
    try {
      return await this.configuration;
    } catch {
      this.configuration = undefined;
      throw unavailable();
    }
  }
}

function failure(error: unknown): DomainError {
  const refused =
    error instanceof openid.AuthorizationResponseError ||
    error instanceof openid.ResponseBodyError ||
    error instanceof openid.ClientError;
  if (!refused) return unavailable();
  return new DomainError('unauthenticated', 'SIGN_IN_FAILED', 'Sign-in did not finish. Start it again.');
}

function unavailable(): DomainError {
  return new DomainError(
    'unavailable',
    'ISSUER_UNAVAILABLE',
    'Sign-in is not available at the moment. Try again shortly.',
  );
}
