import { afterAll, beforeEach, expect, it } from '@jest/globals';
import { MilestoneRecorded } from '@cdc/contracts';
import { startRoutes, type AskOptions } from '@cdc/platform/under-test';
import { EquipmentTrackerUnderTest } from '../equipment-tracker-under-test.js';
import { MilestoneController } from './milestone.controller.js';
import { MilestoneService } from './milestone.service.js';

const service = await EquipmentTrackerUnderTest.start();

const routes = await startRoutes({
  controllers: [MilestoneController],
  providers: [{ provide: MilestoneService, useValue: new MilestoneService(service.unitOfWork, service.clock) }],
});
let machineId: string;
let machines = 0;

beforeEach(async () => {
  machineId = `API/${++machines}-MRI`;
  await service.send('machines', `machine_id,org_code,modality,funding_line,value\n${machineId},RAA01,MRI,CDC_BUILDINGS_EQUIPMENT,12.50\n`);
  await service.send('installations', `machine_id,milestone,baseline,forecast,actual\n${machineId},DELIVERED,2025-05-01,2025-05-08,\n${machineId},ORDERED,,,2025-01-07\n`);
});

afterAll(async () => {
  await routes.stop();
  await service.stop();
});

interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: Record<string, unknown>;
}

async function call(client: string | null, options: AskOptions, id: string, rest = ''): Promise<Answer> {
  const answer = await routes.ask(client, `installations/${encodeURIComponent(id)}${rest}`, options);
  return { status: answer.status, etag: answer.headers.get('etag'), body: JSON.parse(await answer.text()) };
}

const get = (client: string | null, id = machineId): Promise<Answer> => call(client, {}, id);

const post = (client: string | null, ifMatch: string | null, body: object, id = machineId): Promise<Answer> =>
  call(client, { body, headers: ifMatch === null ? {} : { 'if-match': ifMatch } }, id, '/milestones');

const audits = async (): Promise<unknown[]> => service.dataSource.query("select actor, subject, details from audit where action = 'milestone-recorded' and subject = $1 order by sequence", [machineId]);
const statements = async (): Promise<number> => ((await service.dataSource.query('select count(*)::int as n from milestone_statement where machine_id = $1', [machineId])) as { n: number }[])[0]?.n ?? -1;
const published = async (): Promise<number> => (await service.published(MilestoneRecorded, machineId)).length;

it('shows a machine with its milestones and its version', async () => {
  const { status, etag, body } = await get('region-y60', machineId.toLowerCase());
  expect([status, etag]).toEqual([200, '"2"']);
  expect(body).toMatchObject({ machineId, orgCode: 'RAA01', orgName: 'RAA01', regionCode: 'Y60', valuePence: 1250, statedOn: '2025-06-16', version: 2, moves: [] });
  expect((body['milestones'] as { milestone: string }[]).map(({ milestone }) => milestone)).toEqual(['ORDERED', 'DELIVERED']);
});

it('records a forecast and tells every move of it afterwards, by whom and in which file', async () => {
  const first = await post('region-y60', '"2"', { milestone: 'DELIVERED', forecast: '2025-07-01', reason: 'SUPPLIER' });
  expect([first.status, first.etag]).toEqual([200, '"3"']);
  const { submissionId } = await service.send('installations', `machine_id,milestone,forecast\n${machineId},DELIVERED,2025-08-01\n`);
  const { body } = await get('region-y60');
  expect(body['moves']).toEqual([
    { milestone: 'DELIVERED', from: '2025-05-08', to: '2025-07-01', reason: 'SUPPLIER', statedAt: '2025-06-16T07:00:00.000Z', statedBy: expect.stringContaining('y60'), submissionId: null },
    { milestone: 'DELIVERED', from: '2025-07-01', to: '2025-08-01', reason: null, statedAt: '2025-06-16T07:00:00.000Z', statedBy: 'tester', submissionId },
  ]);
  expect(body['milestones']).toContainEqual({ milestone: 'DELIVERED', baseline: '2025-05-01', forecast: '2025-08-01', actual: null, reason: null, evidence: null, forecastMoves: 2 });
});

it('records an actual date with its evidence, in one unit of work with audit and event', async () => {
  const before = await published();
  const { status, etag } = await post('national', '"2"', { milestone: 'DELIVERED', actual: '2025-06-16', evidence: ' Delivery note 4471 ' });
  expect([status, etag]).toEqual([200, '"3"']);
  expect(await audits()).toEqual([{ actor: expect.stringContaining('national'), subject: machineId, details: { milestone: 'DELIVERED', version: 3 } }]);
  const events = await service.published(MilestoneRecorded, machineId);
  expect(events.length).toBe(before + 1);
  expect(events.at(-1)).toMatchObject({
    submissionId: null,
    statedOn: '2025-06-16',
    milestones: [{ milestone: 'ORDERED' }, { milestone: 'DELIVERED', actual: '2025-06-16', evidence: 'Delivery note 4471', baseline: '2025-05-01' }],
  });
});

it('takes one of two edits at once and shows the other what stands', async () => {
  const edits = [
    { milestone: 'DELIVERED', forecast: '2025-07-01', reason: 'SUPPLIER' },
    { milestone: 'DELIVERED', forecast: '2025-09-01', reason: 'FUNDING' },
  ];
  const answers = (await Promise.all(edits.map((edit) => post('region-y60', '"2"', edit)))).toSorted((one, other) => one.status - other.status);
  expect(answers.map(({ status }) => status)).toEqual([200, 412]);
  const [won, lost] = answers;
  expect(lost?.body).toMatchObject({ code: 'EDIT_CONFLICT', details: { current: { machineId, version: 3, milestones: won?.body['milestones'] } } });
  expect([(await audits()).length, await published(), await statements()]).toEqual([1, 2, 3]);
});

