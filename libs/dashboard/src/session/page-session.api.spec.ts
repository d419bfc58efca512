import { Body, Catch, Controller, Get, Module, Post, type ArgumentsHost, type ExceptionFilter, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { DomainError } from '@cdc/contracts';
import { ENV, SignIn, migrateService, provisionDatabase, readEnv, type SignedIn } from '@cdc/platform';
import { testDatabase } from '@cdc/testing';
import { type Response } from 'express';
import { DataSource } from 'typeorm';
import { dashboard } from '../index.js';
import { PageSessionMiddleware } from './page-session.middleware.js';
import { PageSessionRepository, type SignedInSession } from './page-session.repository.js';
import { CurrentSession } from './session-request.js';
import { SignInController } from './sign-in.controller.js';

const PERSON = { subject: 'region-y60', name: 'Midlands region', role: 'region', region: 'Y60' } as const;

/** An issuer that lets everybody in who brings the state back. */
class WillingIssuer {
  begin(): Promise<{ url: string; state: string; codeVerifier: string; redirectUri: string }> {
    return Promise.resolve({ url: 'http://issuer.test/auth', state: 's1', codeVerifier: 'v1', redirectUri: 'http://localhost/sign-in/callback' });
  }

  complete(url: URL, checks: { state: string }): Promise<SignedIn> {
    if (url.searchParams.get('state') !== checks.state) throw new DomainError('unauthenticated', 'SIGN_IN_FAILED', 'No.');
    return Promise.resolve({ principal: PERSON, accessToken: 'the-access-token', expiresAt: new Date(Date.now() + 3_600_000) });
  }
}

@Controller('desk')
class DeskController {
  @Get()
  read(@CurrentSession() session: SignedInSession): SignedInSession {
    return session;
  }

  @Post()
  write(@CurrentSession() session: SignedInSession, @Body() body: { note: string }): { by: string; note: string } {
    return { by: session.principal.subject, note: body.note };
  }
}

@Catch(DomainError)
class CodeFilter implements ExceptionFilter {
  catch(error: DomainError, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(error.kind === 'unauthenticated' ? 401 : 403).json({ code: error.code });
  }
}

const database = await testDatabase();
const provisioned = await provisionDatabase(database.adminUrl, 0);
const urls = provisioned.services.get('dashboard');
if (!urls) throw new TypeError('no database was provisioned for the dashboard');
await migrateService(dashboard, urls.migratorUrl);
const source = await new DataSource({ type: 'postgres', url: urls.appUrl, entities: [...dashboard.entities] }).initialize();

@Module({
  controllers: [SignInController, DeskController],
  providers: [
    { provide: PageSessionRepository, useValue: new PageSessionRepository(source) },
    { provide: SignIn, useClass: WillingIssuer },
    { provide: ENV, useValue: readEnv({ PORT: '0' }) },
  ],
})
class DeskModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(PageSessionMiddleware).forRoutes(SignInController, DeskController);
  }
}

const app = await NestFactory.create<NestExpressApplication>(DeskModule, { logger: false });
app.useGlobalFilters(new CodeFilter());
await app.listen(0, '127.0.0.1');
const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');

afterAll(async () => {
  await app.close();
  await source.destroy();
  await database.stop();
});

const cookieOf = (response: globalThis.Response, name: string): string => new RegExp(`${name}=([^;]+)`).exec(response.headers.getSetCookie().join('\n'))?.[1] ?? '';
const get = (path: string, cookie = '') => fetch(url + path, { headers: { cookie }, redirect: 'manual' });

async function signIn(path = '/desk', earlier = ''): Promise<string> {
  const started = await get(`/sign-in?return=${encodeURIComponent(path)}`);
  const attempt = cookieOf(started, 'cdc-sign-in');
  const finished = await get('/sign-in/callback?state=s1&code=c', `cdc-sign-in=${attempt}${earlier === '' ? '' : `; cdc-session=${earlier}`}`);
  expect(finished.headers.get('location')).toBe(path);
  return cookieOf(finished, 'cdc-session');
}

async function csrfOf(session: string): Promise<string> {
  const body: unknown = await (await get('/desk', `cdc-session=${session}`)).json();
  return typeof body === 'object' && body !== null && 'csrfToken' in body ? String(body.csrfToken) : '';
}

