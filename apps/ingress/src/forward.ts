import { type Agent, type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerBadGateway } from './problem-answer.js';

/** Where a request goes. */
export interface Destination {
  readonly service: string;
  readonly address: URL;
  /** Path and query. */
  readonly path: string;
}

/** They speak of one connection and go no further (RFC 9110, 7.6.1); so do the headers that `connection` names. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Streams a request to its destination and the answer back. A service that restarts closes its connections, and a request may just then be on
 * its way on one of them. So what cannot be sent twice gets a new connection, and what can is sent once more.
 * @param agent keeps connections for requests that can be sent twice
 */
export function forward(request: IncomingMessage, response: ServerResponse, destination: Destination, agent: Agent): void {
  const { service, address, path } = destination;
  const { hostname, port } = address;
  const headers = [...endToEnd(request), ...forwarded(request)].flat();
  const send = (over: Agent | false): ClientRequest => {
    const upstream = httpRequest({ agent: over, hostname, port, method: request.method, path, headers });
    upstream.once('response', (answer) => passBack(answer, response));
    upstream.once('error', () => {
      if (response.headersSent || response.destroyed) response.destroy();
      else if (upstream.reusedSocket) (current = send(false)).end();
      else answerBadGateway(request, response, service);
    });
    return upstream;
  };
  let current = send(canBeSentTwice(request) ? agent : false);
  request.once('aborted', () => current.destroy());
  response.once('close', () => (response.writableFinished ? undefined : current.destroy()));
  request.pipe(current);
}

function passBack(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer).flat());
  answer.pipe(response);
  // Half an answer must not pass for a whole one.
  answer.once('aborted', () => response.destroy());
}

function canBeSentTwice({ method, headers }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
  return (method === 'GET' || method === 'HEAD') && !hasBody;
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
