import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import { ENV, setRequestPrincipal, type Env } from '@cdc/platform';
import { type NextFunction, type Request, type Response } from 'express';
import { isOwnForm } from './form-origin.model.js';
import { foreignForm } from './form.errors.js';
import { PageSessionRepository } from './page-session.repository.js';
import { SessionCookies } from './session-cookies.js';
import { isSameToken } from './session-secret.js';
import { requestSession, setRequestSession } from './session-request.js';

const SAFE_METHODS = ['GET', 'HEAD'];

/**
 * Puts the person of the cookie on requests for pages; no API route has it, so a cookie opens no API. A form must come from a page of ours
 * and carry its session's token. The one form with a file is read as it arrives, so its handler checks the token (`ReceivedForm`).
 */
@Injectable()
export class PageSessionMiddleware implements NestMiddleware {
  private readonly cookies: SessionCookies;

  constructor(
    private readonly sessions: PageSessionRepository,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.cookies = new SessionCookies(env.CDC_MODE === 'production');
  }

  async use(request: Request, _response: Response, next: NextFunction): Promise<void> {
    const secret = this.cookies.read(request, 'session');
    const session = secret === undefined ? null : await this.sessions.touch(secret);
    if (session) {
      setRequestSession(request, session);
      setRequestPrincipal(request, session.principal);
    }
    if (!SAFE_METHODS.includes(request.method)) this.checkForm(request);
    next();
  }

  private checkForm(request: Request): void {
    const { origin, host, 'sec-fetch-site': fetchSite } = request.headers;
    const site = Array.isArray(fetchSite) ? fetchSite[0] : fetchSite;
    if (!isOwnForm({ origin, host, fetchSite: site }, this.env.publicUrl)) throw foreignForm();
    const session = requestSession(request);
    if (!session || request.is('multipart/form-data')) return;
    const body: unknown = request.body;
    const token = typeof body === 'object' && body !== null && 'csrf' in body && typeof body.csrf === 'string' ? body.csrf : undefined;
    if (!isSameToken(token, session.csrfToken)) throw foreignForm();
  }
}
