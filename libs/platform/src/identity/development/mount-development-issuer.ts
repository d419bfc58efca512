import { Logger, type LoggerService } from '@nestjs/common';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { type PageNotice } from '../../http/page-notice.js';
import { developmentIssuerUrl, pageOrigins } from '../identity-options.js';
import { INTERACTION_PATH, SESSION_COOKIE, issuerConfiguration } from './issuer-configuration.js';
import { issuerSecrets } from './issuer-secrets.js';
import { pickRole } from './role-picker.js';

export interface DevelopmentIssuerOptions {
  /** Address under which people reach the platform; the issuer is this and `/oidc`. */
  readonly publicUrl: string;
  readonly audience: string;
  /** Folder that keeps the signing and cookie keys. */
  readonly stateDir: string;
  /** Style sheet of the role picker, on our own origin. */
  readonly stylesheet?: string;
  /** What its pages say of the data. */
  readonly notice?: PageNotice;
}

/** An Express or Nest application: whatever takes middleware. */
export interface MiddlewareHost {
  use(path: string, handler: RequestHandler): unknown;
}

const MOUNT_PATH = '/oidc';

/**
 * Serves an OpenID Connect issuer for the demonstration identities under `/oidc`. Development mode only: anybody can be anybody.
 * Call it after `secureHttp` and before `app.init()`.
 */
export async function mountDevelopmentIssuer(
  app: MiddlewareHost,
  options: DevelopmentIssuerOptions,
  logger: LoggerService = new Logger('DevelopmentIssuer'),
): Promise<void> {
  const { Provider } = await import('oidc-provider/lib/provider.js');
  const issuer = { ...options, mountPath: MOUNT_PATH };
  const secrets = await issuerSecrets(options.stateDir);
  const provider = new Provider(developmentIssuerUrl(options.publicUrl), issuerConfiguration(issuer, secrets));
  provider.proxy = true;
  provider.silent = true;
  provider.on('server_error', (_context, error: Error) => logger.error(error.stack ?? error.message));
  const answer = provider.callback();

  app.use(MOUNT_PATH, (request: Request, response: Response, next: NextFunction) => {
    Object.assign(request.headers, publicName(request, options.publicUrl));
    const uid = request.path.startsWith(INTERACTION_PATH) ? request.path.slice(INTERACTION_PATH.length) : '';
    if (request.path === '/auth') forgetSession(request, response);
    const work = uid === '' ? answer(request, response) : pickRole(provider, issuer, uid, request, response);
    work.catch(next);
  });
}

/**
 * The provider's addresses name the host that was asked. Browsers know ours by the pages' names only; a process of the platform may ask by
 * another, and gets the public ones.
 */
function publicName({ headers }: Request, publicUrl: string): { 'x-forwarded-host': string; 'x-forwarded-proto': string } {
  const { host, protocol } = new URL(publicUrl);
  const asked = headers['x-forwarded-host'] ?? headers.host;
  const known = pageOrigins(publicUrl).map((origin) => new URL(origin).host);
  return { 'x-forwarded-host': known.find((name) => name === asked) ?? host, 'x-forwarded-proto': protocol.replace(':', '') };
}

/** Every sign-in starts afresh: a person of this mode changes roles, which the provider would take for a hijacked session. */
function forgetSession(request: Request, response: Response): void {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  request.headers.cookie = cookies.filter((cookie) => !cookie.startsWith(SESSION_COOKIE)).join('; ');
  for (const name of [SESSION_COOKIE, `${SESSION_COOKIE}.sig`])
    response.clearCookie(name, { httpOnly: true, sameSite: 'lax' });
}
