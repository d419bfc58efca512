import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { type GuardedServer, type ServerCommand, launchGuarded } from './guarded-server.js';

const HEEDS = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => undefined, 1000); console.log('up');";
const HEEDS_NOT = "process.on('SIGTERM', () => console.log('no')); setInterval(() => undefined, 1000); console.log('up');";

function serverOf(script: string, afterMs = 10_000): ServerCommand {
  return {
    command: process.execPath,
    args: ['-e', script],
    options: { cwd: '/', env: {} },
    shutdown: { signal: 'SIGTERM', thenSignal: 'SIGKILL', afterMs },
  };
}

async function launched(command: ServerCommand): Promise<GuardedServer> {
  let sayUp = (): void => undefined;
  const up = new Promise<void>((resolve) => (sayUp = resolve));
  const server = launchGuarded(command, (line) => line === 'up' && sayUp());
  await up;
  return server;
}

function isRunning(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  for (const deadline = performance.now() + 5_000; isRunning(pid); await delay(20)) {
    if (performance.now() > deadline) throw new Error(`process ${pid} still runs`);
  }
}

it('stops a server by its own signal', async () => {
  const server = await launched(serverOf(HEEDS));
  expect(isRunning(await server.pid)).toBe(true);
  await server.stop();
  expect(await server.exited).toEqual({ code: 0 });
  expect(server.hasExited()).toBe(true);
  expect(isRunning(await server.pid)).toBe(false);
});

it('forces a server that does not heed it', async () => {
  const server = await launched(serverOf(HEEDS_NOT, 100));
  await server.stop();
  expect(await server.exited).toEqual({ code: 1 });
  expect(server.lastLines()).toBe('up\nno');
});

it('kills a server at once', async () => {
  const server = await launched(serverOf(HEEDS_NOT));
  await server.kill();
  expect(await server.exited).toEqual({ code: 1 });
  expect(server.lastLines()).toBe('up');
});

it('says why a program does not run', async () => {
  const server = launchGuarded({ ...serverOf(''), command: '/no/such/program' }, () => undefined);
  expect(await server.exited).toEqual({ code: 1 });
  expect(await server.pid).toBeUndefined();
  expect(server.lastLines()).toContain('/no/such/program ENOENT');
});

it('ends a server whose starter is killed', async () => {
  const program = `
    const { launchGuarded } = await import(${JSON.stringify(new URL('./guarded-server.ts', import.meta.url).href)});
    const server = launchGuarded(${JSON.stringify(serverOf(HEEDS))}, async () => console.log(await server.pid));`;
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const starter = spawn(process.execPath, ['--import', './tools/register-typescript.mjs', '--input-type=module', '-e', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(starter.stdout, 'data');
  const pid = Number(line);
  expect(isRunning(pid)).toBe(true);
  starter.kill('SIGKILL');
  await untilGone(pid);
});
