import { type IncomingMessage, type ServerResponse } from 'node:http';

const HEADERS = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };

/** Answers 404 as the services do. */
export function answerNotFound(request: IncomingMessage, response: ServerResponse): void {
  answer(request, response, { title: 'Not found', status: 404, detail: 'There is nothing at this address.', code: 'NOT_FOUND' });
}

/** Answers 502 for a service that does not answer. */
export function answerBadGateway(request: IncomingMessage, response: ServerResponse, service: string): void {
  const detail = 'This part of the platform does not answer at the moment. Try again shortly.';
  response.setHeader('retry-after', '5');
  answer(request, response, { title: 'Bad gateway', status: 502, detail, code: 'BAD_GATEWAY', details: { service } });
}

interface Fault {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

function answer(request: IncomingMessage, response: ServerResponse, { title, status, detail, code, details }: Fault): void {
  const type = `urn:cdc-delivery-tracker:problem:${title.toLowerCase().replaceAll(' ', '-')}`;
  const instance = (request.url ?? '/').split('?', 1)[0];
  request.resume();
  response.writeHead(status, HEADERS).end(JSON.stringify({ type, title, status, detail, instance, code, details }));
}
