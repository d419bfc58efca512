import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { withTraceparent } from './trace-context.js';
import { continueTrace } from './traceparent.model.js';

/** Express middleware: gives every request a trace, and tells the caller which. */
export function traceRequests(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const header = request.headers['traceparent'];
  const traceparent = continueTrace(typeof header === 'string' ? header : undefined, (bytes) =>
    randomBytes(bytes).toString('hex'),
  );
  response.setHeader('traceresponse', traceparent);
  withTraceparent(traceparent, next);
}
