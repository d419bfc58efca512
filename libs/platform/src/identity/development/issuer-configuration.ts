import { DEVELOPMENT_SECRET, DEVELOPMENT_CLIENTS, developmentClient } from '@cdc/access';
import { type ClientMetadata, type Configuration, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { base as basePolicy } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { type PageNotice } from '../../http/page-notice.js';
import { DASHBOARD_CLIENT_ID, DEFAULT_CLAIMS, pageOrigins, signInCallback } from '../identity-options.js';
import { type IssuerSecrets } from './issuer-secrets.js';
import { issuerStore } from './issuer-store.js';
import { pageLook, signInErrorPage } from './sign-in-pages.js';

/** Published in the README: development mode protects nothing. */
const TWELVE_HOURS_SECONDS = 43_200;
const TEN_MINUTES_SECONDS = 600;
const ONE_MINUTE_SECONDS = 60;

export const SESSION_COOKIE = 'cdc_issuer_session';
export const INTERACTION_PATH = '/interaction/';

export interface IssuerOptions {
  readonly publicUrl: string;
  readonly audience: string;
  /** Path under which the issuer is mounted, as in `/oidc`. */
  readonly mountPath: string;
  /** Style sheet of the role picker, on our own origin. */
  readonly stylesheet?: string;
  /** What its pages say of the data. */
  readonly notice?: PageNotice;
}

/** Everything the provider can be asked for is set here; what it leaves to a default, it complains about on standard output. */
export function issuerConfiguration(options: IssuerOptions, secrets: IssuerSecrets): Configuration {
  const policy = basePolicy();
  policy.remove('consent');
  return {
    adapter: issuerStore(),
    clients: clients(options),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: secrets.jwks,
    cookies: {
      keys: secrets.cookieKeys,
      names: { session: SESSION_COOKIE, interaction: 'cdc_issuer_interaction', resume: 'cdc_issuer_resume' },
    },
    scopes: ['openid'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic', 'none'],
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => options.audience,
        getResourceServerInfo: () => ({
          scope: '',
          audience: options.audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TWELVE_HOURS_SECONDS,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    findAccount: (_context, id) => (developmentClient(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined),
    extraTokenClaims: (_context, token) => roleClaims('accountId' in token ? token.accountId : token.clientId),
    interactions: { policy, url: (_context, { uid }) => `${options.mountPath}${INTERACTION_PATH}${uid}` },
    loadExistingGrant: grantEverything,
    renderError: async (context, out) => {
      context.type = 'html';
      context.body = signInErrorPage(out.error, await pageLook(options));
    },
    ttl: {
      AccessToken: TWELVE_HOURS_SECONDS,
      ClientCredentials: TWELVE_HOURS_SECONDS,
      AuthorizationCode: ONE_MINUTE_SECONDS,
      Grant: TWELVE_HOURS_SECONDS,
      IdToken: TEN_MINUTES_SECONDS,
      Interaction: TEN_MINUTES_SECONDS,
      Session: TEN_MINUTES_SECONDS,
    },
  };
}

function clients({ publicUrl }: IssuerOptions): ClientMetadata[] {
  const programs = DEVELOPMENT_CLIENTS.map(({ id, displayName }): ClientMetadata => ({
    client_id: id,
    client_name: displayName,
    client_secret: DEVELOPMENT_SECRET,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  }));
  const pages: ClientMetadata = {
    client_id: DASHBOARD_CLIENT_ID,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: pageOrigins(publicUrl).map(signInCallback),
  };
  return [...programs, pages];
}

function roleClaims(id: string | undefined): Record<string, string> | undefined {
  const client = developmentClient(id ?? '');
  if (!client) return undefined;
  const { role, region, name } = DEFAULT_CLAIMS;
  return {
    [role]: client.role,
    [name]: client.displayName,
    ...(client.region === null ? {} : { [region]: client.region }),
  };
}

/** The pages are part of the platform, so nobody is asked to consent to them. */
async function grantEverything(context: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']>> {
  const { provider, client, session } = context.oidc;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}
