import { testDatabase, type TestDatabase } from '@cdc/testing';
import { type ServiceName } from '@cdc/contracts';
import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { StandingClock } from '../clock/standing-clock-under-test.js';
import { migrateService } from './migrate.js';
import { provisionDatabase, type ProvisionedDatabase, type ServiceUrls } from './provision.js';
import { type ServiceDefinition } from './service-definition.js';
import { UnitOfWork } from './unit-of-work.js';

/** A table of state, and one that holds what handlers did. */
class TestTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table thing (name text primary key);
      create table effect (ordinal bigint generated always as identity primary key, event_id uuid not null, type text not null, subject text not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table effect, thing');
  }
}

class EmptyModule {}

/** A service with the platform's tables and two of its own. */
export function testService(name: ServiceName): ServiceDefinition {
  return { name, module: EmptyModule, entities: [], migrations: [TestTables1700000000000], consumesEvents: true };
}

/** Some services' schemas on a database of their own, for specs. */
export class ServicesUnderTest {
  readonly clock = new StandingClock('2024-08-05T07:00:00Z');
  private readonly clients: pg.Client[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly provisioned: ProvisionedDatabase,
    private readonly sources: ReadonlyMap<ServiceName, DataSource>,
  ) {}

  static async start(names: readonly ServiceName[]): Promise<ServicesUnderTest> {
    const database = await testDatabase();
    const provisioned = await provisionDatabase(database.adminUrl, 0);
    const sources = new Map<ServiceName, DataSource>();
    for (const name of names) {
      const urls = urlsOf(provisioned, name);
      await migrateService(testService(name), urls.migratorUrl);
      sources.set(name, await new DataSource({ type: 'postgres', url: urls.appUrl, extra: { max: 12 } }).initialize());
    }
    return new ServicesUnderTest(database, provisioned, sources);
  }

  get adminUrl(): string {
    return this.database.adminUrl;
  }

  /** As the service's app role. */
  dataSource(name: ServiceName): DataSource {
    const source = this.sources.get(name);
    if (!source) throw new TypeError(`${name} was not started`);
    return source;
  }

  unitOfWork(name: ServiceName): UnitOfWork {
    return new UnitOfWork(name, this.dataSource(name), this.clock);
  }

  urls(name: ServiceName): ServiceUrls {
    return urlsOf(this.provisioned, name);
  }

  /** A connection that ends with {@link stop}. */
  async connect(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
    for (const source of this.sources.values()) await source.destroy();
    await this.database.stop();
  }
}

function urlsOf(provisioned: ProvisionedDatabase, name: ServiceName): ServiceUrls {
  const urls = provisioned.services.get(name);
  if (!urls) throw new TypeError(`no database was provisioned for ${name}`);
  return urls;
}
