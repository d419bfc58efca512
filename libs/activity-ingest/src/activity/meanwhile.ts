import { setImmediate } from 'node:timers/promises';

/**
 * Runs `work` while the server answers; it hears of the question only when this thread is let go.
 * @returns both. What fails is thrown when the answer is there: until then the connection takes no rollback.
 */
export async function meanwhile<Answer, Result>(answer: Promise<Answer>, work: () => Result): Promise<[Answer, Result]> {
  const working = setImmediate().then(work);
  await Promise.allSettled([answer, working]);
  return Promise.all([answer, working]);
}
