import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SpendPosted } from '@cdc/contracts';
import { Clock, UnitOfWork } from '@cdc/platform';
import { startRoutes } from '@cdc/platform/under-test';
import { SpendDirectory } from './directory/spend-directory.js';
import { EntityAliasController } from './entity/entity-alias.controller.js';
import { EntityAliasService } from './entity/entity-alias.service.js';
import { SpendMonitorUnderTest } from './spend-monitor-under-test.js';
import { MatchService } from './unmatched/match.service.js';
import { UnmatchedController } from './unmatched/unmatched.controller.js';
import { UnmatchedReadModel, type UnmatchedPage } from './unmatched/unmatched.read-model.js';

const service = await SpendMonitorUnderTest.start();

const routes = await startRoutes({
  controllers: [EntityAliasController, UnmatchedController],
  providers: [
    { provide: UnitOfWork, useValue: service.unitOfWork },
    { provide: SpendDirectory, useValue: service.directory },
    { provide: Clock, useValue: service.clock },
    EntityAliasService,
    MatchService,
    UnmatchedReadModel,
  ],
});

const HEADER = 'entity,period,date,amount,expense_type,supplier,reference,kind,cdc_code,line';
const APRIL = [
  'RQM,2022-04,2022-04-04,100.10,Scanners,Supplier A,1,,,',
  'RQM,2022-04,2022-04-05,-0.10,Credit,Supplier A,2,capital,,CDC_BUILDINGS_EQUIPMENT',
  'RQM,2022-04,2022-04-06,7.00,Staff,Supplier B,3,revenue,,WORKFORCE',
  'RQM,2022-04,2022-04-06,5.00,Twin,Supplier B,4,,,',
  'RQM,2022-04,2022-04-06,5.00,Twin,Supplier B,4,,,',
];
const file = (rows: readonly string[]): string => [HEADER, ...rows].join('\n');

beforeAll(async () => {
  await service.send('ledger', file(APRIL));
  await service.send('ledger', file(['RAX,2022-05,2022-05-04,9.00,Scanners,Supplier C,5,,,']));
});

afterAll(async () => {
  await routes.stop();
  await service.stop();
});

