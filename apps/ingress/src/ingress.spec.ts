import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createConnection } from 'node:net';
import { SERVICES } from '@cdc/contracts';
import { createIngress } from './ingress.js';
import { ingressTargets } from './ingress-targets.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const NOBODY = 'http://127.0.0.1:1';

/** One address for every service. */
function allAt(address: string): string {
  return SERVICES.map(({ name }) => `${name}=${address}`).join(',');
}

/** An ingress in front of one server for all services, or of nobody. */
async function ingressTo(listener?: RequestListener): Promise<string> {
  return listen(createIngress(ingressTargets(allAt(listener ? await listen(createServer(listener)) : NOBODY))));
}

async function call(url: string, headers: Record<string, string> = {}, body = '', method = body === '' ? 'GET' : 'POST'): Promise<{ response: IncomingMessage; text: string }> {
  const request = httpRequest(url, { method, headers });
  request.end(body);
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (!response) throw new Error('no answer');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return { response, text };
}

describe('the ingress', () => {
  it('sends each request to the service of the route table', async () => {
    const targets = await Promise.all(SERVICES.map(async ({ name }) => `${name}=${await listen(createServer((_request, response) => response.end(name)))}`));
    const url = await listen(createIngress(ingressTargets(targets.join(','))));
    const asked = ['/api/v1/cdcs', '/api/v1/submissions/act-1', '/api/v1/submissions/equ-1', '/api/v1/submissions/fin-1', '/api/v1/reports/editions', '/'];
    const names = await Promise.all(asked.map(async (path) => (await call(url + path)).text));
    expect(names).toEqual(['cdc-registry', 'activity-ingest', 'equipment-tracker', 'spend-monitor', 'reporting', 'dashboard']);
  });

  it('sends sign-in to the issuer where there is one', async () => {
    const issuer = await listen(createServer((request, response) => response.end(`issuer ${request.url}`)));
    const url = await listen(createIngress(ingressTargets(`${allAt(NOBODY)},issuer=${issuer}`)));
    expect((await call(`${url}/oidc/token?x`, {}, 'grant')).text).toBe('issuer /oidc/token?x');
    const { response, text } = await call(`${await ingressTo((_request, answer) => answer.end('a service'))}/oidc/token?x`, {}, 'grant');
    expect([response.statusCode, response.headers['content-type']]).toEqual([404, 'application/problem+json']);
    expect(JSON.parse(text)).toEqual({
      type: 'urn:cdc-delivery-tracker:problem:not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at this address.',
      instance: '/oidc/token',
      code: 'NOT_FOUND',
    });
  });

  it.each(['/metrics', '/metrics?x=1', '/Metrics/', 'http://elsewhere.example/metrics'])('lets nobody read the metrics of a service at %s', async (target) => {
    const url = await ingressTo((_request, answer) => answer.end('a service'));
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 404 [^]*"code":"NOT_FOUND"/);
  });

  it('passes method, query, body, trace and cookies on, and what speaks of the connection not', async () => {
    let seen: IncomingMessage | undefined;
    let body = '';
    const url = await ingressTo((request, response) => {
      seen = request;
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.writeHead(202, { 'set-cookie': ['a=1', 'b=2'], 'x-own': 'yes', connection: 'x-hop', 'x-hop': '1' }).end('done'));
    });
    const sent = { traceparent: '00-1-2-01', authorization: 'Bearer t', connection: 'close, x-private', 'x-private': '1', te: 'trailers', 'x-forwarded-for': '6.6.6.6' };
    const { response, text } = await call(`${url}/api/v1/feeds/activity-daily/submissions?reason=a%20b`, sent, 'the file');
    expect([seen?.method, seen?.url, body]).toEqual(['POST', '/api/v1/feeds/activity-daily/submissions?reason=a%20b', 'the file']);
    expect(seen?.headers).toMatchObject({ traceparent: '00-1-2-01', authorization: 'Bearer t', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': new URL(url).host, host: new URL(url).host });
    for (const name of ['x-private', 'te']) expect(seen?.headers).not.toHaveProperty(name);
    expect([response.statusCode, text, response.headers['set-cookie'], response.headers['x-own']]).toEqual([202, 'done', ['a=1', 'b=2'], 'yes']);
    expect(response.headers).not.toHaveProperty('x-hop');
  });

  it('streams: the first part of an answer arrives before the last part of the request is sent', async () => {
    const url = await ingressTo((request, response) => request.pipe(response));
    const request = httpRequest(`${url}/`, { method: 'POST' });
    request.write('first');
    const [response]: IncomingMessage[] = await once(request, 'response');
    const [first]: Buffer[] = await once(response ?? request, 'data');
    expect(String(first)).toBe('first');
    request.end('last');
    const [last]: Buffer[] = await once(response ?? request, 'data');
    expect(String(last)).toBe('last');
  });

  it('answers 502 with a problem when a service does not answer', async () => {
    const { response, text } = await call(`${await ingressTo()}/api/v1/cdcs?limit=1`);
    expect([response.statusCode, response.headers['content-type']]).toEqual([502, 'application/problem+json']);
    expect(JSON.parse(text)).toMatchObject({ status: 502, code: 'BAD_GATEWAY', instance: '/api/v1/cdcs', details: { service: 'cdc-registry' } });
  });

  it('breaks off an answer that breaks off', async () => {
    const url = await ingressTo((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    });
    await expect(call(url)).rejects.toThrow('aborted');
  });

  it('tells the service that the caller has gone', async () => {
    const gone = new Promise<void>((resolve) => {
      void ingressTo((request, response) => {
        response.once('close', resolve);
        response.write('more to come');
      }).then(async (url) => {
        const request = httpRequest(url).end();
        await once(request, 'response');
        request.destroy();
      });
    });
    await gone;
  });
});

