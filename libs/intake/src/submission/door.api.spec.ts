import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DirectoryFileStore, UnitOfWork } from '@cdc/platform';
import { signedIn, startRoutes } from '@cdc/platform/under-test';
import { DryRunService } from '../dry-run/dry-run.service.js';
import { IntakeUnderTest } from '../intake-under-test.js';
import { DecisionWait } from './decision-wait.js';
import { RequestKeyService } from './request-key.service.js';
import { SubmissionCheckService } from './submission-check.service.js';
import { submissionController } from './submission.controller.js';
import { SubmissionService } from './submission.service.js';
import { UploadSlots } from './upload-slots.js';

const MAX_BYTES = 200_000;
const HELD_MS = 60_000;
const EACH = 2;
const PATH = '/api/v1/feeds/activity-weekly/submissions';
const GOOD = 'cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,60\n';
const OTHER = GOOD.replace('60', '61');

const intake = await IntakeUnderTest.start();
const folder = await mkdtemp(join(tmpdir(), 'cdc-door-'));
const files = new DirectoryFileStore(folder);
const checks = new SubmissionCheckService(intake.unitOfWork, [intake.loader], files, intake.clock, intake.logger);

const routes = await startRoutes({
  controllers: [submissionController('activity-ingest')],
  providers: [
    { provide: UnitOfWork, useValue: intake.unitOfWork },
    { provide: SubmissionService, useValue: new SubmissionService(intake.unitOfWork, new DryRunService(intake.unitOfWork, checks, intake.clock), files, intake.dispatch, intake.clock, MAX_BYTES) },
    { provide: DecisionWait, useValue: new DecisionWait(intake.unitOfWork, intake.dispatch, intake.wakeUp, { accepting: true }) },
    { provide: UploadSlots, useValue: new UploadSlots(EACH) },
    { provide: RequestKeyService, useValue: new RequestKeyService(intake.unitOfWork, intake.clock, HELD_MS, MAX_BYTES) },
  ],
});
const port = Number(new URL(routes.url).port);

afterAll(async () => {
  await routes.stop();
  await intake.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await intake.clear();
  await rm(folder, { recursive: true, force: true });
});

interface Answered {
  readonly status: number;
  readonly code?: string;
  readonly id?: string;
  /** The status that the body tells of a file. */
  readonly became: unknown;
}

function open(headers: Record<string, string | number> = {}, path = PATH): ClientRequest {
  return httpRequest({ agent: false, host: '127.0.0.1', port, method: 'POST', path, headers: { 'x-sign-in-as': 'region-y60', 'content-type': 'text/csv', ...headers } });
}

async function answerOf(request: ClientRequest): Promise<Answered> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const body = JSON.parse(text) as { code?: string; id?: string; status?: unknown };
  return { ...body, status: response.statusCode ?? 0, became: body.status };
}

function send(body: string | Uint8Array, headers: Record<string, string | number> = {}, path = PATH): Promise<Answered> {
  const request = open(headers, path);
  const answer = answerOf(request);
  request.end(body);
  return answer;
}

const submissions = async (): Promise<number> => Number((await intake.dataSource.query('select count(*) from submission'))[0].count);
/** Rows, and files in the store with those on their way. */
const kept = async (): Promise<[number, string[]]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return [await submissions(), entries.filter((entry) => entry.isFile()).map(({ name }) => name)];
};
const keyed = (key: string, more: Record<string, string> = {}): Record<string, string> => ({ 'idempotency-key': key, ...more });
const digestOf = (body: string, algorithm = 'sha256'): string => createHash(algorithm).update(body).digest('base64');

it('catalogue 49: the same file again is answered with the first receipt', async () => {
  const [first, again] = [await send(GOOD), await send(GOOD)];
  expect([first.status, again.status, again.id === first.id, await submissions()]).toEqual([202, 200, true, 1]);
});

