import { createServer, request as httpRequest, type ClientRequest, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@cdc/contracts';
import { safeFileName, uploadOf } from './upload.js';

interface Outcome {
  readonly fileName?: string;
  readonly text?: string;
  readonly code?: string;
}

const MAX_BYTES = 2_000_000;

let server: Server;
let readerDelayMs = 0;
/** What the server made of each request, in the order in which it was done with them. */
let outcomes: Outcome[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const read = async (): Promise<Outcome> => {
      const { fileName, content } = await uploadOf(request, MAX_BYTES);
      await pause(readerDelayMs);
      const chunks: Buffer[] = [];
      for await (const chunk of content as AsyncIterable<Buffer>) chunks.push(chunk);
      return { fileName, text: Buffer.concat(chunks).toString() };
    };
    read().then(
      (outcome) => outcomes.push(outcome),
      (error: unknown) => outcomes.push({ code: error instanceof DomainError ? error.code : String(error) }),
    ).finally(() => {
      request.resume();
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  outcomes = [];
  readerDelayMs = 0;
});

function open(headers: Record<string, string>): ClientRequest {
  const { port } = server.address() as AddressInfo;
  const request = httpRequest({ host: '127.0.0.1', port, method: 'POST', headers });
  request.on('error', () => undefined);
  return request;
}

async function outcome(): Promise<Outcome | undefined> {
  const giveUpAt = Date.now() + 5_000;
  while (outcomes.length === 0 && Date.now() < giveUpAt) await pause(5);
  return outcomes[0];
}

async function send(headers: Record<string, string>, body: string): Promise<Outcome | undefined> {
  open(headers).end(body);
  return outcome();
}

const FORM = { 'content-type': 'multipart/form-data; boundary=XX' };
const part = (disposition: string, text: string): string => `--XX\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;
const END = '--XX--\r\n';

describe('a file that is the body', () => {
  it.each([
    [{ 'content-disposition': 'attachment; filename="week.csv"' }, 'week.csv'],
    [{ 'content-disposition': "attachment; filename*=UTF-8''caf%C3%A9.csv" }, 'café.csv'],
    [{ 'content-disposition': "attachment; filename*=UTF-8''bad%E9.csv" }, 'bad%E9.csv'],
    [{ 'content-disposition': 'attachment; filename=plain.csv' }, 'plain.csv'],
    [{}, 'file'],
    [{ 'content-type': 'application/json', 'content-disposition': 'attachment; filename="../../etc/passwd"' }, 'passwd'],
  ])('keeps its bytes and its name: %j', async (headers, fileName) => {
    expect(await send(headers as Record<string, string>, 'a,b\n1,2\n')).toEqual({ fileName, text: 'a,b\n1,2\n' });
  });

  it('catalogue 81: is refused when the sender hangs up in the middle', async () => {
    const request = open({ 'content-length': '1000' });
    request.write('a,b\n1,2\n');
    await pause(100);
    request.destroy();
    expect(await outcome()).toEqual({ code: 'UPLOAD_BROKEN' });
  });

  it('catalogue 81: is refused all the same when the sender hangs up before anybody reads', async () => {
    readerDelayMs = 300;
    const request = open({ 'content-length': '1000' });
    request.write('a,b\n1,2\n');
    await pause(100);
    request.destroy();
    expect(await outcome()).toEqual({ code: 'UPLOAD_BROKEN' });
  });
});

describe('catalogue 79: a file in a form', () => {
  it('is found among other fields', async () => {
    expect(await send(FORM, part('name="reason"', 'late') + part('name="file"; filename="week.csv"', 'a,b') + part('name="after"', 'x') + END)).toEqual({ fileName: 'week.csv', text: 'a,b' });
  });

  it('has no path in its name', async () => {
    expect(await send(FORM, part('name="file"; filename="C:\\\\Users\\\\me\\\\week.csv"', 'a') + END)).toMatchObject({ fileName: 'week.csv' });
    outcomes = [];
    expect(await send(FORM, part('name="file"; filename="../../etc/week.csv"', 'a') + END)).toMatchObject({ fileName: 'week.csv' });
  });

  it('may stand under a nested name, with fields of nested names beside it', async () => {
    const fields = part('name="meta[a][b]"', 'x') + part('name="meta.__proto__.c"', 'y');
    expect(await send(FORM, fields + part('name="files[0][file]"; filename="a/b\\\\c/week.csv"', 'a,b') + END)).toEqual({ fileName: 'week.csv', text: 'a,b' });
    expect(Object.hasOwn(Object.prototype, 'c')).toBe(false);
  });

  it.each([
    ['there is none', part('name="reason"', 'late') + END, 'NO_FILE'],
    ['there are two', part('name="file"; filename="a.csv"', 'a') + part('name="file"; filename="b.csv"', 'b') + END, 'SEVERAL_FILES'],
    ['the second comes after a large first', part('name="file"; filename="a.csv"', 'a'.repeat(1_000_000)) + part('name="more"; filename="b.csv"', 'b') + END, 'SEVERAL_FILES'],
    ['the form breaks off', part('name="file"; filename="a.csv"', 'a'), 'UPLOAD_BROKEN'],
    ['the form is none', 'hello', 'UPLOAD_BROKEN'],
  ])('is refused when %s', async (_what, body, code) => {
    expect(await send(FORM, body)).toEqual({ code });
  });

  it('is refused when a second one comes long after the first was read', async () => {
    const [first, second] = ['a', 'b'].map((name) => part(`name="file"; filename="${name}.csv"`, name));
    const request = open(FORM);
    // As far as the line that ends the first part, which is also the one that begins the second.
    request.write(`${first}--XX\r\n`);
    await pause(200);
    expect(outcomes).toEqual([]);
    request.end(`${second?.slice('--XX\r\n'.length)}${END}`);
    expect(await outcome()).toEqual({ code: 'SEVERAL_FILES' });
  });

  it('is refused when the content type names no boundary', async () => {
    expect(await send({ 'content-type': 'multipart/form-data' }, 'hello')).toEqual({ code: 'NO_FILE' });
    outcomes = [];
    expect(await send({ 'content-type': 'multipart/form-data; boundary=' }, 'hello')).toEqual({ code: 'NO_FILE' });
  });

  it.each([
    ['in the middle of it', part('name="file"; filename="a.csv"', 'a'.repeat(1000)).slice(0, -2)],
    ['before it', part('name="reason"', 'late')],
  ])('is refused when the sender hangs up %s', async (_when, sent) => {
    const request = open({ ...FORM, 'content-length': '100000' });
    request.write(sent);
    await pause(100);
    request.destroy();
    expect(await outcome()).toEqual({ code: 'UPLOAD_BROKEN' });
  });
});

describe('catalogue 79: a file name', () => {
  it.each([
    ['week.csv', 'week.csv'],
    [undefined, 'file'],
    ['', 'file'],
    ['folder/', 'file'],
    ['../../etc/week.csv', 'week.csv'],
    ['C:\\Users\\me\\week.csv', 'week.csv'],
    ['a\u0000b\n.csv', 'ab.csv'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeFileName(given)).toBe(kept);
  });
});
