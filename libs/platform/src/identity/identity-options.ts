import { type Env } from '../config/env.js';

/** Where identity comes from and how the platform appears to it. */
export interface IdentityOptions {
  readonly mode: 'development' | 'production';
  /** The OpenID Connect issuer that signs access tokens; in development mode `developmentIssuerUrl(publicUrl)`. */
  readonly issuerUrl: string;
  /** Address under which people reach the platform, without a trailing slash. */
  readonly publicUrl: string;
  /** Where the platform's own processes reach what people reach at `publicUrl`, the development issuer too; default the same. */
  readonly internalUrl?: string;
  /** The audience that an access token must name. */
  readonly audience: string;
  /** Folder that keeps the development issuer's keys. */
  readonly stateDir: string;
  /** The pages' client at the issuer; default the public client `dashboard`. */
  readonly client?: { readonly id: string; readonly secret?: string };
  /** Names of the claims that hold role, region and name; default `cdc_role`, `cdc_region`, `name`. */
  readonly claims?: ClaimNames;
}

export interface ClaimNames {
  readonly role: string;
  readonly region: string;
  readonly name: string;
}

export const IDENTITY_OPTIONS = Symbol('IDENTITY_OPTIONS');
export const DEFAULT_CLAIMS: ClaimNames = { role: 'cdc_role', region: 'cdc_region', name: 'name' };
export const DEVELOPMENT_AUDIENCE = 'urn:cdc-delivery-tracker';
export const DASHBOARD_CLIENT_ID = 'dashboard';

export function developmentIssuerUrl(publicUrl: string): string {
  return `${publicUrl}/oidc`;
}

/** @param stateDir folder of the data set, which keeps the development issuer's keys */
export function identityOptions(env: Env, stateDir: string): IdentityOptions {
  const { CDC_MODE: mode, CDC_OIDC_ISSUER, CDC_OIDC_AUDIENCE, CDC_OIDC_CLIENT_ID, CDC_OIDC_CLIENT_SECRET } = env;
  const shared = { mode, publicUrl: env.publicUrl, stateDir };
  // The development issuer knows one audience and one client; settings meant for another issuer do not reach it.
  if (mode === 'development') {
    return { ...shared, internalUrl: env.internalUrl, issuerUrl: developmentIssuerUrl(env.publicUrl), audience: DEVELOPMENT_AUDIENCE };
  }
  if (CDC_OIDC_ISSUER === undefined) throw new Error('production mode needs CDC_OIDC_ISSUER');
  const secret = CDC_OIDC_CLIENT_SECRET === undefined ? {} : { secret: CDC_OIDC_CLIENT_SECRET };
  return {
    ...shared,
    issuerUrl: CDC_OIDC_ISSUER,
    audience: CDC_OIDC_AUDIENCE,
    client: { id: CDC_OIDC_CLIENT_ID, ...secret },
  };
}

const LOOPBACK = ['localhost', '127.0.0.1'];

export function isLoopback(url: string): boolean {
  return LOOPBACK.includes(new URL(url).hostname);
}

/** The origins that the pages may be reached under: a machine's own browser says localhost or 127.0.0.1 for the same server. */
export function pageOrigins(publicUrl: string): string[] {
  const { origin } = new URL(publicUrl);
  if (!isLoopback(publicUrl)) return [origin];
  return LOOPBACK.map((hostname) => {
    const url = new URL(origin);
    url.hostname = hostname;
    return url.origin;
  });
}

export function signInCallback(origin: string): string {
  return `${origin}/sign-in/callback`;
}
