const VERSION_00 = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);

/**
 * The `traceparent` of the work that a request starts: the caller's trace with a span of our own, or a new trace where the caller sent
 * none or a malformed one (W3C Trace Context, version 00).
 * @param randomHex gives that many random bytes in hexadecimal
 */
export function continueTrace(incoming: string | undefined, randomHex: (bytes: number) => string): string {
  const [, traceId, spanId, flags] = VERSION_00.exec(incoming ?? '') ?? [];
  const known = traceId !== undefined && traceId !== NO_TRACE && spanId !== NO_SPAN;
  return `00-${known ? traceId : randomHex(16)}-${randomHex(8)}-${known ? flags : '01'}`;
}

/** The 32 hexadecimal digits that a person quotes and logs are searched by. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  return VERSION_00.exec(traceparent ?? '')?.[1];
}
