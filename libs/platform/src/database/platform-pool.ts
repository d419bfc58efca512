import pg from 'pg';

/** Connections for what belongs to no one service: the Clock's row and the wake-up hints of the event log. */
export const PLATFORM_POOL = Symbol('PLATFORM_POOL');
export type PlatformPool = pg.Pool;

export function openPlatformPool(url: string): PlatformPool {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'cdc-platform', connectionTimeoutMillis: 10_000 });
  // A broken idle connection is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
