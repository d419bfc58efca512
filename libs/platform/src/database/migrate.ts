import { serviceRow } from '@cdc/contracts';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { LOCK_CLASS } from './lock-classes.js';
import { PlatformTables1780000000000 } from './migrations/1780000000000-platform-tables.js';
import { type ServiceDefinition } from './service-definition.js';

/** Migrations that run in every service's schema before its own. */
export const PLATFORM_MIGRATIONS = [PlatformTables1780000000000] as const;

/**
 * Brings a service's schema up to date, once however many processes start together: TypeORM takes no lock of its own, so a session-level
 * advisory lock on a connection beside it does.
 */
export async function migrateService(service: ServiceDefinition, migratorUrl: string): Promise<void> {
  const guard = new pg.Client({ connectionString: migratorUrl, application_name: `cdc-migrate-${service.name}` });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS.migrations, serviceRow(service.name).number]);
    const source = new DataSource({
      type: 'postgres',
      url: migratorUrl,
      migrations: [...PLATFORM_MIGRATIONS, ...service.migrations],
      migrationsTableName: 'migration',
      migrationsTransactionMode: 'each',
      extra: { max: 1 },
    });
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
  } finally {
    await guard.end();
  }
}
