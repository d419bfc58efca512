import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { reservePort } from './reserve-port.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What a process gets that looks at `from` first, and that is gone afterwards. */
async function reservedElsewhere(from: number): Promise<number> {
  const program = `
    const { reservePort } = await import(${JSON.stringify(new URL('./reserve-port.ts', import.meta.url).href)});
    console.log(await reservePort(${from}));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', './tools/register-typescript.mjs', '--input-type=module', '-e', program], { cwd: root });
  return Number(stdout);
}

it('keeps a port from every other process, though nobody listens at it', async () => {
  const port = await reservePort();
  expect(await reservedElsewhere(port)).not.toBe(port);
});

it('gives no port twice within a process', async () => {
  const port = await reservePort();
  expect(new Set([port, await reservePort(port), await reservePort(port)]).size).toBe(3);
});

it('lets a port go with the process that had it', async () => {
  const port = await reservedElsewhere(22_000);
  expect(await reservePort(port)).toBe(port);
});

it('passes over a port where somebody listens, and holds nothing for it', async () => {
  const port = await reservedElsewhere(23_000);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(await reservePort(port)).not.toBe(port);
  server.close();
  await once(server, 'close');
  expect(await reservePort(port)).toBe(port);
});

it('begins anew after the last', async () => {
  await reservePort(25_999);
  expect(await reservePort(25_999)).toBeLessThan(25_999);
});