async function call(client: string | null, method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await routes.ask(client, `spend/${path}`, { method, body });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const queue = async (query = ''): Promise<UnmatchedPage> => (await call('finance', 'GET', `unmatched${query}`)).body as unknown as UnmatchedPage;
const references = ({ items }: UnmatchedPage): (string | null)[] => items.map(({ reference }) => reference);
const idOf = async (reference: string): Promise<string> => (await queue()).items.find((line) => line.reference === reference)?.id ?? '';
const match = (id: string, said: Record<string, unknown>) => call('finance', 'POST', `unmatched/${id}/match`, { reason: 'Order seen', ...said });
const postedEvents = async (): Promise<number> => (await service.published(SpendPosted)).length;

describe('the queue of unmatched lines', () => {
  it('lists what no plan can be compared with, newest first, with what all of it adds up to', async () => {
    const all = await queue();
    expect(references(all)).toEqual(['5', '4', '4', '2', '1']);
    expect(all.totals).toEqual({ lines: 5, amountPence: 900 + 500 + 500 - 10 + 10_010 });
    expect(all.items[4]).toMatchObject({ entity: 'RQM', period: '2022-04', date: '2022-04-04', amountPence: 10_010, expenseType: 'Scanners', expenseArea: null, kind: null, line: null, cdcCode: null });
  });

  it('is filtered by organisation and month, and read page by page', async () => {
    expect(references(await queue('?entity=rax'))).toEqual(['5']);
    const first = await queue('?entity=RQM&period=2022-04&limit=2');
    const second = await queue(`?entity=RQM&period=2022-04&limit=2&after=${first.next}`);
    expect([references(first), references(second), second.next]).toEqual([['4', '4'], ['2', '1'], null]);
    expect(second.totals).toEqual({ lines: 4, amountPence: 11_000 });
  });

  it('is for those who may read ledgers, and matched by finance alone', async () => {
    expect((await call(null, 'GET', 'unmatched')).status).toBe(401);
    for (const client of ['region-y56', 'viewer']) expect((await call(client, 'GET', 'unmatched')).status).toBe(403);
    expect((await call('national', 'GET', 'unmatched')).status).toBe(200);
    expect((await call('national', 'POST', `unmatched/${await idOf('1')}/match`, { kind: 'capital', line: 'DIGITAL', reason: 'x' })).status).toBe(403);
    expect(await call('finance', 'GET', 'unmatched?period=April')).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });

  it.each([
    ['a line that is spent by centre and no centre', { kind: 'capital', line: 'CDC_RUNNING_COSTS' }, 400, 'CENTRE_NEEDED'],
    ['a centre that is not registered', { kind: 'capital', line: 'CDC_RUNNING_COSTS', cdcCode: 'RQM9l' }, 400, 'UNKNOWN_SITE'],
    ['no reason', { kind: 'capital', line: 'DIGITAL', reason: ' ' }, 400, 'INVALID_REQUEST'],
    ['a kind that is none', { kind: 'both', line: 'DIGITAL' }, 400, 'INVALID_REQUEST'],
  ])('takes no match with %s', async (_what, said, status, code) => {
    expect(await match(await idOf('1'), said)).toMatchObject({ status, body: { code } });
  });

  it('takes no match of a line that is not there', async () => {
    for (const id of ['999999', 'x', '99999999999999999999']) {
      expect(await match(id, { kind: 'capital', line: 'DIGITAL' })).toMatchObject({ status: 404, body: { code: 'UNKNOWN_LEDGER_LINE' } });
    }
  });
});

describe('a match', () => {
  it('takes the line out of the queue, publishes its ledger anew, and is audited', async () => {
    const id = await idOf('1');
    const before = await postedEvents();
    expect(await match(id, { kind: 'capital', line: 'CDC_BUILDINGS_EQUIPMENT', cdcCode: 'rqm91' })).toMatchObject({ status: 200, body: { id, cdcCode: 'RQM91', kind: 'capital' } });
    expect(references(await queue('?entity=RQM'))).toEqual(['4', '4', '2']);
    expect((await service.posted('RQM', '2022-04'))?.cells).toContainEqual({
      cdcCode: 'RQM91', kind: 'capital', line: 'CDC_BUILDINGS_EQUIPMENT', weekEnding: '2022-04-10', amountPence: 10_010, lines: 1,
    });
    await match(id, { kind: 'capital', line: 'CDC_BUILDINGS_EQUIPMENT', cdcCode: 'RQM91' });
    expect(await postedEvents()).toBe(before + 1);
    const audited = await service.dataSource.query("select actor, details from audit where action = 'ledger-line-matched' and subject = $1", [id]);
    expect(audited).toMatchObject([{ actor: 'finance', details: { entity: 'RQM', period: '2022-04', cdcCode: 'RQM91', reason: 'Order seen' } }]);
    expect(JSON.stringify(audited)).not.toContain('Supplier');
  });

  it('is of one line among several that are the same', async () => {
    await match(await idOf('4'), { kind: 'revenue', line: 'DIGITAL' });
    expect(references(await queue('?entity=RQM'))).toEqual(['4', '2']);
  });

  it('can be corrected, and the last one holds', async () => {
    const [{ id }] = await service.dataSource.query("select ledger_line_id as id from ledger_present where reference = '1'");
    expect((await match(id, { kind: 'revenue', line: 'ENDOSCOPY' })).status).toBe(200);
    const cells = (await service.posted('RQM', '2022-04'))?.cells ?? [];
    expect(cells.filter(({ amountPence }) => amountPence === 10_010)).toMatchObject([{ cdcCode: null, kind: 'revenue', line: 'ENDOSCOPY' }]);
  });

  it('holds when the ledger is sent again with the same line, and no longer when the line has changed', async () => {
    await service.send('ledger', file([...APRIL, 'RQM,2022-04,2022-04-07,1.00,More,Supplier B,6,,,'].toReversed()));
    expect(references(await queue('?entity=RQM'))).toEqual(['6', '4', '2']);
    expect((await service.posted('RQM', '2022-04'))?.cells).toContainEqual({ cdcCode: null, kind: 'revenue', line: 'ENDOSCOPY', weekEnding: '2022-04-10', amountPence: 10_010, lines: 1 });
    await service.send('ledger', file([APRIL[0]?.replace('100.10', '100.11') ?? '', ...APRIL.slice(1)]));
    expect(references(await queue('?entity=RQM'))).toEqual(['4', '2', '1']);
  });

  it('is not taken of a line of which the ledger itself says where it belongs, nor of one that was superseded', async () => {
    const [{ id }] = await service.dataSource.query("select ledger_line_id as id from ledger_present where reference = '3'");
    expect(await match(id, { kind: 'capital', line: 'DIGITAL' })).toMatchObject({ status: 409, body: { code: 'LINE_STATED' } });
    const [{ old }] = await service.dataSource.query("select min(ledger_line_id) as old from ledger_line where reference = '6'");
    expect(await match(old, { kind: 'capital', line: 'DIGITAL' })).toMatchObject({ status: 404, body: { code: 'UNKNOWN_LEDGER_LINE' } });
  });
});

describe('entity aliases', () => {
  const row = 'C&W Healthcare,2022-09,2022-09-05,1.00,T,S,1,,,';

  it('make a ledger known by a name that no list holds', async () => {
    const refused = await service.send('ledger', file([row]));
    expect(refused.status).toBe('rejected');
    expect(await call('finance', 'PUT', 'entity-aliases', { name: 'C&W Healthcare', entity: 'rqm' })).toMatchObject({
      status: 200,
      body: { name: 'C&W Healthcare', entity: 'RQM', statedBy: 'finance', statedAt: '2021-05-04T07:00:00.000Z' },
    });
    expect((await service.send('ledger', file([row]))).status).toBe('accepted');
    expect((await service.posted('RQM', '2022-09'))?.cells).toHaveLength(1);
  });

  it('are listed, and what is stated later holds', async () => {
    await call('finance', 'PUT', 'entity-aliases', { name: 'c and w healthcare', entity: 'RAX' });
    await call('finance', 'PUT', 'entity-aliases', { name: 'All of it', entity: 'ENG' });
    const first = (await call('national', 'GET', 'entity-aliases?limit=1')).body;
    const second = (await call('national', 'GET', `entity-aliases?limit=1&after=${String(first['next'])}`)).body;
    expect([first, second]).toMatchObject([{ items: [{ entity: 'RAX' }] }, { items: [{ name: 'All of it', entity: 'ENG' }], next: null }]);
    expect((await service.dataSource.query("select count(*)::int as n from audit where action = 'entity-alias-stated'"))[0].n).toBe(3);
  });

  it('are stated by finance alone, for organisations that are known, and never for the name of another', async () => {
    expect((await call('national', 'PUT', 'entity-aliases', { name: 'X', entity: 'RQM' })).status).toBe(403);
    expect((await call('viewer', 'GET', 'entity-aliases')).status).toBe(403);
    expect(await call('finance', 'PUT', 'entity-aliases', { name: 'X', entity: 'RZZ' })).toMatchObject({ status: 400, body: { code: 'UNKNOWN_ENTITY' } });
    expect(await call('finance', 'PUT', 'entity-aliases', { name: '&-', entity: 'RQM' })).toMatchObject({ status: 200 });
    expect(await call('finance', 'PUT', 'entity-aliases', { name: '--', entity: 'RQM' })).toMatchObject({ status: 400, body: { code: 'NAME_FORMAT' } });
    expect(await call('finance', 'PUT', 'entity-aliases', { name: 'North West London', entity: 'RQM' })).toMatchObject({ status: 409, body: { code: 'NAME_TAKEN' } });
  });
});
