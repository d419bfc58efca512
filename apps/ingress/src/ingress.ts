import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { targetFor } from '@cdc/contracts';
import { forward } from './forward.js';
import { type IngressTargets } from './ingress-targets.js';
import { answerNotFound } from './problem-answer.js';
import { readinessOf } from './readiness.js';

/** As in the services: whoever needs longer is holding a connection, not using it. */
const HEADERS_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

type OwnAnswer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * A reverse proxy that sends each request to the target of the route table. Streams both ways and holds nothing. Health it answers for all of
 * them together; metrics are of one process and are read there.
 */
export function createIngress(targets: IngressTargets): Server {
  const agent = new Agent({ keepAlive: true });
  const own = ownAnswers(targets);
  // How long a body may take is for the services to say, which it reaches as it comes.
  const server = createServer({ requestTimeout: 0, headersTimeout: HEADERS_MS, connectionsCheckingInterval: LOOK_EVERY_MS }, (request, response) => {
    const path = pathOf(request.url);
    const service = targetFor(request.method ?? 'GET', path);
    const address = targets.get(service);
    // The services tell neither capitals from small letters nor a path from itself with a slash.
    const answer = own.get(path.split('?', 1)[0]?.toLowerCase().replace(/\/$/, '') ?? '');
    if (answer) void answer(request, response);
    else if (address) forward(request, response, { service, address, path }, agent);
    else answerNotFound(request, response);
  });
  return server.on('close', () => agent.destroy());
}

function ownAnswers(targets: IngressTargets): ReadonlyMap<string, OwnAnswer> {
  const readiness = readinessOf(targets);
  return new Map<string, OwnAnswer>([
    ['/health/live', (request, response) => answerJson(request, response, 200, { status: 'ok' })],
    [
      '/health/ready',
      async (request, response) => {
        const result = await readiness();
        answerJson(request, response, result.status === 'ok' ? 200 : 503, result);
      },
    ],
    ['/metrics', answerNotFound],
  ]);
}

function answerJson(request: IncomingMessage, response: ServerResponse, status: number, body: unknown): void {
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

/** Path and query. What is meant for a proxy names a host too, which would lead past the table (RFC 9112, 3.2.2). */
function pathOf(target = '/'): string {
  if (target.startsWith('/') || !URL.canParse(target)) return target;
  const { pathname, search } = new URL(target);
  return pathname + search;
}
