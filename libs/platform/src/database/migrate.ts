import { serviceRow } from '@cdc/contracts';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { sqlStateOf } from './database-failure.js';
import { LOCK_CLASS } from './lock-classes.js';
import { PlatformTables1780000000000 } from './migrations/1780000000000-platform-tables.js';
import { WakeBySource1781750000000 } from './migrations/1781750000000-wake-by-source.js';
import { EventIdsInTimeOrder1781800000000 } from './migrations/1781800000000-event-ids-in-time-order.js';
import { type ProvisionedDatabase } from './provision.js';
import { type ServiceDefinition } from './service-definition.js';

/** Migrations that run in every service's schema before its own. */
export const PLATFORM_MIGRATIONS = [PlatformTables1780000000000, WakeBySource1781750000000, EventIdsInTimeOrder1781800000000] as const;

const MIGRATION_TABLE = 'migration';

function migrationsOf(service: ServiceDefinition) {
  return [...PLATFORM_MIGRATIONS, ...service.migrations];
}

/** Wrong password or no such role, which PostgreSQL does not tell apart for a stranger. */
const SIGN_IN_REFUSED = new Set(['28000', '28P01']);

/** @throws Error when the service's role or one of its migrations is missing: somebody else has to make them, before this process serves */
export async function assertMigrated(service: ServiceDefinition, appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl, application_name: `cdc-${service.name}` });
  try {
    await client.connect().catch((error: unknown) => {
      if (!(error instanceof Error) || !SIGN_IN_REFUSED.has(sqlStateOf(error) ?? '')) throw error;
      const remedy = `Run apps/setup of this version first; its CDC_ROLE_PASSWORDS has to give ${service.name} the password that stands in CDC_DATABASE_URL.`;
      throw new Error(`The database does not let ${service.name} in: ${error.message}. ${remedy}`, { cause: error });
    });
    const { rows } = await client.query<{ found: string | null }>('select to_regclass($1) as found', [MIGRATION_TABLE]);
    const done = rows[0]?.found ? (await client.query<{ name: string }>(`select name from ${MIGRATION_TABLE}`)).rows.map(({ name }) => name) : [];
    const missing = migrationsOf(service).filter(({ name }) => !done.includes(name));
    if (missing.length > 0) throw new Error(`The schema of ${service.name} lacks ${missing.length} migration(s). Run apps/setup of this version first.`);
  } finally {
    await client.end();
  }
}

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
      migrations: migrationsOf(service),
      migrationsTableName: MIGRATION_TABLE,
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

/** {@link migrateService} for each of them. */
export async function migrateServices(services: readonly ServiceDefinition[], database: ProvisionedDatabase): Promise<void> {
  for (const service of services) {
    const urls = database.services.get(service.name);
    if (urls) await migrateService(service, urls.migratorUrl);
  }
}
