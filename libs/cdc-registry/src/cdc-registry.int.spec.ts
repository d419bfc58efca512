import { afterAll, expect, it } from '@jest/globals';
import { REGIONS } from '@cdc/contracts';
import { Submission } from '@cdc/intake';
import { DataSource } from 'typeorm';
import { cdcRegistry } from './cdc-registry.module.js';
import { RegistryUnderTest } from './registry-under-test.js';

const registry = await RegistryUnderTest.start();
afterAll(() => registry.stop());

it('keeps entities and tables the same', async () => {
  // Submissions are the intake library's to check.
  const own = cdcRegistry.entities.filter((entity) => entity !== Submission);
  const source = await new DataSource({ ...registry.dataSource.options, entities: own }).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('knows England and the seven regions from the first migration', async () => {
  const rows = await registry.dataSource.query(
    "select code, name from organisation where kind = 'region' order by code",
  );
  expect(rows).toEqual(REGIONS.map(({ code, name }) => ({ code, name })));
  expect(await registry.dataSource.query("select name from organisation where kind = 'country'")).toEqual([
    { name: 'England' },
  ]);
});

it('does not let the app change what a plan once said', async () => {
  for (const table of ['plan_cell', 'spend_plan_cell', 'planned_opening']) {
    const change = registry.dataSource.query(`update ${table} set submission_number = 0`);
    await expect(change).rejects.toMatchObject({ code: '42501' });
    await expect(registry.dataSource.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
  }
});
