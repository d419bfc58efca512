import { Controller, Get, Module, Post, Body } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEVELOPMENT_CLIENTS, type Principal } from '@cdc/access';
import { reservePort } from '@cdc/testing';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair, importJWK, type JWTPayload } from 'jose';
import { z } from 'zod';
import { secureHttp } from '../http/secure-http.js';
import { CurrentPrincipal } from './current-principal.decorator.js';
import { mountDevelopmentIssuer } from './development/mount-development-issuer.js';
import { developmentIssuerUrl, type IdentityOptions } from './identity-options.js';
import { IdentityModule } from './identity.module.js';
import { Public, RequirePermission } from './require-permission.decorator.js';
import { SignIn, type SignInChecks } from './sign-in.js';

const AUDIENCE = 'urn:cdc-delivery-tracker';

@Controller('api/v1/things')
class ThingController {
  @Get()
  @RequirePermission('activity.read')
  read(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Post('clock')
  @RequirePermission('clock.move')
  move(@Body() body: unknown): unknown {
    return { body };
  }

  @Get('open')
  @Public()
  open(): string {
    return 'open';
  }
}

@Controller('api/v1/forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'never';
  }

  @Get('both')
  @Public()
  @RequirePermission('activity.read')
  both(): string {
    return 'never';
  }
}

interface Running {
  readonly app: NestExpressApplication;
  readonly url: string;
}

