import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_CLIENTS, DEVELOPMENT_SECRET } from '@cdc/access';
import { freshDataDir, removeDataDir, reservePort } from '@cdc/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SYNTHETIC_LABEL } from './data-set-name.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const children: ChildProcess[] = [];
let dataDir: string;
let port: number;

beforeAll(async () => {
  [dataDir, port] = [await freshDataDir(), await reservePort()];
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await removeDataDir(dataDir);
});

interface Started {
  /** Waits for a line of standard output. */
  line(text: string): Promise<void>;
  lines(): string[];
  stop(): Promise<number | null>;
}

function run(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--import', './tools/register-typescript.mjs', 'libs/platform/src/data-set/start-under-test.ts', dataDir], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: String(port), CDC_DATA_DIR: dataDir, CDC_LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let [out, errors] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const lines = (): string[] => out.split('\n').filter((line) => line !== '' && !line.startsWith('sign in: '));
  return {
    lines,
    async line(text) {
      for (; !out.split('\n').includes(text); await pause(20)) if (child.exitCode !== null) throw new Error(`${text} was not printed:\n${out}${errors}`);
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

const READY = () => `ready http://localhost:${port}`;
const STEP = 'demonstration 34 of 120: Week ending 12 June 2022';
const LOADED = 'demonstration loaded';
const file = (name: string) => join(dataDir, name);

async function ask(role: string): Promise<{ status: number; body: unknown }> {
  const basic = Buffer.from(`${role}:${DEVELOPMENT_SECRET}`).toString('base64');
  const token = await fetch(`http://localhost:${port}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: bearer } = await token.json();
  const answer = await fetch(`http://localhost:${port}/api/v1/demonstration`, { headers: { authorization: `Bearer ${bearer}` } });
  return { status: answer.status, body: await answer.json() };
}

// Each goes on with the data that the one before it has left.
describe('a platform that starts with a demonstration', () => {
  it('serves while it is loaded, says to everybody how far that is, and stops in the middle', async () => {
    const platform = run();
    await platform.line(STEP);
    expect(platform.lines()).toEqual([READY(), STEP]);
    expect(readFileSync(file('called'), 'utf8')).toBe(`http://127.0.0.1:${port} 200`);
    const body = { isSynthetic: true, label: SYNTHETIC_LABEL, state: 'loading', step: 'Week ending 12 June 2022', done: 34, total: 120, problem: null };
    for (const { id } of DEVELOPMENT_CLIENTS) expect([id, await ask(id)]).toEqual([id, { status: 200, body }]);
    expect((await fetch(`http://localhost:${port}/api/v1/demonstration`)).status).toBe(401);
    const api = await (await fetch(`http://localhost:${port}/api/openapi.json`)).json();
    expect([api.info.description, Object.keys(api.paths)]).toEqual([SYNTHETIC_LABEL, expect.arrayContaining(['/api/v1/demonstration'])]);
    const expired = await (await fetch(`http://localhost:${port}/oidc/interaction/none`)).text();
    expect(expired).toContain(`<strong>${SYNTHETIC_LABEL}</strong> Loading: Week ending 12 June 2022, 34 of 120.`);
    const asked = performance.now();
    expect(await platform.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(existsSync(file('demonstration/postgres'))).toBe(true);
    expect(existsSync(file('live'))).toBe(false);
  });

  it('goes on serving when loading fails', async () => {
    writeFileSync(file('go'), 'The file ledger.csv was refused.');
    const platform = run();
    await platform.line('demonstration not loaded: The file ledger.csv was refused.');
    expect((await ask('viewer')).body).toMatchObject({ state: 'failed', problem: 'The file ledger.csv was refused.' });
    expect(await platform.stop()).toBe(0);
  });

  it('loads at a later start what it could not before', async () => {
    writeFileSync(file('go'), '');
    const platform = run();
    await platform.line(LOADED);
    expect(platform.lines()).toEqual([READY(), STEP, LOADED]);
    expect((await ask('viewer')).body).toMatchObject({ state: 'loaded', done: 120, total: 120, problem: null });
    expect(await platform.stop()).toBe(0);
  });

  it('says at the next start that it is loaded, and loads nothing again', async () => {
    rmSync(file('called'));
    const platform = run();
    await platform.line(LOADED);
    expect(platform.lines()).toEqual([READY(), LOADED]);
    expect(await platform.stop()).toBe(0);
    expect(existsSync(file('called'))).toBe(false);
  });

  it('knows nothing of it in a live data set', async () => {
    const platform = run({ CDC_DEMO: 'off' });
    await platform.line(READY());
    expect((await ask('viewer')).body).toEqual({ isSynthetic: false, label: null, state: null, step: null, done: 0, total: 0, problem: null });
    expect(await platform.stop()).toBe(0);
    expect(platform.lines()).toEqual([READY()]);
    expect(existsSync(file('called'))).toBe(false);
  });
});
