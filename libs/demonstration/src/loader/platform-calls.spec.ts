import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { accepted } from '../files/sent-file.js';
import { platformCalls, type PlatformCalls } from './platform-calls.js';

/** What the platform answers, by method and path; the first of a list is given once. */
let answers: Record<string, [status: number, body: object][]> = {};
let asked: string[] = [];
let bodies: Record<string, string> = {};
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = `${request.method ?? ''} ${(request.url ?? '').split('?')[0] ?? ''}`;
    asked.push(`${path}${request.headers.authorization?.startsWith('Bearer') ? ` ${request.headers.authorization.slice(7)}` : ''}`);
    const [status, body] = (path === 'POST /oidc/token' ? [200, { access_token: `t${asked.filter((one) => one.startsWith('POST /oidc')).length}` }] : answers[path]?.shift()) ?? [500, {}];
    let text = '';
    request.on('data', (chunk: Buffer) => (text += String(chunk)));
    request.on('end', () => (bodies[path] = text));
    request.on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => void server.close());

let platform: PlatformCalls;
beforeEach(() => {
  asked = [];
  bodies = {};
  platform = platformCalls(url, new AbortController().signal);
});

const FEED = 'POST /api/v1/feeds/ledger/submissions';
const ONE = 'GET /api/v1/submissions/fin-1';
const CONFIRM = 'POST /api/v1/submissions/fin-1/confirm';
const ledger = accepted('ledger', 'finance', 'ledger.csv', 'a\r\n1\r\n');

it('sends a file and waits until it is decided, with one token', async () => {
  answers = { [FEED]: [[202, { id: 'fin-1' }]], [ONE]: [[200, { status: 'received' }], [200, { status: 'checking' }], [200, { status: 'accepted' }]] };
  await platform.send(ledger);
  expect(asked).toEqual(['POST /oidc/token', `${FEED} t1`, `${ONE} t1`, `${ONE} t1`, `${ONE} t1`]);
});

it('takes a file that an earlier run sent for sent, also when another has taken its place since', async () => {
  answers = { [FEED]: [[200, { id: 'fin-1' }]], [ONE]: [[200, { status: 'superseded' }]] };
  await platform.send(ledger);
});

it.each(['rejected', 'quarantined', 'awaiting-confirmation'])('says what was wrong with a file that is %s', async (status) => {
  answers = { [FEED]: [[202, { id: 'fin-1' }]], [ONE]: [[200, { status }]], [`${ONE}/errors`]: [[200, { items: [{ code: 'UNKNOWN_ENTITY' }] }]] };
  await expect(platform.send(ledger)).rejects.toThrow(/^ledger\.csv is (rejected|quarantined|awaiting-confirmation), not accepted: .*UNKNOWN_ENTITY/);
});

it("gives the sender's explanation for each thing that it is asked, and waits again", async () => {
  answers = {
    [FEED]: [[202, { id: 'fin-1' }]],
    [ONE]: [[200, { status: 'awaiting-confirmation' }], [200, { status: 'received' }], [200, { status: 'accepted' }]],
    [`${ONE}/confirmation`]: [[200, { waiting: [{ code: 'DROPPED' }, { code: 'OUTLIER' }] }]],
    [CONFIRM]: [[202, {}]],
  };
  await platform.send({ ...ledger, explanation: 'Booked twice' });
  expect(JSON.parse(bodies[CONFIRM] ?? '')).toEqual({ reasons: ['DROPPED', 'OUTLIER'].map((code) => ({ code, reason: 'Booked twice' })) });
});

it('is content when a file is refused that is to be refused, and not when it is taken', async () => {
  const spoilt = { ...ledger, outcome: 'rejected' } as const;
  answers = { [FEED]: [[202, { id: 'fin-1' }], [202, { id: 'fin-1' }]], [ONE]: [[200, { status: 'rejected' }], [200, { status: 'accepted' }]], [`${ONE}/errors`]: [[200, { items: [] }]] };
  await platform.send(spoilt);
  await expect(platform.send(spoilt)).rejects.toThrow('ledger.csv is accepted, not rejected');
});

it('fetches a new token when the old one has run out', async () => {
  answers = { 'POST /api/v1/clock': [[200, {}], [401, {}], [200, {}]] };
  await platform.moveClock('2022-04-01T08:00:00.000Z');
  await platform.moveClock('2022-04-02T08:00:00.000Z');
  expect(asked.filter((one) => !one.startsWith('POST /oidc'))).toEqual(['POST /api/v1/clock t1', 'POST /api/v1/clock t1', 'POST /api/v1/clock t2']);
});

it('passes over a time that is past, and no other fault', async () => {
  answers = { 'POST /api/v1/clock': [[409, { code: 'CLOCK_BACKWARDS' }], [503, { code: 'SLOTS_WAITING' }]] };
  await platform.moveClock('2022-04-01T08:00:00.000Z');
  await expect(platform.moveClock('2022-04-02T08:00:00.000Z')).rejects.toThrow('503');
});

it('ends when it is told to', async () => {
  const controller = new AbortController();
  answers = { [FEED]: [[202, { id: 'fin-1' }]], [ONE]: Array<[number, object]>(50).fill([200, { status: 'checking' }]) };
  const sending = platformCalls(url, controller.signal).send(ledger);
  setTimeout(() => controller.abort(), 60);
  await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
});
