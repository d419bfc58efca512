import { setImmediate } from 'node:timers/promises';

/** Runs `work` while the server does what it was told just before; it hears of that only when this thread is let go. */
export async function meanwhile<T>(work: () => T): Promise<T> {
  await setImmediate();
  return work();
}
