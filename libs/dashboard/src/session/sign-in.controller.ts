import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ENV, Public, SignIn, type Env } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { PageSessionRepository } from './page-session.repository.js';
import { returnPath } from './return-path.model.js';
import { SessionCookies } from './session-cookies.js';

const SEE_OTHER = 303;

const SignInQuery = z.object({ return: z.string().optional() });
type SignInQuery = z.infer<typeof SignInQuery>;

/** Signing in and out on the pages. */
@Controller()
@Public()
export class SignInController {
  private readonly cookies: SessionCookies;

  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: PageSessionRepository,
    @Inject(ENV) env: Env,
  ) {
    this.cookies = new SessionCookies(env.CDC_MODE === 'production');
  }

  @Get('sign-in')
  async start(@Query({ schema: SignInQuery }) query: SignInQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { url, ...checks } = await this.signIn.begin(`${request.protocol}://${request.get('host') ?? ''}`);
    const secret = await this.sessions.addAttempt({ ...checks, returnPath: returnPath(query.return) });
    this.cookies.set(response, 'sign-in', secret);
    response.redirect(SEE_OTHER, url);
  }

  @Get('sign-in/callback')
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const secret = this.cookies.read(request, 'sign-in');
    const attempt = secret === undefined ? null : await this.sessions.takeAttempt(secret);
    this.cookies.clear(response, 'sign-in');
    if (!attempt) {
      // Someone came back late, twice, or in another browser: starting again costs them one click.
      response.redirect(SEE_OTHER, '/sign-in');
      return;
    }
    const signedIn = await this.signIn.complete(new URL(request.originalUrl, attempt.redirectUri), attempt);
    const earlier = this.cookies.read(request, 'session');
    if (earlier !== undefined) await this.sessions.remove(earlier);
    this.cookies.set(response, 'session', await this.sessions.add(signedIn));
    response.redirect(SEE_OTHER, attempt.returnPath);
  }

  @Post('sign-out')
  async end(@Req() request: Request, @Res() response: Response): Promise<void> {
    const secret = this.cookies.read(request, 'session');
    if (secret !== undefined) await this.sessions.remove(secret);
    this.cookies.clear(response, 'session');
    response.redirect(SEE_OTHER, '/sign-in');
  }
}
