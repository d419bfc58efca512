import { request as httpRequest } from 'node:http';
import { type IngressTargets } from './ingress-targets.js';

/** In the form of the services' own answer. */
export interface Readiness {
  readonly status: 'ok' | 'error';
  readonly details: Readonly<Record<string, { readonly status: 'up' | 'down' }>>;
}

const TIMEOUT_MS = 2_000;
const KEPT_MS = 1_000;

/** Gives a function that asks every target at once whether it is ready. Within a second it asks only once, however many want to know. */
export function readinessOf(targets: IngressTargets): () => Promise<Readiness> {
  let begunAt = Number.NEGATIVE_INFINITY;
  let latest: Promise<Readiness> | undefined;
  return () => {
    if (latest !== undefined && performance.now() - begunAt < KEPT_MS) return latest;
    begunAt = performance.now();
    return (latest = askAll(targets));
  };
}

async function askAll(targets: IngressTargets): Promise<Readiness> {
  const asked = [...targets].map(async ([name, address]) => [name, { status: (await isReady(address)) ? 'up' : 'down' }] as const);
  const details = Object.fromEntries(await Promise.all(asked));
  return { status: Object.values(details).every(({ status }) => status === 'up') ? 'ok' : 'error', details };
}

/** By a connection of its own: one from before a restart would say nothing of now. */
function isReady(address: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const request = httpRequest(new URL('/health/ready', address), { agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) });
    request.once('response', (answer) => {
      resolve(answer.statusCode === 200);
      answer.destroy();
    });
    request.on('error', () => resolve(false)).end();
  });
}
