import { type Server } from 'node:http';

/** Headers are a few hundred bytes: whoever needs longer is holding a connection, not using it. */
const HEADERS_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

interface Limits {
  /** For the whole request, its body included. */
  readonly requestMs: number;
  readonly headersMs?: number;
  readonly lookEveryMs?: number;
}

/** Lets no sender hold a connection by sending slowly: after the time it is answered 408 and cut. Call it before the server listens. */
export function limitSlowSenders(server: Server, { requestMs, headersMs = HEADERS_MS, lookEveryMs = LOOK_EVERY_MS }: Limits): void {
  server.requestTimeout = requestMs;
  server.headersTimeout = Math.min(headersMs, requestMs);
  // Node reads it when the server begins to listen; its types know it only as an option of a new server.
  Object.assign(server, { connectionsCheckingInterval: lookEveryMs });
}