describe('a sender who would rather wait for the decision', () => {
  const REJECTED = GOOD.replace('60', 'many');
  const waiting = { prefer: 'wait=20' };
  const decide = async (): Promise<void> => {
    while (intake.jobs.added.length === 0) await pause(5);
    await checks.check(intake.jobs.added[0] ?? '');
  };
  const ask = (id: string | undefined, headers: Record<string, string>) =>
    fetch(`${routes.url}/api/v1/submissions/${id ?? ''}`, { headers: { 'x-sign-in-as': 'region-y60', ...headers } });

  it.each([
    ['accepted', GOOD],
    ['rejected', REJECTED],
  ])('hears that a file is %s in the one answer, 201', async (status, body) => {
    const [answer] = await Promise.all([send(body, waiting), decide()]);
    expect(answer).toMatchObject({ status: 201, became: status });
  });

  it('has the receipt, 202, when the time is over', async () => {
    const began = performance.now();
    const answer = await send(GOOD, { prefer: 'wait=1' });
    expect([answer.status, answer.became]).toEqual([202, 'received']);
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
  });

  it('hears it when the same file is on its way already, 200', async () => {
    const first = await send(GOOD);
    const [again] = await Promise.all([send(GOOD, waiting), decide()]);
    expect(again).toMatchObject({ status: 200, id: first.id, became: 'accepted' });
  });

  it('may ask later, and is told for how long it is waited', async () => {
    const { id } = await send(GOOD);
    const [answer] = await Promise.all([ask(id, { prefer: 'wait=86400' }), decide()]);
    expect([answer.status, answer.headers.get('preference-applied'), ((await answer.json()) as { status: string }).status]).toEqual([200, 'wait=30', 'accepted']);
    expect((await ask(id, {})).headers.get('preference-applied')).toBeNull();
  });

  it('holds no slot for sending while it waits', async () => {
    const both = Promise.all([send(GOOD, waiting), send(OTHER, waiting)]);
    while (intake.jobs.added.length < EACH) await pause(5);
    const third = await send(GOOD.replace('60', '62'));
    expect(third.status).toBe(202);
    for (const id of intake.jobs.added) await checks.check(id);
    expect((await both).map(({ status }) => status)).toEqual([201, 201]);
  });
});

describe('catalogue 50: a request that is repeated under its key', () => {
  it('has the first receipt, also after the file was rejected and could be sent anew', async () => {
    const first = await send('cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,many\n', keyed('a'));
    await checks.check(first.id ?? '');
    expect(await send('cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,many\n', keyed('"a"'))).toMatchObject({ status: 200, id: first.id });
    expect(await submissions()).toBe(1);
  });

  it('is refused with 422 for another file or with other parameters, and nothing is kept', async () => {
    await send(GOOD, keyed('a'));
    const before = await kept();
    expect(await send(OTHER, keyed('a'))).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await send(GOOD, keyed('a'), `${PATH}?charset=windows-1252`)).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await send(GOOD, keyed('a'), `${PATH}?reason=late`)).toMatchObject({ status: 422 });
    expect(await kept()).toEqual(before);
  });

  it('has a key of its own for each sender and each feed', async () => {
    const answers = [await send(GOOD, keyed('a')), await send(OTHER, keyed('a', { 'x-sign-in-as': 'national' })), await send(OTHER, keyed('a'), PATH.replace('weekly', 'daily'))];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  it('may be another one under the same key a day later', async () => {
    await send(GOOD, keyed('a'));
    const now = intake.clock.instant;
    intake.clock.instant = new Date(now.getTime() + 25 * 60 * 60 * 1000);
    expect(await send(OTHER, keyed('a'))).toMatchObject({ status: 202 });
    intake.clock.instant = now;
  });

  it('gives its key back when it failed', async () => {
    expect(await send('', keyed('a'))).toMatchObject({ status: 400, code: 'EMPTY_FILE' });
    expect(await send(GOOD, keyed('a'))).toMatchObject({ status: 202 });
  });

  it('is compared with the whole of its body only up to the largest file', async () => {
    await send(GOOD, keyed('a'));
    expect(await send('x'.repeat(MAX_BYTES + 1), keyed('a', { 'transfer-encoding': 'chunked' }))).toMatchObject({ status: 413 });
  });

  it.each(['', ' ', 'x'.repeat(256), 'caf\u00e9'])('is refused under the key %j', async (key) => {
    expect(await send(GOOD, keyed(key))).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_FORMAT' });
    expect(await kept()).toEqual([0, []]);
  });

  it('keeps nothing of the key or of the body but hashes', async () => {
    await send(GOOD, keyed('Mrs Smith 943 476 5919'));
    const rows = JSON.stringify(await intake.dataSource.query('select * from request_key'));
    expect(rows).not.toMatch(/Smith|943|RAA01/);
  });
});

describe('catalogue 51: a request whose key is in use', () => {
  it('is refused with 409 until the first has its answer', async () => {
    const first = open(keyed('a', { 'content-length': String(GOOD.length) }));
    const answer = answerOf(first);
    first.write(GOOD.slice(0, 10));
    for (const giveUpAt = Date.now() + 5_000; (await intake.dataSource.query('select 1 from request_key')).length === 0 && Date.now() < giveUpAt; ) await pause(10);
    expect(await send(GOOD, keyed('a'))).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_IN_USE' });
    first.end(GOOD.slice(10));
    const received = await answer;
    expect(received.status).toBe(202);
    expect(await send(GOOD, keyed('a'))).toMatchObject({ status: 200, id: received.id });
  });

  it('is taken when the first was lost with its process', async () => {
    await intake.dataSource.query("insert into request_key (sender, feed, key_hash, taken_at) values ($1, 'activity-weekly', $2, $3)", [
      signedIn('region-y60').subject,
      createHash('sha256').update('a').digest('hex'),
      intake.clock.instant,
    ]);
    expect(await send(GOOD, keyed('a'))).toMatchObject({ status: 409 });
    const now = intake.clock.instant;
    intake.clock.instant = new Date(now.getTime() + HELD_MS + 1);
    expect(await send(GOOD, keyed('a'))).toMatchObject({ status: 202 });
    intake.clock.instant = now;
  });
});

