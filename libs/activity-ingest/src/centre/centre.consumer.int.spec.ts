import { afterAll, expect, it } from '@jest/globals';
import { CdcRegistered } from '@cdc/contracts';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';
import { CentreConsumer } from './centre.consumer.js';

const service = await ActivityIngestUnderTest.start();
afterAll(() => service.stop());

const CENTRE = { cdcCode: 'RCC01', cdcNumber: 9, identity: 'submitted', hostTrust: null, icbCode: 'QMJ', regionCode: 'Y56', archetype: null, status: 'open', temporary: false, opened: '2022-01-01', closed: null, postcode: null } as const;

/** Gives the consumer one event for each name, as the delivery does. */
async function apply(...named: [position: number, name: string][]): Promise<void> {
  const events = named.map(([position, name]) => ({ id: '', type: CdcRegistered.type, source: 'cdc-registry' as const, subject: 'RCC01', position: String(position), instant: new Date(0), data: { ...CENTRE, name } }));
  await service.dataSource.transaction((manager) => new CentreConsumer().onCdcRegistered({ events, manager }));
}

it('keeps what was said last of a centre, also when an older event comes late or twice', async () => {
  const found = (): Promise<unknown> => service.dataSource.query("select cdc_number, name, region_code, opened::text, closed, position::int from centre where cdc_code = 'RCC01'");
  await apply([5, 'First'], [6, 'Second']);
  await apply([5, 'First']);
  expect(await found()).toEqual([{ cdc_number: 9, name: 'Second', region_code: 'Y56', opened: '2022-01-01', closed: null, position: 6 }]);
  await apply([7, 'Third']);
  expect(await found()).toMatchObject([{ name: 'Third', position: 7 }]);
});