async function start(
  stateDir: string,
  controllers: (typeof ThingController | typeof ForgottenController)[],
): Promise<Running> {
  const port = await reservePort();
  const publicUrl = `http://localhost:${port}`;
  const identity: IdentityOptions = {
    mode: 'development',
    issuerUrl: developmentIssuerUrl(publicUrl),
    publicUrl,
    audience: AUDIENCE,
    stateDir,
  };
  @Module({ imports: [IdentityModule.with(identity)], controllers })
  class TestModule {}
  const app = await NestFactory.create<NestExpressApplication>(TestModule, {
    logger: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  secureHttp(app, { production: false });
  await mountDevelopmentIssuer(app, { publicUrl, audience: AUDIENCE, stateDir });
  await app.listen(port, '127.0.0.1');
  return { app, url: publicUrl };
}

async function requestToken(url: string, client: string, secret = 'demo'): Promise<Response> {
  return fetch(`${url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}

async function tokenFor(url: string, client: string): Promise<string> {
  const answer = await requestToken(url, client);
  const body = z.object({ access_token: z.string() }).parse(await answer.json());
  return body.access_token;
}

const get = (url: string, token?: string) =>
  fetch(`${url}/api/v1/things`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

describe('identity in development mode', () => {
  let stateDir: string;
  let running: Running;
  const printed: string[] = [];
  const { info, warn } = console;

  beforeAll(async () => {
    console.info = console.warn = (line: unknown) => void printed.push(String(line));
    stateDir = await mkdtemp(join(tmpdir(), 'cdc-identity-'));
    running = await start(stateDir, [ThingController]);
  });

  afterAll(async () => {
    Object.assign(console, { info, warn });
    await running.app.close();
    await rm(stateDir, { recursive: true });
  });

  it.each(DEVELOPMENT_CLIENTS)('gives $id a token that the API accepts as that principal', async (client) => {
    const answer = await get(running.url, await tokenFor(running.url, client.id));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      subject: client.id,
      name: client.displayName,
      role: client.role,
      region: client.region,
    });
  });

  it('accepts the same token on 127.0.0.1 as on localhost', async () => {
    const numeric = running.url.replace('localhost', '127.0.0.1');
    expect((await get(numeric, await tokenFor(numeric, 'viewer'))).status).toBe(200);
  });

  it('refuses a wrong secret and an unknown client with 401', async () => {
    expect((await requestToken(running.url, 'admin', 'guess')).status).toBe(401);
    expect((await requestToken(running.url, 'nobody')).status).toBe(401);
    expect((await requestToken(running.url, 'dashboard')).status).toBe(401);
  });

  it('asks for a token where none is sent', async () => {
    const answer = await get(running.url);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="cdc-delivery-tracker"');
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await answer.json()).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED', instance: '/api/v1/things' });
  });

  it('refuses a role without the permission with 403, before it looks at the body', async () => {
    const answer = await fetch(`${running.url}/api/v1/things/clock`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor(running.url, 'national')}` },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'FORBIDDEN', details: { permission: 'clock.move' } });
  });

  it('leaves public routes open', async () => {
    expect((await fetch(`${running.url}/api/v1/things/open`)).status).toBe(200);
  });

  describe('given a token that the issuer did not mean for us', () => {
    const NOW = Math.floor(Date.now() / 1000);
    const good = (): JWTPayload => ({
      iss: `${running.url}/oidc`,
      aud: AUDIENCE,
      sub: 'admin',
      iat: NOW,
      exp: NOW + 600,
      cdc_role: 'admin',
    });

    async function sign(payload: JWTPayload, header: { alg?: string; typ?: string } = {}): Promise<string> {
      const state = await readFile(join(stateDir, 'development-issuer.json'), 'utf8');
      const [jwk] = z
        .object({ jwks: z.object({ keys: z.array(z.record(z.string(), z.any())) }) })
        .parse(JSON.parse(state)).jwks.keys;
      const key = await importJWK(jwk ?? {}, 'ES256');
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'ES256', kid: String(jwk?.['kid']), typ: 'at+jwt', ...header })
        .sign(key);
    }

    it('accepts the control, so that the refusals below mean something', async () => {
      expect((await get(running.url, await sign(good()))).status).toBe(200);
    });

    it.each([
      ['expired', { exp: Math.floor(Date.now() / 1000) - 60 }, 'TOKEN_EXPIRED'],
      ['for another audience', { aud: 'urn:other' }, 'TOKEN_INVALID'],
      ['of another issuer', { iss: 'https://elsewhere.example' }, 'TOKEN_INVALID'],
      ['without a subject', { sub: undefined }, 'TOKEN_INVALID'],
      ['without an expiry', { exp: undefined }, 'TOKEN_INVALID'],
      ['not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }, 'TOKEN_INVALID'],
    ])('refuses one that is %s', async (_, change, code) => {
      const answer = await get(running.url, await sign({ ...good(), ...change }));
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect(await answer.json()).toMatchObject({ code });
    });

    it('refuses an ID token, whose type is another', async () => {
      expect((await get(running.url, await sign(good(), { typ: 'JWT' }))).status).toBe(401);
    });

    it('refuses one that nobody signed', async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const unsigned = `${part({ alg: 'none', typ: 'at+jwt' })}.${part(good())}.`;
      expect((await get(running.url, unsigned)).status).toBe(401);
    });

    it('refuses one signed with the public key as a shared secret', async () => {
      const jwks = await (await fetch(`${running.url}/oidc/jwks`)).text();
      const forged = await new SignJWT(good())
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .sign(new TextEncoder().encode(jwks));
      expect((await get(running.url, forged)).status).toBe(401);
    });

    it('refuses one signed by a stranger', async () => {
      const { privateKey, publicKey } = await generateKeyPair('ES256');
      const forged = await new SignJWT(good())
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: await exportJWK(publicKey) })
        .sign(privateKey);
      expect((await get(running.url, forged)).status).toBe(401);
    });

    it.each([
      ['an unknown role', { cdc_role: 'owner' }, 'UNKNOWN_ROLE'],
      ['no role', { cdc_role: undefined }, 'UNKNOWN_ROLE'],
      ['a role of a region but none of the seven', { cdc_role: 'region', cdc_region: 'Y99' }, 'UNKNOWN_REGION'],
    ])('answers 403 for %s', async (_, change, code) => {
      const answer = await get(running.url, await sign({ ...good(), ...change }));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code });
    });
  });

  describe('signing in on the pages', () => {
    /** A browser: follows redirects, keeps cookies by path, stops at the pages' callback. */
    class Browser {
      private readonly cookies = new Map<string, { value: string; path: string }>();

      async open(url: string, init: RequestInit = {}): Promise<Response> {
        const { pathname } = new URL(url);
        const sent = [...this.cookies].filter(([, { path }]) => pathname.startsWith(path));
        const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
        const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
        for (const line of answer.headers.getSetCookie()) this.keep(line);
        const location = answer.headers.get('location');
        if (location === null) return answer;
        const next = new URL(location, url);
        if (next.pathname === '/sign-in/callback') return Response.json({ callback: next.href });
        return this.open(next.href);
      }

      /** Every cookie, as a browser would not send them: whatever path they belong to. */
      get everyCookie(): string {
        return [...this.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
      }

      private keep(line: string): void {
        const [pair = '', ...attributes] = line.split('; ');
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
        if (value === '') this.cookies.delete(name);
        else this.cookies.set(name, { value, path });
      }
    }

    const callbackOf = async (answer: Response) => z.object({ callback: z.url() }).parse(await answer.json()).callback;

    async function openPicker(
      browser: Browser,
      origin?: string,
    ): Promise<{ checks: SignInChecks; address: string; page: Response }> {
      const { url, ...checks } = await running.app.get(SignIn).begin(origin);
      let address = '';
      const open = browser.open.bind(browser);
      browser.open = (next, init) => {
        address = next;
        return open(next, init);
      };
      const page = await browser.open(url);
      browser.open = open;
      return { checks, address, page };
    }

    const choose = (browser: Browser, address: string, role: string) =>
      browser.open(address, { method: 'POST', body: new URLSearchParams({ role }) });

    it('leads through the role picker to the principal that was chosen', async () => {
      const browser = new Browser();
      const { checks, address, page } = await openPicker(browser);
      expect(page.status).toBe(200);
      const html = await page.text();
      for (const client of DEVELOPMENT_CLIENTS) expect(html).toContain(`value="${client.id}"`);
      expect(html).not.toContain('<script');
      const callback = await callbackOf(await choose(browser, address, 'region-y60'));
      const { principal, accessToken, expiresAt } = await running.app.get(SignIn).complete(callback, checks);
      expect(principal).toEqual({ subject: 'region-y60', name: 'Midlands region', role: 'region', region: 'Y60' });
      expect(expiresAt.getTime() / 1000).toBeCloseTo(decodeJwt(accessToken).exp ?? 0, -1);
      expect((await get(running.url, accessToken)).status).toBe(200);
    });

    it('asks again at the next sign-in and then lets another role in', async () => {
      const browser = new Browser();
      for (const role of ['national', 'finance']) {
        const { checks, address, page } = await openPicker(browser);
        expect(await page.text()).toContain('Sign in as');
        const callback = await callbackOf(await choose(browser, address, role));
        expect((await running.app.get(SignIn).complete(callback, checks)).principal.subject).toBe(role);
      }
    });

    it('brings a browser on 127.0.0.1 back to 127.0.0.1, and lets no other site in', async () => {
      const numeric = running.url.replace('localhost', '127.0.0.1');
      const browser = new Browser();
      const { checks, address, page } = await openPicker(browser, numeric);
      expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${running.url} ${numeric}`);
      const callback = await callbackOf(await choose(browser, address, 'viewer'));
      expect(callback.startsWith(`${numeric}/sign-in/callback?`)).toBe(true);
      expect((await running.app.get(SignIn).complete(callback, checks)).principal.role).toBe('viewer');
      expect((await running.app.get(SignIn).begin('https://evil.example')).redirectUri).toBe(
        `${running.url}/sign-in/callback`,
      );
    });

    it('asks for a choice where none was made', async () => {
      const browser = new Browser();
      const { address } = await openPicker(browser);
      const answer = await choose(browser, address, 'owner');
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('Choose who to sign in as');
    });

    it('takes the choice only from the browser that asked', async () => {
      const { address } = await openPicker(new Browser());
      const answer = await choose(new Browser(), address, 'admin');
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('Sign-in did not finish');
    });

    it('takes the choice only at the address of the sign-in that asked', async () => {
      const browser = new Browser();
      const { address } = await openPicker(browser);
      const post = (url: string) =>
        fetch(url, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: browser.everyCookie },
          body: new URLSearchParams({ role: 'admin' }),
        });
      expect((await post(`${address}x`)).status).toBe(400);
      expect((await post(address)).status).toBe(303);
    });

    it('refuses a return with another state, another verifier or a code used before', async () => {
      const browser = new Browser();
      const { checks, address } = await openPicker(browser);
      const callback = await callbackOf(await choose(browser, address, 'admin'));
      const complete = (change: Partial<SignInChecks>) =>
        running.app.get(SignIn).complete(callback, { ...checks, ...change });
      const refusal = { kind: 'unauthenticated', code: 'SIGN_IN_FAILED' };
      await expect(complete({ state: 'another' })).rejects.toMatchObject(refusal);
      await expect(complete({ codeVerifier: 'a'.repeat(43) })).rejects.toMatchObject(refusal);
      expect((await complete({})).principal.role).toBe('admin');
      await expect(complete({})).rejects.toMatchObject(refusal);
    });
  });

  it('hears no warning of the provider, on standard output or elsewhere', () => {
    expect(printed).toEqual([]);
  });

  it('keeps its keys readable by the owner only, so that a restart leaves tokens valid', async () => {
    const [file] = await readdir(stateDir);
    expect(file).toBe('development-issuer.json');
    expect((await stat(join(stateDir, 'development-issuer.json'))).mode & 0o777).toBe(0o600);
    const keys = async (url: string) => (await fetch(`${url}/oidc/jwks`)).text();
    const again = await start(stateDir, [ThingController]);
    try {
      expect(await keys(again.url)).toBe(await keys(running.url));
    } finally {
      await again.app.close();
    }
  });

  it('refuses to start while a route declares nothing, or both', async () => {
    await expect(start(stateDir, [ThingController, ForgottenController])).rejects.toThrow(
      /exactly one of .*: ForgottenController\.both, ForgottenController\.read$/,
    );
  });
});