describe('a connection that the service closes while the next request is on its way', () => {
  /** Answers the first request; then drops as many as told without a word. Counts connections and requests. */
  function forgetful(drops: number) {
    const seen = { connections: 0, requests: 0 };
    const server = createServer((request, response) => {
      seen.requests += 1;
      if (seen.requests > 1 && seen.requests <= 1 + drops) request.socket.destroy();
      else response.end(`request ${seen.requests}`);
    });
    server.on('connection', () => (seen.connections += 1));
    return { server, seen };
  }

  const before = async (drops: number) => {
    const { server, seen } = forgetful(drops);
    const url = await listen(createIngress(ingressTargets(allAt(await listen(server)))));
    await call(url);
    return { url, seen };
  };

  it.each(['GET', 'HEAD'])('costs a %s nothing: it is sent again over a new one', async (method) => {
    const { url, seen } = await before(1);
    const { response } = await call(url, {}, '', method);
    expect([response.statusCode, seen]).toEqual([200, { connections: 2, requests: 3 }]);
  });

  it('is tried again once and no more', async () => {
    const { url, seen } = await before(2);
    const { response } = await call(url);
    expect([response.statusCode, seen]).toEqual([502, { connections: 2, requests: 3 }]);
  });

  it('never carries what must not be sent twice', async () => {
    const { url, seen } = await before(0);
    for (const sent of [call(url, {}, 'a file'), call(url, {}, '', 'DELETE'), call(url, { 'content-length': '1' }, 'x', 'GET')]) {
      expect((await sent).response.statusCode).toBe(200);
    }
    expect(seen).toEqual({ connections: 4, requests: 4 });
  });

  it('sends nothing again for a caller who has gone', async () => {
    let requests = 0;
    const left = new Promise<void>((resolve) => {
      void ingressTo((request, response) => {
        requests += 1;
        if (requests === 1) response.end();
        else request.socket.once('close', resolve);
      }).then(async (url) => {
        await call(url);
        const request = httpRequest(url).on('error', () => undefined);
        request.end();
        for (; requests < 2; ) await new Promise(setImmediate);
        request.destroy();
      });
    });
    await left;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(requests).toBe(2);
  });
});

