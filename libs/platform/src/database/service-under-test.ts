import { type EventDefinition, type ServiceName } from '@cdc/contracts';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import { DataSource } from 'typeorm';
import { StandingClock } from '../clock/standing-clock-under-test.js';
import { MemoryFiles } from '../files/memory-files-under-test.js';
import { migrateService } from './migrate.js';
import { provisionDatabase } from './provision.js';
import { type ServiceDefinition } from './service-definition.js';
import { StatementCounter } from './statement-counter-under-test.js';
import { UnitOfWork } from './unit-of-work.js';

/** A service's schema on a database of its own. */
export interface ServiceDatabase {
  readonly service: ServiceDefinition;
  readonly database: TestDatabase;
  /** As the service's app role. */
  readonly dataSource: DataSource;
  readonly migratorUrl: string;
  readonly counter: StatementCounter;
}

/** @param logs the services that it listens to: of them only the log is there, which every service has */
export async function startServiceDatabase(service: ServiceDefinition, logs: readonly ServiceName[] = []): Promise<ServiceDatabase> {
  const database = await testDatabase();
  const { services } = await provisionDatabase(database.adminUrl, 0);
  const own = services.get(service.name);
  if (!own) throw new TypeError(`no database was provisioned for ${service.name}`);
  for (const name of logs) await migrateService({ ...service, name, entities: [], migrations: [] }, services.get(name)?.migratorUrl ?? '');
  await migrateService(service, own.migratorUrl);
  const counter = new StatementCounter();
  const dataSource = await new DataSource({ type: 'postgres', url: own.appUrl, entities: [...service.entities], logging: ['query'], logger: counter }).initialize();
  return { service, database, dataSource, migratorUrl: own.migratorUrl, counter };
}

/** What specs of every service have: its database, its files and a Clock of their own. */
export abstract class ServiceUnderTest {
  readonly clock: StandingClock;
  readonly dataSource: DataSource;
  readonly migratorUrl: string;
  readonly unitOfWork: UnitOfWork;
  protected readonly files = new MemoryFiles();
  private readonly database: TestDatabase;
  protected readonly counter: StatementCounter;

  /** @param now where the Clock stands first */
  protected constructor({ service, database, dataSource, migratorUrl, counter }: ServiceDatabase, now: string) {
    this.clock = new StandingClock(now);
    this.database = database;
    this.dataSource = dataSource;
    this.migratorUrl = migratorUrl;
    this.counter = counter;
    this.unitOfWork = new UnitOfWork(service.name, dataSource, this.clock);
  }

  /** The data of every event of a type, oldest first. @param subject whose alone */
  async published<Data>(definition: EventDefinition<Data>, subject?: string): Promise<Data[]> {
    const rows: { data: unknown }[] = await this.dataSource.query('select data from outbox where type = $1 and ($2::text is null or subject = $2) order by position', [definition.type, subject ?? null]);
    return rows.map(({ data }) => definition.data.parse(data));
  }

  /** How many SQL statements a piece of work takes. */
  statements(work: () => Promise<unknown>): Promise<number> {
    return this.counter.during(work);
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.stop();
  }
}
