import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type RequestListener, type Server } from 'node:http';
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

/** An ingress in front of one server for all services, or of nobody. */
async function ingressTo(listener?: RequestListener): Promise<string> {
  const target = listener ? await listen(createServer(listener)) : 'http://127.0.0.1:1';
  return listen(createIngress(ingressTargets(SERVICES.map(({ name }) => `${name}=${target}`).join(','))));
}

async function call(url: string, headers: Record<string, string> = {}, body = ''): Promise<{ response: IncomingMessage; text: string }> {
  const request = httpRequest(url, { method: body === '' ? 'GET' : 'POST', headers });
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

describe('ingressTargets', () => {
  const list = SERVICES.map(({ name }, index) => `${name}=http://127.0.0.1:${9000 + index}`).join(', ');

  it('reads a list and a JSON object alike', () => {
    const object = JSON.stringify(Object.fromEntries(SERVICES.map(({ name }, index) => [name, `http://127.0.0.1:${9000 + index}`])));
    expect(ingressTargets(object)).toEqual(ingressTargets(list));
    expect(ingressTargets(list).get('activity-ingest')?.port).toBe('9001');
  });

  it('names everything that is wrong at once', () => {
    expect(() => ingressTargets('cdc-registry=ftp://x,nobody=http://x')).toThrow(/activity-ingest has no address[^]*nobody is no service[^]*cdc-registry: ftp:\/\/x is not an http address/);
  });
});