describe('the health of the cluster', () => {
  it('is alive whatever its services do', async () => {
    const { response, text } = await call(`${await ingressTo()}/health/live`);
    expect([response.statusCode, JSON.parse(text)]).toEqual([200, { status: 'ok' }]);
  });

  it('is ready when every service and the issuer are, and asks each once in a second', async () => {
    const asked: (string | undefined)[] = [];
    const address = await listen(
      createServer((request, response) => {
        asked.push(request.url);
        response.end('{}');
      }),
    );
    const url = await listen(createIngress(ingressTargets(`${allAt(address)},issuer=${address}`)));
    const answers = await Promise.all([call(`${url}/health/ready`), call(`${url}/health/ready/`)]);
    answers.push(await call(`${url}/health/ready`));
    const up = { status: 'up' };
    const details = { 'cdc-registry': up, 'activity-ingest': up, 'equipment-tracker': up, 'spend-monitor': up, reporting: up, dashboard: up, issuer: up };
    for (const { response, text } of answers) expect([response.statusCode, JSON.parse(text)]).toEqual([200, { status: 'ok', details }]);
    expect(asked).toEqual(Array(7).fill('/health/ready'));
  });

  it('says which are not: one that says so, one that is away, one that is silent; and notices when they are back', async () => {
    let status = 503;
    let silent = true;
    const unready = await listen(createServer((_request, response) => response.writeHead(status).end()));
    const hanging = await listen(createServer((_request, response) => (silent ? undefined : response.end())));
    const ready = await listen(createServer((_request, response) => response.end()));
    const away = createServer((_request, response) => response.end());
    const addresses = new Map([['reporting', unready], ['dashboard', hanging], ['spend-monitor', await listen(away)]]);
    const url = await listen(createIngress(ingressTargets(SERVICES.map(({ name }) => `${name}=${addresses.get(name) ?? ready}`).join(','))));
    const port = Number(new URL(addresses.get('spend-monitor') ?? '').port);
    away.close();
    await once(away, 'close');
    const { response, text } = await call(`${url}/health/ready`);
    const [up, down] = [{ status: 'up' }, { status: 'down' }];
    const details = { 'cdc-registry': up, 'activity-ingest': up, 'equipment-tracker': up, 'spend-monitor': down, reporting: down, dashboard: down };
    expect([response.statusCode, JSON.parse(text)]).toEqual([503, { status: 'error', details }]);
    status = 200;
    silent = false;
    away.listen(port, '127.0.0.1');
    await once(away, 'listening');
    expect((await call(`${url}/health/ready`)).response.statusCode).toBe(200);
  });
});

describe('ingressTargets', () => {
  const list = SERVICES.map(({ name }, index) => `${name}=http://127.0.0.1:${9000 + index}`).join(', ');

  it('reads a list and a JSON object alike', () => {
    const object = JSON.stringify(Object.fromEntries(SERVICES.map(({ name }, index) => [name, `http://127.0.0.1:${9000 + index}`])));
    expect(ingressTargets(object)).toEqual(ingressTargets(list));
    expect(ingressTargets(list).get('activity-ingest')?.port).toBe('9001');
    expect(ingressTargets(list).has('issuer')).toBe(false);
    expect(ingressTargets(`${list}, issuer=http://127.0.0.1:9100`).get('issuer')?.port).toBe('9100');
  });

  it('names everything that is wrong at once', () => {
    expect(() => ingressTargets('cdc-registry=ftp://x,nobody=http://x')).toThrow(/activity-ingest has no address[^]*nobody is no service[^]*cdc-registry: ftp:\/\/x is not an http address/);
  });
});

it('catalogue 78: gives a sender 15 seconds for its headers, and leaves the time for a body to the services', () => {
  const server = createIngress(ingressTargets(allAt(NOBODY)));
  expect([server.headersTimeout, server.requestTimeout]).toEqual([15_000, 0]);
  server.emit('close');
});
