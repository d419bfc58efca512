import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CdcRegistered, OrganisationChanged } from '@cdc/contracts';
import { DataSource } from 'typeorm';
import { spendMonitor } from './index.js';
import { SpendMonitorUnderTest } from './spend-monitor-under-test.js';

let service: SpendMonitorUnderTest;
beforeAll(async () => {
  service = await SpendMonitorUnderTest.start();
});
afterAll(() => service.stop());

it('keeps entities and tables the same, its own and those of intake', async () => {
  const source = await new DataSource({ type: 'postgres', url: service.migratorUrl, entities: [...spendMonitor.entities] }).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it.each(['ledger_line', 'ledger_match', 'commitment', 'forecast_cell'])('may not change or delete a row of %s', async (table) => {
  await expect(service.dataSource.query(`delete from ${table}`)).rejects.toThrow('permission denied');
  await expect(service.dataSource.query(`update ${table} set line = 'X'`)).rejects.toThrow('permission denied');
});

const organisation = (name: string) => ({
  subject: 'RYY',
  data: { code: 'RYY', kind: 'trust' as const, name, onsCode: null, regionCode: null, icbCode: null, operatedBy: null, postcode: null, opened: null, closed: null },
});
const centre = (name: string) => ({
  subject: 'RYY91',
  data: {
    cdcCode: 'RYY91', name, identity: 'submitted' as const, hostTrust: null, icbCode: 'QRV', regionCode: 'Y56', archetype: null, status: 'open' as const,
    temporary: false, opened: null, closed: null, postcode: null, cdcNumber: 91,
  },
});

it('keeps the newest state of organisations and centres, though events come late and twice', async () => {
  await service.apply(OrganisationChanged, [organisation('DOCK YARD NHS TRUST')], [901]);
  await service.apply(CdcRegistered, [centre('New')], [901]);
  for (let times = 0; times < 2; times++) {
    await service.apply(OrganisationChanged, [organisation('OLD PORT NHS TRUST')], [900]);
    await service.apply(CdcRegistered, [centre('Old')], [900]);
  }
  const [found] = await service.dataSource.query("select o.name, c.name as centre from organisation o, centre c where o.code = 'RYY' and c.cdc_code = 'RYY91'");
  expect(found).toEqual({ name: 'DOCK YARD NHS TRUST', centre: 'New' });
  const { entities } = await service.directory.snapshot();
  expect([entities.find('Dock Yard'), entities.find('The Old Port Hospital NHS Foundation Trust')].map((entity) => entity?.code)).toEqual(['RYY', 'RYY']);
});
