/** What kind of failure it is; only the HTTP problem filter turns a kind into a status. */
export type DomainErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'precondition-failed'
  | 'too-large'
  | 'unsupported-encoding'
  | 'unprocessable'
  | 'precondition-required'
  | 'too-many'
  | 'unavailable';

/**
 * A failure that the caller can understand and act on.
 * `code` is stable and public (upper snake case, as in `UNKNOWN_FEED`); `details` never holds personal data.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: DomainErrorKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
