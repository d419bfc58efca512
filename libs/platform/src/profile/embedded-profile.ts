import { type Env } from '../config/env.js';
import { dataSetName } from '../data-set/data-set-name.js';
import { startDatabase } from '../database/database-server.js';
import { migrateServices } from '../database/migrate.js';
import { provisionDatabase } from '../database/provision.js';
import { type ServiceDefinition } from '../database/service-definition.js';
import { postgresJobs } from '../jobs/job-backend.js';
import { PostgresEventTransport } from '../messaging/transports/postgres-event.transport.js';
import { type LoggerService } from '../observability/logger.service.js';
import { clockOffset } from './clock-offset.js';
import { type Profile } from './profile.js';

/** One process that needs nothing but a PostgreSQL, and brings that along: it sets up what it finds missing. */
export async function openEmbeddedProfile(env: Env, services: readonly ServiceDefinition[], folder: string, logger: LoggerService): Promise<Profile> {
  const server = await startDatabase(env, folder, logger);
  try {
    const database = await provisionDatabase(server.adminUrl, clockOffset(env), { dataSet: dataSetName(env) });
    await migrateServices(services, database);
    return {
      database,
      jobs: postgresJobs(database.jobsUrl),
      sharesClock: false,
      failed: server.exited.then(() => 'the database server ended'),
      transport: (options) => new PostgresEventTransport(options),
      // Consumers read the log itself.
      publish: () => undefined,
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
