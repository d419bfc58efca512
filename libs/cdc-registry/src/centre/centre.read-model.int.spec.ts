import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { signedIn } from '@cdc/platform/under-test';
import { OrganisationReadModel } from '../organisation/organisation.read-model.js';
import { RegistryUnderTest } from '../registry-under-test.js';
import { CentreReadModel } from './centre.read-model.js';

const registry = await RegistryUnderTest.start();
const centres = new CentreReadModel(registry.unitOfWork);
const organisations = new OrganisationReadModel(registry.unitOfWork);
afterAll(() => registry.stop());

const national = signedIn('national');
const london = signedIn('region-y56');
const codes = (page: { items: readonly { cdcCode: string }[] }) => page.items.map(({ cdcCode }) => cdcCode);

beforeAll(async () => {
  await registry.send(
    'organisations',
    'Code,National Grouping Name\nQMJ,LONDON COMMISSIONING REGION\nQWE,LONDON COMMISSIONING REGION\nQJK,SOUTH WEST COMMISSIONING REGION\n',
  );
  await registry.send(
    'organisations',
    'ICB24CD,ICB24CDH,ICB24NM\nE54000028,QMJ,NHS North Central London Integrated Care Board\n',
  );
  await registry.send(
    'cdc-register',
    'cdc_code,name,icb,opened\nRAA01,A CDC,QMJ,2022-04-01\nRAA02,B CDC,QJK,\nRAA03,C CDC,QWE,\nRAA04,D CDC,QMJ,\n',
  );
  const { errors } = await registry.send(
    'cdc-register',
    'name,address,isOpen12_7,services,icbCode,longitude,latitude\nE CDC,"Town, N1 9GU",Yes,Imaging,E54000028,-0.1,51.5\nF CDC,"Town, N1 9GV",Yes,Imaging,E54000028,-0.1,51.5\n',
  );
  expect(errors).toEqual([]);
});

it('lists centres newest first, page by page', async () => {
  const first = await centres.centres(national, { limit: 4 });
  expect(codes(first).slice(2)).toEqual(['RAA04', 'RAA03']);
  const second = await centres.centres(national, { limit: 4, after: first.next ?? '' });
  expect([codes(second), second.next]).toEqual([['RAA02', 'RAA01'], null]);
  expect(second.items[1]).toEqual({
    cdcNumber: 1,
    cdcCode: 'RAA01',
    name: 'A CDC',
    identity: 'submitted',
    hostTrust: null,
    icbCode: 'QMJ',
    regionCode: 'Y56',
    archetype: null,
    status: 'open',
    temporary: false,
    opened: '2022-04-01',
    closed: null,
    postcode: null,
    parentHub: null,
    longitude: null,
    openTwelveSeven: null,
    latitude: null,
  });
});

it('filters by region and board', async () => {
  expect(codes(await centres.centres(national, { limit: 50, region: 'Y58' }))).toEqual(['RAA02']);
  expect(codes(await centres.centres(national, { limit: 50, icb: 'QWE' }))).toEqual(['RAA03']);
  expect(codes(await centres.centres(national, { limit: 50, icb: 'QWE', region: 'Y58' }))).toEqual([]);
});

it('shows a region its own centres and no others', async () => {
  expect((await centres.centres(london, { limit: 50 })).items.map(({ regionCode }) => regionCode)).toEqual([
    'Y56',
    'Y56',
    'Y56',
    'Y56',
    'Y56',
  ]);
  expect((await centres.centres({ ...london, region: null }, { limit: 50 })).items).toEqual([]);
  await expect(centres.centres(london, { limit: 50, region: 'Y58' })).rejects.toMatchObject({
    code: 'FORBIDDEN_REGION',
  });
  expect((await centres.centre(london, 'raa01')).cdcCode).toBe('RAA01');
  await expect(centres.centre(london, 'RAA02')).rejects.toMatchObject({ kind: 'not-found', code: 'UNKNOWN_CDC' });
  await expect(centres.centre(national, 'RAA99')).rejects.toMatchObject({ kind: 'not-found', code: 'UNKNOWN_CDC' });
});

it('shows the review list to those who send the lists of the registry', async () => {
  const first = await centres.reviews(national, { limit: 1 });
  expect(first.items).toEqual([
    {
      cdcCode: expect.stringMatching(/^GOVUK-[0-9A-F]{8}$/),
      name: 'F CDC',
      icbCode: 'QMJ',
      regionCode: 'Y56',
      reason: 'no-active-site',
      message: 'No active ODS site has this postcode, so the code was made from name and postcode',
      candidates: [],
    },
  ]);
  const second = await centres.reviews(signedIn('admin'), { limit: 1, after: first.next ?? '' });
  expect(second.items.map(({ name }) => name)).toEqual(['E CDC']);
  expect(second.next).toBeNull();
  for (const id of ['region-y56', 'finance', 'viewer'])
    await expect(centres.reviews(signedIn(id), { limit: 1 })).rejects.toMatchObject({ kind: 'forbidden' });
});

it('refuses a cursor of another list', async () => {
  await expect(centres.centres(national, { limit: 1, after: 'nonsense' })).rejects.toMatchObject({
    code: 'INVALID_CURSOR',
  });
});

it('finds organisations by kind, region and part of a name', async () => {
  const found = async (query: { kind?: 'icb' | 'region'; region?: string; q?: string }) =>
    (await organisations.organisations({ limit: 50, ...query })).items.map(({ code }) => code);
  expect(await found({ kind: 'icb' })).toEqual(['QJK', 'QMJ', 'QWE']);
  expect(await found({ region: 'Y58' })).toEqual(['QJK', 'Y58']);
  expect(await found({ q: 'central lond' })).toEqual(['QMJ']);
  expect(await found({ q: 'qw' })).toEqual(['QWE']);
  expect(await found({ q: '%' })).toEqual([]);
  const { items, next } = await organisations.organisations({ kind: 'region', limit: 3 });
  expect(
    (await organisations.organisations({ kind: 'region', limit: 50, after: next ?? '' })).items.map(({ code }) => code),
  ).toEqual(['Y60', 'Y61', 'Y62', 'Y63']);
  expect(items.map(({ name }) => name)).toEqual(['London', 'South West', 'South East']);
});
