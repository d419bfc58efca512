import { afterEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { closeServer } from './close-server.js';

const agent = new Agent({ keepAlive: true });
afterEach(() => agent.destroy());

async function listening(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer({ keepAliveTimeout: 30_000 }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

async function textOf(port: number): Promise<string> {
  const request = httpRequest({ agent, port, host: '127.0.0.1' }).end();
  const [response]: IncomingMessage[] = await once(request, 'response');
  let text = '';
  for await (const chunk of response ?? []) text += String(chunk);
  return text;
}

it('lets a request in flight end, refuses new ones, and does not wait for idle connections', async () => {
  const held: ServerResponse[] = [];
  const { server, port } = await listening((_request, response) => void held.push(response));
  const answer = textOf(port);
  while (held.length === 0) await wait(5);
  const closed = closeServer(server, 20_000);
  await expect(textOf(port)).rejects.toThrow('ECONNREFUSED');
  const began = performance.now();
  held[0]?.end('whole');
  expect(await answer).toBe('whole');
  await closed;
  expect(performance.now() - began).toBeLessThan(2_000);
});

it('cuts what has not ended by the deadline', async () => {
  const { server, port } = await listening((_request, response) => void response.write('half'));
  const answer = textOf(port);
  await wait(50);
  const [result] = await Promise.allSettled([answer, closeServer(server, 100)]);
  expect(result.status).toBe('rejected');
});
