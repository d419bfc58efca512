/** SQLSTATE of an error from pg or TypeORM, if it has one. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', '57P01', '57P02', '57P03', '53300']);

/** True when the database could not be reached or went away: nothing is known to be wrong with the statement. */
export function isConnectionFailure(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined && (CONNECTION_CODES.has(state) || state.startsWith('08'))) return true;
  return error instanceof Error && /Connection terminated|timeout exceeded when trying to connect|not queryable/i.test(error.message);
}

/** True for a deadlock or serialization failure: the same transaction run again may succeed. */
export function isTransient(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40001' || state === '40P01';
}
