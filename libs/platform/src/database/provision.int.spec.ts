import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import pg from 'pg';
import { PLATFORM_MIGRATIONS, migrateService } from './migrate.js';
import { provisionDatabase } from './provision.js';
import { ServicesUnderTest, testService } from './services-under-test.js';

const REFUSED = { code: '42501' };

async function oneQuery(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

describe('provisioning', () => {
  const databases: TestDatabase[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.stop())));
  const fresh = async (): Promise<TestDatabase> => {
    const database = await testDatabase();
    databases.push(database);
    return database;
  };

  it('gives working addresses to processes that start at the same moment, on one database and on two', async () => {
    const [one, other] = [await fresh(), await fresh()];
    const provisioned = await Promise.all([one, one, other].map(({ adminUrl }) => provisionDatabase(adminUrl, 0)));
    for (const { services, platformUrl, jobsUrl } of provisioned) {
      const urls = [platformUrl, jobsUrl, ...[...services.values()].flatMap(({ appUrl, migratorUrl }) => [appUrl, migratorUrl])];
      for (const url of urls) await expect(oneQuery(url, 'select 1')).resolves.toMatchObject({ rowCount: 1 });
    }
  });

  it('does not lock a running process out when another starts', async () => {
    const { adminUrl } = await fresh();
    const running = await provisionDatabase(adminUrl, 0);
    await provisionDatabase(adminUrl, 0);
    await expect(oneQuery(running.platformUrl, 'select 1')).resolves.toMatchObject({ rowCount: 1 });
  });

  it('keeps the Clock of a data set that is opened again', async () => {
    const { adminUrl } = await fresh();
    await provisionDatabase(adminUrl, -86_400_000);
    const { platformUrl } = await provisionDatabase(adminUrl, 0);
    expect((await oneQuery(platformUrl, 'select offset_ms from platform.clock')).rows).toEqual([{ offset_ms: '-86400000' }]);
  });

  it('lets several processes migrate one service at once', async () => {
    const { adminUrl } = await fresh();
    const { services } = await provisionDatabase(adminUrl, 0);
    const { migratorUrl = '' } = services.get('cdc-registry') ?? {};
    await Promise.all([1, 2, 3].map(() => migrateService(testService('cdc-registry'), migratorUrl)));
    expect((await oneQuery(migratorUrl, 'select count(*)::int as n from migration')).rows).toEqual([{ n: PLATFORM_MIGRATIONS.length + 1 }]);
  });
});

describe('the app role of a service', () => {
  let services: ServicesUnderTest;
  beforeAll(async () => {
    services = await ServicesUnderTest.start(['cdc-registry', 'reporting']);
    await services.unitOfWork('cdc-registry').run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, []));
  });
  afterAll(() => services.stop());
  const asRegistry = (sql: string): Promise<unknown> => services.dataSource('cdc-registry').query(sql);

  it('changes rows of its own tables', async () => {
    await expect(asRegistry("insert into thing values ('a')")).resolves.toBeDefined();
    await expect(asRegistry("update thing set name = 'b'")).resolves.toBeDefined();
    await expect(asRegistry('delete from thing')).resolves.toBeDefined();
  });

  it.each([
    ['create a table', 'create table mine (n int)'],
    ['create a schema', 'create schema mine'],
    ['alter a table', 'alter table thing add n int'],
    ['drop a table', 'drop table thing'],
    ['act as the owner', 'set role cdc_registry_owner'],
    ['switch off a trigger', 'alter table outbox disable trigger all'],
    ['rewrite the log', "update outbox set subject = 'other'"],
    ['delete from the log', 'delete from outbox'],
    ['empty the log', 'truncate outbox'],
    ['rewrite the audit chain', "update audit set actor = 'other'"],
    ['delete from the audit chain', 'delete from audit'],
    ["read another service's rows", 'select * from reporting.thing'],
    ["write another service's rows", "insert into reporting.thing values ('a')"],
    ["read another service's audit chain", 'select * from reporting.audit'],
    ["write into another service's log", "insert into reporting.outbox (type, subject, instant, bytes, data) values ('t', 's', now(), 2, '{}')"],
    ["move the platform's Clock", 'update platform.clock set offset_ms = 0'],
  ])('may not %s', async (_what, sql) => {
    await expect(asRegistry(sql)).rejects.toMatchObject({ driverError: expect.objectContaining(REFUSED) });
  });

  it("reads another service's log, which is all that it may see of it", async () => {
    await expect(services.dataSource('reporting').query('select * from cdc_registry.outbox')).resolves.toEqual([]);
  });
});