it('asks for the version that was seen, and refuses one that a file has outdated', async () => {
  const edit = { milestone: 'INSTALLED', forecast: '2025-09-01' };
  expect(await post('region-y60', null, edit)).toMatchObject({ status: 428, body: { code: 'PRECONDITION_REQUIRED' } });
  await service.send('machines', `machine_id,org_code,modality,funding_line\n${machineId},RAA02,MRI,CDC_BUILDINGS_EQUIPMENT\n`);
  expect(await post('region-y60', '"2"', edit)).toMatchObject({ status: 412, body: { code: 'EDIT_CONFLICT', details: { current: { orgCode: 'RAA02' } } } });
  expect(await post('region-y60', 'W/"3"', edit)).toMatchObject({ status: 412 });
  expect(await post('region-y60', '"3"', edit)).toMatchObject({ status: 200, etag: '"4"' });
});

it('is for the region of the machine, and for those who may record', async () => {
  const edit = { milestone: 'INSTALLED', forecast: '2025-09-01' };
  expect(await get(null)).toMatchObject({ status: 401 });
  expect(await get('viewer')).toMatchObject({ status: 200 });
  expect(await get('region-y56')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN_REGION' } });
  expect(await post('region-y56', '"2"', edit)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN_REGION' } });
  expect(await post('viewer', '"2"', edit)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await post('finance', '"2"', edit)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await get('national', 'NO-SUCH-1')).toMatchObject({ status: 404, body: { code: 'UNKNOWN_MACHINE' } });
  expect(await get('national', 'NO\0SUCH')).toMatchObject({ status: 404, body: { code: 'UNKNOWN_MACHINE' } });
  expect(await post('region-y60', '"1"', edit, 'NO-SUCH-1')).toMatchObject({ status: 404, body: { code: 'UNKNOWN_MACHINE' } });
  expect([(await audits()).length, await published(), await statements()]).toEqual([0, 1, 2]);
});

it.each([
  ['an actual date in the future', { milestone: 'DELIVERED', actual: '2025-06-17' }, 'ACTUAL_IN_FUTURE'],
  ['an actual date before that of the milestone before', { milestone: 'DELIVERED', actual: '2025-01-06' }, 'MILESTONE_ORDER'],
  ['a moved forecast without a reason', { milestone: 'DELIVERED', forecast: '2025-07-01' }, 'REASON_REQUIRED'],
  ['both dates', { milestone: 'DELIVERED', forecast: '2025-06-01', actual: '2025-06-01' }, 'INVALID_REQUEST'],
  ['neither date', { milestone: 'DELIVERED', reason: 'SUPPLIER' }, 'INVALID_REQUEST'],
  ['a day that is not in the calendar', { milestone: 'DELIVERED', actual: '2025-02-30' }, 'INVALID_REQUEST'],
  ['a date with the day first', { milestone: 'DELIVERED', actual: '01/06/2025' }, 'INVALID_REQUEST'],
  ['a milestone that is none', { milestone: 'PAINTED', actual: '2025-06-01' }, 'INVALID_REQUEST'],
  ['a reason that is none', { milestone: 'DELIVERED', forecast: '2025-07-01', reason: 'RAIN' }, 'INVALID_REQUEST'],
  ['a baseline', { milestone: 'DELIVERED', actual: '2025-06-01', baseline: '2025-06-01' }, 'INVALID_REQUEST'],
])('refuses %s and keeps nothing of it', async (_, edit, code) => {
  expect(await post('region-y60', '"2"', edit)).toMatchObject({ status: 400, body: { code } });
  expect([(await get('region-y60')).etag, (await audits()).length, await published(), await statements()]).toEqual(['"2"', 0, 1, 2]);
});

it('names both dates of a wrong order', async () => {
  const { body } = await post('region-y60', '"2"', { milestone: 'DELIVERED', actual: '2025-01-06' });
  expect(body['detail']).toBe(`${machineId}: Delivered on 2025-01-06 is before Ordered on 2025-01-07. Correct one of the two actual dates.`);
});

it('takes a first forecast and the same forecast again without a reason', async () => {
  expect(await post('region-y60', '"2"', { milestone: 'INSTALLED', forecast: '2025-09-01' })).toMatchObject({ status: 200, etag: '"3"' });
  // Nothing has changed, and the day is the same: an edit that another person is about to make still fits.
  expect(await post('region-y60', '"3"', { milestone: 'INSTALLED', forecast: '2025-09-01' })).toMatchObject({ status: 200, etag: '"3"' });
  expect(await published()).toBe(3);
});

it('describes the edit, its header and its fields', async () => {
  const { paths } = JSON.parse(await (await fetch(`${routes.url}/api/openapi.json`)).text());
  const { parameters, requestBody } = paths['/api/v1/installations/{machineId}/milestones'].post;
  expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: true }));
  expect(requestBody.content['application/json'].schema.properties).toMatchObject({ milestone: { enum: expect.arrayContaining(['DELIVERED']) }, reason: { description: expect.any(String) } });
});
