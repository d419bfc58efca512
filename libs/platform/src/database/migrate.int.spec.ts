import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import { PLATFORM_MIGRATIONS, assertMigrated, migrateService } from './migrate.js';
import { provisionDatabase, type ServiceUrls } from './provision.js';
import { testService } from './services-under-test.js';

const service = testService('reporting');
let database: TestDatabase;
let urls: ServiceUrls;

beforeAll(async () => {
  database = await testDatabase();
  const provisioned = await provisionDatabase(database.adminUrl, 0);
  urls = provisioned.services.get('reporting') ?? { appUrl: '', migratorUrl: '' };
});
afterAll(() => database.stop());

it('says of a role that is not there who makes it', async () => {
  const stranger = new URL(urls.appUrl);
  stranger.username = 'nobody_app';
  await expect(assertMigrated(service, stranger.href)).rejects.toThrow(/^The database does not let reporting in: .*nobody_app.*\. Run apps\/setup .* CDC_ROLE_PASSWORDS /);
});

it('says of tables that are not there who makes them', async () => {
  await expect(assertMigrated(service, urls.appUrl)).rejects.toThrow(`The schema of reporting lacks ${PLATFORM_MIGRATIONS.length + 1} migration(s). Run apps/setup of this version first.`);
  await migrateService(service, urls.migratorUrl);
  await expect(assertMigrated(service, urls.appUrl)).resolves.toBeUndefined();
});

it('leaves any other failure to be itself', async () => {
  const elsewhere = new URL(urls.appUrl);
  elsewhere.pathname = '/no_such_database';
  await expect(assertMigrated(service, elsewhere.href)).rejects.toThrow(/^database "no_such_database" does not exist/);
});
