import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Clock } from './clock.js';

/** Express middleware for a process whose Clock others move: who answers after such a move must not say that it is earlier. */
export function clockRequests(clock: Pick<Clock, 'refresh'>) {
  return (_request: IncomingMessage, _response: ServerResponse, next: (error?: unknown) => void): void => void clock.refresh().then(() => next(), next);
}