describe('catalogue 78: a sender who sends many files at once', () => {
  const half = (client = 'region-y60', path = PATH): ClientRequest => {
    const request = open({ 'x-sign-in-as': client, 'content-length': String(GOOD.length) }, path);
    request.write(GOOD.slice(0, 10));
    return request;
  };
  const refused = async (client: string): Promise<Answered> => {
    for (let tries = 0; ; tries++) {
      const answer = await send(OTHER, { 'x-sign-in-as': client });
      if (answer.status === 429 || tries > 50) return answer;
      await pause(20);
    }
  };

  it('is asked to wait for one of them to arrive; others are not', async () => {
    const slow = [half(), half()];
    const answers = slow.map(answerOf);
    expect(await refused('region-y60')).toMatchObject({ status: 429, code: 'TOO_MANY_UPLOADS' });
    expect((await send(OTHER, { 'x-sign-in-as': 'national' })).status).toBe(202);
    slow[0]?.end(GOOD.slice(10));
    expect((await answers[0])?.status).toBe(202);
    expect((await send(GOOD)).status).toBe(200);
    slow[1]?.end(GOOD.slice(10));
    await answers[1];
  });

  it('has the slot of an upload back that broke off or was refused, and of a dry run', async () => {
    for (let round = 0; round <= EACH; round++) {
      const broken = half();
      broken.on('error', () => undefined);
      await pause(50);
      broken.destroy();
      expect((await send('')).status).toBe(400);
      expect((await send(GOOD, {}, `${PATH}?dryRun=true`)).status).toBe(200);
    }
    await pause(100);
    const slow = half();
    const answer = answerOf(slow);
    expect((await send(GOOD)).status).toBe(202);
    slow.end(GOOD.slice(10));
    expect((await answer).status).toBe(200);
  });

  it('hears it with the time to wait, before the file is through', async () => {
    const slow = [half(), half()];
    const answers = slow.map(answerOf);
    await pause(100);
    const third = half();
    const [response] = (await once(third, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers['retry-after'], response.headers['content-type']]).toEqual([429, '5', 'application/problem+json; charset=utf-8']);
    response.resume();
    third.destroy();
    for (const request of slow) request.end(GOOD.slice(10));
    await Promise.all(answers);
  });
});

describe('catalogue 74: a body that is not what its sender said', () => {
  const FORM = { 'content-type': 'multipart/form-data; boundary=XX' };
  const form = `--XX\r\ncontent-disposition: form-data; name="file"; filename="week.csv"\r\n\r\n${GOOD}\r\n--XX--\r\n`;

  it.each([
    ['the file', GOOD, {}],
    ['a form', form, FORM],
  ])('is refused for its Content-Digest, and nothing is kept: %s', async (_what, body, headers) => {
    expect(await send(body, { ...headers, 'content-digest': `sha-256=:${digestOf(`${body} `)}:` })).toMatchObject({ status: 400, code: 'UPLOAD_BROKEN' });
    expect(await send(body, { ...headers, 'content-digest': `sha-256=:${digestOf(body)}:, sha-512=:${digestOf('', 'sha512')}:` })).toMatchObject({ code: 'UPLOAD_BROKEN' });
    expect(await kept()).toEqual([0, []]);
    expect(await send(body, { ...headers, 'content-digest': `md5=:AAAA:, sha-256=:${digestOf(body)}:` })).toMatchObject({ status: 202 });
  });

  it('is refused in a dry run too', async () => {
    expect(await send(GOOD, { 'content-digest': `sha-256=:${digestOf(OTHER)}:` }, `${PATH}?dryRun=true`)).toMatchObject({ status: 400, code: 'UPLOAD_BROKEN' });
  });

  it.each(['nonsense', 'sha-256=abc', 'sha-256=:!:'])('is refused when its Content-Digest cannot be read: %s', async (header) => {
    expect(await send(GOOD, { 'content-digest': header })).toMatchObject({ status: 400, code: 'CONTENT_DIGEST_FORMAT' });
  });

  it('is not kept when it is shorter than its length', async () => {
    const request = open({ 'content-length': 1000 });
    request.on('error', () => undefined);
    request.write(GOOD);
    await pause(100);
    request.socket?.end();
    await pause(200);
    request.destroy();
    expect(await kept()).toEqual([0, []]);
  });
});

