import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { type Principal } from '@cdc/access';
import { SERVICES } from '@cdc/contracts';
import { freshDataDir, removeDataDir, reservePort } from '@cdc/testing';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { readEnv, type Env } from '../config/env.js';
import { mountHttp } from '../http/secure-http.js';
import { LoggerService } from '../observability/logger.service.js';
import { CurrentPrincipal } from './current-principal.decorator.js';
import { IdentityModule } from './identity.module.js';
import { RequirePermission } from './require-permission.decorator.js';
import { SignIn } from './sign-in.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
/** A name that nothing resolves (RFC 6761): whoever asks there fails. */
const PUBLIC_HOST = 'tracker.test:8080';
const PUBLIC_URL = `http://${PUBLIC_HOST}`;

@Controller('api/v1/activity')
class WhoController {
  @Get()
  @RequirePermission('activity.read')
  who(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly printed: () => string;
}

const started: ChildProcess[] = [];
let dataDir: string;
let issuerUrl: string;
let internalUrl: string;
let issuer: Started;
let ingress: Started;
let service: NestExpressApplication;

/** An app from its source, as a child that ends with this process. */
function run(app: string, env: Record<string, string>): Started {
  const child = spawn(process.execPath, ['--import', './tools/register-typescript.mjs', `apps/${app}/src/main.ts`], {
    cwd: root,
    env: { PATH: process.env['PATH'], CDC_DATA_DIR: dataDir, CDC_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  started.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return { child, printed: () => printed };
}

async function ready(app: Started): Promise<Started> {
  for (; !/^ready http/m.test(app.printed()); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (app.child.exitCode !== null) throw new Error(app.printed());
  }
  return app;
}

/** A service with the platform's HTTP and identity, as a process of the cluster has them. */
async function startService(env: Env): Promise<NestExpressApplication> {
  @Module({ imports: [IdentityModule.register(env, dataDir)], controllers: [WhoController] })
  class ServiceModule {}
  const app = await NestFactory.create<NestExpressApplication>(ServiceModule, { logger: false, bodyParser: false, forceCloseConnections: true });
  await mountHttp(app, env, dataDir, new LoggerService('silent', 'test'));
  await app.listen(env.PORT, env.CDC_HOST);
  return app;
}

/** What a browser or script gets that knows the platform by its public name: a request to the ingress under that name. */
async function ask(path: string, options: { host?: string; headers?: Record<string, string>; form?: Record<string, string> } = {}): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
  const { host = PUBLIC_HOST, headers = {}, form } = options;
  const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  const request = httpRequest(new URL(path, internalUrl), { method: form ? 'POST' : 'GET', headers: { ...type, ...headers, host } });
  request.end(form ? new URLSearchParams(form).toString() : undefined);
  const [response]: IncomingMessage[] = await once(request, 'response');
  let text = '';
  for await (const chunk of response ?? []) text += String(chunk);
  return { status: response?.statusCode ?? 0, headers: response?.headers ?? {}, text };
}

async function tokenOf(client: string, host = PUBLIC_HOST): Promise<string> {
  const headers = { authorization: `Basic ${Buffer.from(`${client}:demo`).toString('base64')}` };
  const { text } = await ask('/oidc/token', { host, headers, form: { grant_type: 'client_credentials' } });
  return z.object({ access_token: z.string() }).parse(JSON.parse(text)).access_token;
}

beforeAll(async () => {
  dataDir = await freshDataDir();
  const [issuerPort, ingressPort, servicePort] = [await reservePort(), await reservePort(), await reservePort()];
  issuerUrl = `http://127.0.0.1:${issuerPort}`;
  internalUrl = `http://127.0.0.1:${ingressPort}`;
  const settings = { CDC_PROFILE: 'cluster', CDC_PUBLIC_URL: PUBLIC_URL, CDC_INTERNAL_URL: internalUrl };
  const targets = [...SERVICES.map(({ name }) => `${name}=http://127.0.0.1:${servicePort}`), `issuer=${issuerUrl}`].join(',');
  issuer = run('issuer', { ...settings, PORT: String(issuerPort) });
  ingress = run('ingress', { PORT: String(ingressPort), CDC_INGRESS_TARGETS: targets });
  await Promise.all([ready(issuer), ready(ingress)]);
  service = await startService(readEnv({ ...settings, PORT: String(servicePort) }));
});

afterAll(async () => {
  await service.close();
  for (const child of started) child.kill('SIGKILL');
  await removeDataDir(dataDir);
});

it.each([
  ['its public name', PUBLIC_HOST],
  ['its internal one', 'ingress:8080'],
])('accepts a token that was asked for under %s; it names the public issuer', async (_, host) => {
  const token = await tokenOf('region-y60', host);
  expect(decodeJwt(token).iss).toBe(`${PUBLIC_URL}/oidc`);
  const { status, text } = await ask('/api/v1/activity', { headers: { authorization: `Bearer ${token}` } });
  expect([status, JSON.parse(text)]).toEqual([200, { subject: 'region-y60', name: 'Midlands region', role: 'region', region: 'Y60' }]);
});

it.each([PUBLIC_HOST, 'ingress:8080', 'evil.example'])('gives public addresses to who asks %s', async (host) => {
  const metadata: unknown = JSON.parse((await ask('/oidc/.well-known/openid-configuration', { host })).text);
  expect(metadata).toMatchObject({ issuer: `${PUBLIC_URL}/oidc`, authorization_endpoint: `${PUBLIC_URL}/oidc/auth`, token_endpoint: `${PUBLIC_URL}/oidc/token`, jwks_uri: `${PUBLIC_URL}/oidc/jwks` });
});

it('signs a person in: the browser sees public addresses only, the service asks the internal one', async () => {
  const { url, ...checks } = await service.get(SignIn).begin(PUBLIC_URL);
  expect(url.startsWith(`${PUBLIC_URL}/oidc/auth?`)).toBe(true);
  expect(checks.redirectUri).toBe(`${PUBLIC_URL}/sign-in/callback`);
  const cookies = new Map<string, string>();
  const browse = async (address: string, form?: Record<string, string>): Promise<string> => {
    const { origin, pathname, search } = new URL(address, PUBLIC_URL);
    expect(origin).toBe(PUBLIC_URL);
    if (pathname === '/sign-in/callback') return address;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { headers } = await ask(pathname + search, { headers: { cookie }, form });
    for (const line of headers['set-cookie'] ?? []) cookies.set(...(line.split(';', 1)[0]?.split(/=(.*)/s).slice(0, 2) as [string, string]));
    return headers.location ? browse(headers.location) : address;
  };
  const picker = await browse(url);
  const { principal, accessToken } = await service.get(SignIn).complete(await browse(picker, { role: 'finance' }), checks);
  expect(principal.subject).toBe('finance');
  expect((await ask('/api/v1/activity', { headers: { authorization: `Bearer ${accessToken}` } })).status).toBe(200);
});

it('is one issuer: a service of a cluster has none, a platform in one process its own', async () => {
  const jwksOf = async (app: NestExpressApplication) => (await fetch(`${await app.getUrl()}/oidc/jwks`)).status;
  expect(await jwksOf(service)).toBe(404);
  const embedded = await startService(readEnv({ PORT: String(await reservePort()) }));
  const status = await jwksOf(embedded);
  await embedded.close();
  expect(status).toBe(200);
});

it('serves health and nothing else beside sign-in', async () => {
  const statuses = ['/health/live', '/health/ready', '/oidc/jwks', '/', '/api/docs', '/api/openapi.json', '/metrics'].map(async (path) => (await fetch(issuerUrl + path)).status);
  expect(await Promise.all(statuses)).toEqual([200, 200, 200, 404, 404, 404, 404]);
});

it.each([
  ['outside development mode', { CDC_MODE: 'production', CDC_OIDC_ISSUER: 'https://id.example', CDC_PUBLIC_URL: PUBLIC_URL }, 'starts in development mode only, but CDC_MODE is production'],
  ['without the public address', {}, 'CDC_PUBLIC_URL is not set'],
])('does not start %s', async (_, env, message) => {
  const { child, printed } = run('issuer', { ...env, PORT: String(await reservePort()) });
  await once(child, 'close');
  expect([child.exitCode, printed()]).toEqual([1, expect.stringContaining(message)]);
});

// The last one: it stops them.
it('ends, issuer and ingress, with the process that started them', async () => {
  const ended = [issuer, ingress].map(({ child }) => once(child, 'exit'));
  for (const { child } of [issuer, ingress]) child.disconnect();
  expect(await Promise.all(ended)).toEqual([[0, null], [0, null]]);
});
