import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { serviceFor, type ServiceName } from '@cdc/contracts';
import { type IngressTargets } from './ingress-targets.js';

/** They speak of one connection and go no further (RFC 9110, 7.6.1); so do the headers that `connection` names. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** A reverse proxy that sends each request to the service of the route table. Streams both ways and holds nothing. */
export function createIngress(targets: IngressTargets): Server {
  const agent = new Agent({ keepAlive: true });
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const service = serviceFor(request.method ?? 'GET', request.url ?? '/');
    forward(request, response, service, targets.get(service), agent);
  });
  return server.on('close', () => agent.destroy());
}

function forward(request: IncomingMessage, response: ServerResponse, service: ServiceName, target: URL | undefined, agent: Agent): void {
  const { hostname, port } = target ?? {};
  const headers = [...endToEnd(request), ...forwarded(request)].flat();
  const upstream = httpRequest({ agent, hostname, port, method: request.method, path: request.url, headers });
  upstream.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer).flat());
    answer.pipe(response);
    // Half an answer must not pass for a whole one.
    answer.once('aborted', () => response.destroy());
  });
  upstream.once('error', () => {
    if (response.headersSent) response.destroy();
    else refuse(request, response, service);
  });
  request.once('aborted', () => upstream.destroy());
  response.once('close', () => (response.writableFinished ? undefined : upstream.destroy()));
  request.pipe(upstream);
}

function endToEnd({ rawHeaders, headers }: IncomingMessage): [string, string][] {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  const pairs: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (!dropped.has(name.toLowerCase()) && !/^x-forwarded-/i.test(name)) pairs.push([name, value]);
  }
  // The length of a body that came in chunks is not known; without a word on it, it would be taken for none.
  if (headers['transfer-encoding'] !== undefined) pairs.push(['transfer-encoding', 'chunked']);
  return pairs;
}

/** Who asked and under which name; a caller's own claims to it are dropped. */
function forwarded({ socket, headers }: IncomingMessage): [string, string][] {
  return [
    ['x-forwarded-for', socket.remoteAddress ?? ''],
    ['x-forwarded-host', headers.host ?? ''],
    ['x-forwarded-proto', 'http'],
  ];
}

function refuse(request: IncomingMessage, response: ServerResponse, service: ServiceName): void {
  const problem = {
    type: 'urn:cdc-delivery-tracker:problem:bad-gateway',
    title: 'Bad gateway',
    status: 502,
    detail: 'This part of the platform does not answer at the moment. Try again shortly.',
    instance: (request.url ?? '/').split('?', 1)[0],
    code: 'BAD_GATEWAY',
    details: { service },
  };
  request.resume();
  response.writeHead(502, { 'content-type': 'application/problem+json', 'retry-after': '5' }).end(JSON.stringify(problem));
}
