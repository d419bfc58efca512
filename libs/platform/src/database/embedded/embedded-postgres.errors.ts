export type EmbeddedPostgresErrorCode =
  | 'PLATFORM_UNSUPPORTED'
  | 'NO_SERVER_ACCOUNT'
  | 'DATA_DIR_IN_USE'
  | 'DATA_DIR_NOT_OURS'
  | 'CLUSTER_UNREACHABLE'
  | 'CLUSTER_VERSION'
  | 'CLUSTER_INITIALISATION'
  | 'SERVER_START';

/** Why the embedded server could not start. `message` names the path or process and what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}
