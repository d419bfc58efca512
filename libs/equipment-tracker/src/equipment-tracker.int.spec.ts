import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CdcRegistered } from '@cdc/contracts';
import { DataSource } from 'typeorm';
import { DirectoryConsumer } from './directory/directory.consumer.js';
import { EquipmentTrackerUnderTest, received } from './equipment-tracker-under-test.js';
import { equipmentTracker } from './index.js';

let service: EquipmentTrackerUnderTest;
beforeAll(async () => {
  service = await EquipmentTrackerUnderTest.start();
});
afterAll(() => service.stop());

const places = (): Promise<unknown> => service.dataSource.query('select code, kind, region_code as region from place order by code');

it('keeps entities and tables the same, its own and those of intake', async () => {
  const source = await new DataSource({ type: 'postgres', url: service.migratorUrl, entities: [...equipmentTracker.entities] }).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it.each(['update milestone_statement set actual = null', 'delete from milestone_statement', 'delete from milestone', 'delete from machine', 'delete from estate'])(
  'does not let the app %s',
  async (statement) => {
    await expect(service.dataSource.query(statement)).rejects.toMatchObject({ code: '42501' });
  },
);

it('gives a site the region of its operator, whichever became known first', async () => {
  await service.learnOrganisation(11, { code: 'RCCS1', kind: 'site', operatedBy: 'RCC' });
  expect(await places()).toContainEqual({ code: 'RCCS1', kind: 'site', region: null });
  await service.learnOrganisation(12, { code: 'RCC', kind: 'trust', regionCode: 'Y58' });
  expect(await places()).toContainEqual({ code: 'RCCS1', kind: 'site', region: 'Y58' });
});

it('means the centre by a code that is also that of the site it stands on', async () => {
  await service.learnOrganisation(13, { code: 'RAA01', kind: 'site', operatedBy: 'RCC' });
  expect(await places()).toContainEqual({ code: 'RAA01', kind: 'cdc', region: 'Y60' });
});

it('keeps what a newer event said when an older one comes late or twice', async () => {
  await service.learnOrganisation(20, { code: 'RDD', kind: 'trust', regionCode: 'Y59' });
  await service.learnOrganisation(19, { code: 'RDD', kind: 'trust', regionCode: 'Y56' });
  await service.learnCentre(22, 'RDD01', 'Y59');
  await service.learnCentre(22, 'RDD01', 'Y59');
  await service.learnCentre(21, 'RDD01', 'Y56');
  expect(await places()).toContainEqual({ code: 'RDD', kind: 'trust', region: 'Y59' });
  expect(await places()).toContainEqual({ code: 'RDD01', kind: 'cdc', region: 'Y59' });
});

it('takes the last of several events of a centre in one batch', async () => {
  const facts = { identity: 'submitted', hostTrust: null, icbCode: 'QMJ', archetype: null, status: 'open', temporary: false, opened: null, closed: null, postcode: null } as const;
  const events = ['Y56', 'Y58', 'Y63'].map((regionCode, at) => received(CdcRegistered, 'REE01', 30 + at, { ...facts, cdcCode: 'REE01', cdcNumber: 30, name: 'E', regionCode }));
  await service.dataSource.transaction((manager) => new DirectoryConsumer().onCdcRegistered({ events, manager }));
  expect(await places()).toContainEqual({ code: 'REE01', kind: 'cdc', region: 'Y63' });
});
