import { AsyncLocalStorage } from 'node:async_hooks';

const traces = new AsyncLocalStorage<string>();

/** The W3C `traceparent` of the request, job or event that is being worked on, if any. */
export function currentTraceparent(): string | undefined {
  return traces.getStore();
}

/** Runs `work` so that what it emits and logs carries this trace. */
export function withTraceparent<T>(traceparent: string, work: () => T): T {
  return traces.run(traceparent, work);
}