function post(session: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<globalThis.Response> {
  return fetch(`${url}/desk`, { method: 'POST', headers: { cookie: `cdc-session=${session}`, origin: url, ...headers }, body: new URLSearchParams(form) });
}

describe('signing in', () => {
  it('ends with a cookie that scripts cannot read and other sites cannot send', async () => {
    const started = await get('/sign-in?return=/desk');
    expect(started.status).toBe(303);
    expect(started.headers.get('location')).toBe('http://issuer.test/auth');
    for (const cookie of started.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
    const page = await get('/desk', `cdc-session=${await signIn()}`);
    expect(await page.json()).toMatchObject({ principal: PERSON, accessToken: 'the-access-token' });
  });

  it('gives a new secret each time and ends the session that was there', async () => {
    const first = await signIn();
    const second = await signIn('/desk', first);
    expect(second).not.toBe(first);
    expect((await get('/desk', `cdc-session=${first}`)).status).toBe(401);
    expect((await get('/desk', `cdc-session=${second}`)).status).toBe(200);
  });

  it('finishes an attempt once', async () => {
    const attempt = cookieOf(await get('/sign-in'), 'cdc-sign-in');
    const back = () => get('/sign-in/callback?state=s1&code=c', `cdc-sign-in=${attempt}`);
    expect(cookieOf(await back(), 'cdc-session')).not.toBe('');
    const again = await back();
    expect([again.headers.get('location'), cookieOf(again, 'cdc-session')]).toEqual(['/sign-in', '']);
  });

  it.each(['https://evil.test/', '//evil.test/', '/\\evil.test', '/sign-out'])('does not lead on to %s', async (path) => {
    const attempt = cookieOf(await get(`/sign-in?return=${encodeURIComponent(path)}`), 'cdc-sign-in');
    expect((await get('/sign-in/callback?state=s1&code=c', `cdc-sign-in=${attempt}`)).headers.get('location')).toBe('/');
  });

  it('keeps neither the secret nor the token in the database', async () => {
    const session = await signIn();
    const rows = JSON.stringify(await source.query('select * from page_session'));
    expect(rows).toContain('region-y60');
    expect(rows).not.toContain(session);
    expect(rows).not.toContain('the-access-token');
  });
});

describe('a session ends', () => {
  it.each([
    ['after 12 hours', "created_at = now() - interval '12 hours 1 minute'"],
    ['after 2 hours without a page', "last_seen_at = now() - interval '2 hours 1 minute'"],
    ['with its access token', "token_expires_at = now() - interval '1 second'"],
  ])('%s', async (_when, change) => {
    const session = await signIn();
    await source.query(`update page_session set ${change}`);
    expect((await get('/desk', `cdc-session=${session}`)).status).toBe(401);
  });

  it('not a minute earlier', async () => {
    const session = await signIn();
    await source.query("update page_session set created_at = now() - interval '11 hours 59 minutes', last_seen_at = now() - interval '1 hour 59 minutes'");
    expect((await get('/desk', `cdc-session=${session}`)).status).toBe(200);
  });

  it('when the person signs out, with the form of their own page only', async () => {
    const session = await signIn();
    const signOut = (csrf: string) =>
      fetch(`${url}/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie: `cdc-session=${session}`, origin: url }, body: new URLSearchParams({ csrf }) });
    expect((await signOut('wrong')).status).toBe(403);
    expect((await signOut(await csrfOf(session))).status).toBe(303);
    expect((await get('/desk', `cdc-session=${session}`)).status).toBe(401);
  });
});

describe('a form', () => {
  it('is taken from a page of ours with the token of its session', async () => {
    const session = await signIn();
    const answer = await post(session, { csrf: await csrfOf(session), note: 'n' });
    expect(await answer.json()).toEqual({ by: 'region-y60', note: 'n' });
  });

  it.each([
    ['without a token', {}, {}],
    ['with a wrong token', { csrf: 'wrong' }, {}],
    ['from another site', null, { origin: 'https://evil.test' }],
    ['from no site', null, { origin: 'null' }],
    ['that the browser says is from elsewhere', null, { 'sec-fetch-site': 'cross-site' }],
  ])('is refused %s', async (_what, form, headers) => {
    const session = await signIn();
    const answer = await post(session, form ?? { csrf: await csrfOf(session) }, headers);
    expect([answer.status, await answer.json()]).toEqual([403, { code: 'FOREIGN_FORM' }]);
  });

  it('is refused with the token of another session', async () => {
    const [mine, other] = [await signIn(), await signIn()];
    expect((await post(mine, { csrf: await csrfOf(other) })).status).toBe(403);
  });
});
