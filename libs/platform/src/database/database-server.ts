import { join } from 'node:path';
import { type Env } from '../config/env.js';
import { type LoggerService } from '../observability/logger.service.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';

/** The PostgreSQL server that this process works on. */
export interface DatabaseServer {
  /** Address for a user who may create roles and schemas. */
  readonly adminUrl: string;
  /** Resolves when the server ends; never for one that is not ours. */
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

/** The configured server, or the embedded one under `dataSet`. */
export async function startDatabase(env: Env, dataSet: string, logger: LoggerService): Promise<DatabaseServer> {
  if (env.CDC_DATABASE_ADMIN_URL) {
    return { adminUrl: env.CDC_DATABASE_ADMIN_URL, exited: new Promise(() => undefined), stop: async () => undefined };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataSet, 'postgres'), log: (line) => logger.pino.debug({ postgres: line }) });
  return { adminUrl: postgres.url(postgres.superuser, postgres.password), exited: postgres.exited, stop: () => postgres.stop() };
}
