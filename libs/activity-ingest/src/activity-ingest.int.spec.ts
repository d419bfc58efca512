import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ActivityIngestUnderTest } from './activity-ingest-under-test.js';
import { activityIngest } from './index.js';

let service: ActivityIngestUnderTest;
beforeAll(async () => {
  service = await ActivityIngestUnderTest.start();
});
afterAll(() => service.stop());

it('keeps entities and tables the same, its own and those of intake', async () => {
  const source = await new DataSource({ type: 'postgres', url: service.migratorUrl, entities: [...activityIngest.entities] }).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});
