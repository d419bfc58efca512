import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { limitSlowSenders } from './slow-senders.js';

/** Two, so that each limit is seen to cut by itself. */
let patient: Server;
let strict: Server;
/** What became of each body that began. */
const bodies: string[] = [];

async function listening(limits: Parameters<typeof limitSlowSenders>[1]): Promise<Server> {
  const server = createServer((request, response) => {
    request.once('aborted', () => bodies.push('aborted'));
    request.on('error', () => undefined);
    request.resume().once('end', () => {
      bodies.push('whole');
      response.end('ok');
    });
  });
  limitSlowSenders(server, { ...limits, lookEveryMs: 50 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

beforeAll(async () => {
  patient = await listening({ requestMs: 20_000, headersMs: 300 });
  strict = await listening({ requestMs: 600, headersMs: 300 });
});
afterAll(async () => {
  for (const server of [patient, strict]) {
    server.closeAllConnections();
    server.close();
  }
});

/** Sends the parts a while apart. @returns what came back until the connection ended, and how long that took */
async function drip(server: Server, parts: readonly string[], apartMs: number): Promise<{ answer: string; tookMs: number }> {
  const began = performance.now();
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  let open = true;
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined).once('close', () => (open = false));
  for (const part of parts) {
    if (!open) break;
    socket.write(part);
    await pause(apartMs);
  }
  if (open && /200 OK/.test(answer)) socket.destroy();
  else if (open) await once(socket, 'close');
  return { answer, tookMs: performance.now() - began };
}

const HEAD = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n';

describe('catalogue 78: a sender that is slow', () => {
  it('with its headers is answered 408 and cut', async () => {
    const { answer, tookMs } = await drip(patient, [HEAD, ...Array.from({ length: 60 }, (_, at) => `x-${at}: 1\r\n`)], 50);
    expect(answer).toContain('408 Request Timeout');
    expect(tookMs).toBeLessThan(1_500);
  });

  it('with its body is cut, and the body does not pass for a whole one', async () => {
    bodies.length = 0;
    const { answer, tookMs } = await drip(strict, [`${HEAD}\r\n`, ...Array<string>(90).fill('a')], 30);
    expect(answer).not.toContain('200 OK');
    expect(tookMs).toBeLessThan(2_000);
    expect(bodies).toEqual(['aborted']);
  });

  it('but not too slow is served', async () => {
    bodies.length = 0;
    expect((await drip(strict, [`${HEAD}\r\n`, 'a'.repeat(50), 'b'.repeat(50), ''], 100)).answer).toContain('200 OK');
    expect(bodies).toEqual(['whole']);
  });
});
