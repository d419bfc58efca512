import { type DomainErrorKind } from '@cdc/contracts';

/** The body of every error answer: `application/problem+json` (RFC 9457). */
export interface Problem {
  /** A URN made of the code; stable. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened and what to do, for a person. */
  readonly detail: string;
  /** Path of the request, without its query. */
  readonly instance: string;
  /** Stable and public, as in `UNKNOWN_FEED`. */
  readonly code: string;
  /** What to quote when reporting it; found in the logs. */
  readonly traceId?: string;
  /** One item for each thing wrong with the request. */
  readonly errors?: unknown;
  /** What else a program needs to act on it. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type ProblemCause = Pick<Problem, 'status' | 'code' | 'detail'> & {
  details?: Readonly<Record<string, unknown>>;
};

const STATUS_OF_KIND: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-encoding': 415,
  unprocessable: 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
};

const OF_STATUS: Readonly<Record<number, Pick<ProblemCause, 'code' | 'detail'>>> = {
  400: {
    code: 'BAD_REQUEST',
    detail: 'The request could not be read. Check that its body and its address are well formed.',
  },
  401: { code: 'SIGN_IN_REQUIRED', detail: 'Sign in to see this.' },
  403: { code: 'FORBIDDEN', detail: 'You may not do this.' },
  404: { code: 'NOT_FOUND', detail: 'There is nothing at this address.' },
  405: { code: 'METHOD_NOT_ALLOWED', detail: 'This address does not answer this method.' },
  408: { code: 'REQUEST_TIMEOUT', detail: 'The request took too long to arrive. Send it again.' },
  413: { code: 'BODY_TOO_LARGE', detail: 'The body of the request is larger than this address accepts.' },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    detail: 'The body of the request has a type or an encoding that this address does not accept.',
  },
  429: { code: 'TOO_MANY_REQUESTS', detail: 'Too many requests. Wait, then send it again.' },
  503: { code: 'UNAVAILABLE', detail: 'This is not available at the moment. Try again shortly.' },
};

const INTERNAL: ProblemCause = {
  status: 500,
  code: 'INTERNAL_ERROR',
  detail: 'Something went wrong on our side. Quote the trace id when you report it.',
};

export function statusOfKind(kind: DomainErrorKind): number {
  return STATUS_OF_KIND[kind];
}

/**
 * An error that only says its status, from the framework or a parser. Its own message is dropped, because it can quote the request.
 * A 5xx that nobody expected is INTERNAL_ERROR.
 */
export function causeOfStatus(status: number): ProblemCause {
  const known = OF_STATUS[status];
  if (known) return { status, ...known };
  return status >= 400 && status < 500
    ? { status, code: 'BAD_REQUEST', detail: OF_STATUS[400]?.detail ?? '' }
    : INTERNAL;
}

export function toProblem(cause: ProblemCause, instance: string, traceId: string | undefined): Problem {
  const { errors, ...details } = cause.details ?? {};
  const words = cause.code.toLowerCase().replaceAll('_', ' ');
  return {
    type: `urn:cdc-delivery-tracker:problem:${words.replaceAll(' ', '-')}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status: cause.status,
    detail: cause.detail,
    instance,
    code: cause.code,
    ...(traceId === undefined ? {} : { traceId }),
    ...(errors === undefined ? {} : { errors }),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}
