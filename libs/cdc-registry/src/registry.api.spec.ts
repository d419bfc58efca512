import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UnitOfWork } from '@cdc/platform';
import { startRoutes } from '@cdc/platform/under-test';
import { CentreController } from './centre/centre.controller.js';
import { CentreReadModel } from './centre/centre.read-model.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { OrganisationReadModel } from './organisation/organisation.read-model.js';
import { RegistryUnderTest } from './registry-under-test.js';

const registry = await RegistryUnderTest.start();

const routes = await startRoutes({
  controllers: [CentreController, OrganisationController],
  providers: [{ provide: UnitOfWork, useValue: registry.unitOfWork }, CentreReadModel, OrganisationReadModel],
});

beforeAll(async () => {
  await registry.send(
    'organisations',
    'Code,National Grouping Name\nQMJ,LONDON COMMISSIONING REGION\nQJK,SOUTH WEST COMMISSIONING REGION\n',
  );
  await registry.send('cdc-register', 'cdc_code,name,icb\nRAA01,A CDC,QMJ\nRAA02,B CDC,QJK\n');
});

afterAll(async () => {
  await routes.stop();
  await registry.stop();
});

async function get(client: string | null, path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await routes.ask(client, path);
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

it('lists centres, with the numbers of the query as numbers', async () => {
  const { status, body } = await get('viewer', 'cdcs?limit=1');
  expect([status, body]).toMatchObject([200, { items: [{ cdcCode: 'RAA02', identity: 'submitted' }] }]);
  const rest = await get('viewer', `cdcs?limit=500&after=${String(body['next'])}`);
  expect(rest.body).toMatchObject({ items: [{ cdcCode: 'RAA01' }], next: null });
});

it('does not take the word review for the code of a centre', async () => {
  expect(await get('admin', 'cdcs/review')).toEqual({ status: 200, body: { items: [], next: null } });
  expect(await get('viewer', 'cdcs/review')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
});

it('finds a centre by its code, in the region of who asks', async () => {
  expect(await get('region-y58', 'cdcs/raa02')).toMatchObject({
    status: 200,
    body: { cdcCode: 'RAA02', regionCode: 'Y58' },
  });
  expect(await get('region-y58', 'cdcs/RAA01')).toMatchObject({ status: 404, body: { code: 'UNKNOWN_CDC' } });
  expect(await get('region-y58', 'cdcs?region=Y56')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN_REGION' } });
});

it('asks callers to sign in and to keep to the query it describes', async () => {
  expect(await get(null, 'cdcs')).toMatchObject({ status: 401 });
  expect(await get('viewer', 'cdcs?limit=501')).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  expect(await get('viewer', 'organisations?kind=planet')).toMatchObject({
    status: 400,
    body: { code: 'INVALID_REQUEST' },
  });
  expect(await get('viewer', 'cdcs?after=x')).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } });
});

it('finds organisations', async () => {
  const { body } = await get('viewer', 'organisations?kind=icb&region=Y56');
  expect(body).toMatchObject({ items: [{ code: 'QMJ', name: 'QMJ', regionCode: 'Y56' }], next: null });
});
