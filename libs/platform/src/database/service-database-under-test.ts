import { type EventDefinition } from '@cdc/contracts';
import { testDatabase } from '@cdc/testing';
import { DataSource } from 'typeorm';
import { migrateService } from './migrate.js';
import { provisionDatabase } from './provision.js';
import { type ServiceDefinition } from './service-definition.js';
import { StatementCounter } from './statement-counter-under-test.js';

/** A service's schema on a database of its own, for specs, beside the log of the registry, which every other service reads. */
export interface ServiceDatabase {
  /** As the service's app role. */
  readonly dataSource: DataSource;
  readonly migratorUrl: string;
  readonly statements: StatementCounter;
  /** The data of every event of a type, oldest first. @param subject whose alone */
  published<Data>(definition: EventDefinition<Data>, subject?: string): Promise<Data[]>;
  stop(): Promise<void>;
}

export async function startServiceDatabase(service: ServiceDefinition): Promise<ServiceDatabase> {
  const database = await testDatabase();
  const { services } = await provisionDatabase(database.adminUrl, 0);
  const [registry, own] = [services.get('cdc-registry'), services.get(service.name)];
  if (!registry || !own) throw new TypeError('no database was provisioned');
  await migrateService({ ...service, name: 'cdc-registry', entities: [], migrations: [] }, registry.migratorUrl);
  await migrateService(service, own.migratorUrl);
  const statements = new StatementCounter();
  const dataSource = await new DataSource({ type: 'postgres', url: own.appUrl, entities: [...service.entities], logging: ['query'], logger: statements }).initialize();
  return {
    dataSource,
    migratorUrl: own.migratorUrl,
    statements,
    async published(definition, subject) {
      const rows: { data: unknown }[] = await dataSource.query('select data from outbox where type = $1 and ($2::text is null or subject = $2) order by position', [definition.type, subject ?? null]);
      return rows.map(({ data }) => definition.data.parse(data));
    },
    async stop() {
      await dataSource.destroy();
      await database.stop();
    },
  };
}
