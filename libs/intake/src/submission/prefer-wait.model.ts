/** Longer than any small file takes, and shorter than what stands between a client and us will hold a request. */
const MOST_SECONDS = 30;

/**
 * How long a client would have its request wait for the outcome, by the header `Prefer: wait=10` (RFC 7240). What is not understood is no preference.
 * @returns seconds, 0 for not at all
 */
export function secondsToWait(prefer: string | undefined): number {
  for (const preference of (prefer ?? '').split(',')) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:;.*)?$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), MOST_SECONDS);
  }
  return 0;
}