describe('catalogue 76: a file that is too large', () => {
  it('is refused by its length before it is read', async () => {
    const request = open({ 'content-length': 2 * 1024 ** 3 });
    request.on('error', () => undefined);
    request.write('a');
    expect(await answerOf(request)).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    request.destroy();
    expect(await kept()).toEqual([0, []]);
  });

  it.each(['', '?dryRun=true'])('is refused by what was counted when it does not say its length%s', async (query) => {
    expect(await send('a'.repeat(MAX_BYTES + 1), { 'transfer-encoding': 'chunked' }, PATH + query)).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    expect(await kept()).toEqual([0, []]);
  });

  it('is read to its end though nobody wants it, so that its sender gets to read the answer', async () => {
    const socket = connect(port, '127.0.0.1');
    let answers = '';
    socket.setEncoding('latin1').on('data', (text: string) => (answers += text));
    socket.write(`POST ${PATH} HTTP/1.1\r\nhost: x\r\nx-sign-in-as: region-y60\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`;
    for (let part = 0; part < 200; part++) if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), pause(5_000, undefined, { ref: false })]);
    socket.write('0\r\n\r\nGET /api/v1/submissions/act-none HTTP/1.1\r\nhost: x\r\nx-sign-in-as: national\r\nconnection: close\r\n\r\n');
    await Promise.race([once(socket, 'close'), pause(5_000, undefined, { ref: false })]);
    socket.destroy();
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 404']);
  });
});

describe('catalogue 77: a body that is compressed', () => {
  it.each(['gzip', 'br', 'deflate, gzip'])('is refused with 415: %s', async (encoding) => {
    expect(await send(gzipSync(GOOD), { 'content-encoding': encoding })).toMatchObject({ status: 415, code: 'CONTENT_ENCODING' });
    expect(await kept()).toEqual([0, []]);
  });

  it('is taken as it is when it says identity', async () => {
    expect(await send(GOOD, { 'content-encoding': 'identity' })).toMatchObject({ status: 202 });
  });

  it('is never unpacked: a file that is one is rejected by its type', async () => {
    const { id = '' } = await send(gzipSync('0'.repeat(10_000_000)));
    await checks.check(id);
    expect(await intake.dataSource.query('select code from submission_error where submission_id = $1', [id])).toEqual([{ code: 'TYPE_NOT_SUPPORTED' }, { code: 'FILE_NOT_KEPT' }]);
    // Nothing looked into it, so nothing of it is kept.
    expect((await kept())[1]).toEqual([expect.stringMatching(/\.destroyed$/)]);
  });
});

describe('catalogue 81: a sender that hangs up', () => {
  it.each([
    ['in the middle of a file', {}, GOOD.slice(0, 30)],
    ['in the middle of a form', { 'content-type': 'multipart/form-data; boundary=XX' }, '--XX\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b'],
    ['under a key', keyed('a'), GOOD.slice(0, 30)],
  ])('leaves no row, no file and no key: %s', async (_when, headers, sent) => {
    const request = open({ ...headers, 'content-length': 5000 });
    request.on('error', () => undefined);
    request.write(sent);
    const arrived = async (): Promise<boolean> => (await kept())[1].length > 0;
    for (const giveUpAt = Date.now() + 5_000; !(await arrived()) && Date.now() < giveUpAt; ) await pause(10);
    expect(await arrived()).toBe(true);
    request.destroy();
    for (const giveUpAt = Date.now() + 5_000; (await arrived()) && Date.now() < giveUpAt; ) await pause(10);
    expect(await kept()).toEqual([0, []]);
    for (const giveUpAt = Date.now() + 5_000; (await intake.dataSource.query('select 1 from request_key')).length > 0 && Date.now() < giveUpAt; ) await pause(10);
    expect(await intake.dataSource.query('select 1 from request_key')).toEqual([]);
  });
});

describe('catalogue 59: a file that may name a patient', () => {
  const PATIENT = `${GOOD}RAA01,2024-07-28,MRI,4505577104\n`;

  it('is quarantined by a dry run, which keeps nothing', async () => {
    expect(await send(PATIENT, {}, `${PATH}?dryRun=true`)).toMatchObject({ status: 200, became: 'quarantined', totals: {}, errors: [{ code: 'POSSIBLE_PATIENT_DATA', cell: 'D3', value: null }] });
    expect(await kept()).toEqual([0, []]);
  });

  it('answers for its original with 410, and leaves only the mark that it was destroyed', async () => {
    const { id = '' } = await send(PATIENT);
    await checks.check(id);
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/submissions/${id}/original`, { headers: { 'x-sign-in-as': 'region-y60', connection: 'close' } });
    expect([answer.status, await answer.json()]).toMatchObject([410, { code: 'FILE_DESTROYED' }]);
    expect((await kept())[1]).toEqual([`${createHash('sha256').update(PATIENT).digest('hex')}.destroyed`]);
  });
});
