import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { canEnter } from './server-account.js';

const asRoot = process.getuid?.() === 0;
// Any account but the one that root would choose for a new cluster.
const daemon = 1;
const CHECKOUT = fileURLToPath(new URL('../../../../../', import.meta.url));
/** A checkout below a folder that only root may enter cannot be run by anybody else. */
const isOpen = await canEnter(CHECKOUT, { uid: daemon, gid: daemon });
let initialised: string;
let folder: string;
let dataDir: string;
let toStop: EmbeddedPostgres[];
let toKill: ChildProcess[];

beforeAll(async () => {
  initialised = await mkdtemp(join(tmpdir(), 'cdc-embedded-'));
  await (await startEmbeddedPostgres({ dataDir: initialised, durability: 'off' })).stop();
});

afterAll(() => rm(initialised, { recursive: true, force: true }));

/** A data folder made earlier: copied, for initdb takes its time. */
function copyInitialised(): void {
  execFileSync('cp', ['-a', initialised, dataDir]);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cdc-embedded-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
  toStop = [];
  toKill = [];
});

afterEach(async () => {
  await Promise.all(toStop.map((postgres) => postgres.stop()));
  for (const child of toKill) child.kill('SIGKILL');
  const cluster = await realpath(join(dataDir, 'cluster')).catch(() => dataDir);
  await until(
    async () => !(await lstat(join(cluster, 'postmaster.pid')).catch(() => undefined)) || !alive(await serverPid()),
  );
  await rm(cluster.startsWith('/var/lib/') ? dirname(cluster) : cluster, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

/** Durable only where a test looks at what survives: flushing hundreds of files takes most of a start. */
async function start(durability: 'on' | 'off' = 'off'): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, durability });
  toStop.push(postgres);
  return postgres;
}

async function query(postgres: { url: EmbeddedPostgres['url']; password: string }, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url('postgres', postgres.password) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A platform in a process of its own: starts the server, commits one row, says so and stays. */
async function startElsewhere(identity: { uid?: number; gid?: number } = {}): Promise<ChildProcess> {
  const program = `
    import pg from 'pg';
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)});
    const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    const client = new pg.Client({ connectionString: postgres.url('postgres', postgres.password) });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('create table if not exists kept (n int)');
    await client.query('insert into kept values (1)');
    console.log('up');
    void postgres.exited.then(() => process.exit(3));`;
  const child = spawn(
    process.execPath,
    ['--import', './tools/register-typescript.mjs', '--input-type=module', '-e', program],
    {
      ...identity,
      cwd: CHECKOUT,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  toKill.push(child);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error(errors)))]);
  return child;
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '0')).split('\n')[0]);
}

function alive(pid: number): boolean {
  if (pid <= 0) return false;
  const state = execFileSync('sh', ['-c', `ps -o stat= -p ${pid} || true`], { encoding: 'utf8' }).trim();
  return state !== '' && !state.startsWith('Z');
}

function parentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
}

async function until(condition: () => Promise<boolean> | boolean, withinMs = 5_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not so within ${withinMs} ms: ${condition.toString()}`);
    await delay(20);
  }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe('a first start', () => {
  it('keeps rows and port over a restart, durably, in UTC and UTF-8', async () => {
    const first = await start('on');
    await query(first, `create table kept as select 'Île' as name`);
    await first.stop();
    await expect(first.exited).resolves.toEqual({ code: 0 });

    const second = await start('on');
    expect(second.port).toBe(first.port);
    expect(await query(second, 'select lower(name) as name from kept')).toEqual([{ name: 'île' }]);
    const settings = await query(
      second,
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'listen_addresses', 'TimeZone') order by lower(name)`,
    );
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'TimeZone', setting: 'UTC' },
    ]);
  });

  it('initialises a half-made cluster anew and keeps aside what lay there', async () => {
    await mkdir(join(dataDir, 'cluster', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '18\n');
    await mkdir(join(dataDir, 'initialising-dead', 'cluster'), { recursive: true });
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
    const names = await readdir(dataDir);
    expect(names.filter((name) => name.startsWith('initialising-'))).toEqual([]);
    expect(names.filter((name) => name.startsWith('cluster.incomplete-'))).toHaveLength(1);
  });
});

(asRoot ? describe : describe.skip)('a first start as root', () => {
  it('runs the server under an unprivileged account', async () => {
    await start();
    const user = execFileSync('ps', ['-o', 'uid=', '-p', String(await serverPid())], { encoding: 'utf8' });
    expect(Number(user)).toBeGreaterThan(0);
    expect((await stat(join(dataDir, 'cluster'))).uid).toBe(Number(user));
  });

  it('keeps the cluster elsewhere when the data folder lies below a closed one', async () => {
    await chmod(folder, 0o700);
    const first = await start();
    await query(first, 'create table kept as select 1 as n');
    await first.stop();
    expect(await realpath(join(dataDir, 'cluster'))).toMatch(/^\/var\/lib\/cdc-delivery-tracker\//);
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 1 }]);
  });

  (isOpen ? it : it.skip)(`starts for an ordinary user, whose cluster root can then open without taking it away${isOpen ? '' : ` (skipped: ${CHECKOUT} lies below a closed folder)`}`, async () => {
    await mkdir(dataDir);
    await chown(dataDir, daemon, daemon);
    const platform = await startElsewhere({ uid: daemon, gid: daemon });
    const pid = await serverPid();
    await kill(platform);
    await until(() => !alive(pid));
    const postgres = await start();
    expect(await query(postgres, 'select n from kept')).toEqual([{ n: 1 }]);
    await postgres.stop();
    await startElsewhere({ uid: daemon, gid: daemon });
  });
});

describe('an embedded PostgreSQL', () => {
  beforeEach(copyInitialised);

  it('keeps its secrets to the account of the platform and takes no other password', async () => {
    const postgres = await start();
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'cluster'))).mode & 0o777).toBe(0o700);
    await expect(query({ url: postgres.url, password: 'postgres' }, 'select 1')).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('takes another port where its own is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1').unref();
    await once(squatter, 'listening');
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    squatter.close();
  });

  it('says when the server dies under the platform', async () => {
    const postgres = await start();
    process.kill(await serverPid(), 'SIGKILL');
    expect((await postgres.exited).code).not.toBe(0);
  });

  it('leaves no server behind when its guard is killed', async () => {
    const postgres = await start();
    const pid = await serverPid();
    process.kill(parentOf(pid), 'SIGKILL');
    await expect(postgres.exited).resolves.toEqual({ code: null });
    expect(alive(pid)).toBe(false);
  });
});

describe('after kill -9', () => {
  beforeEach(copyInitialised);

  it('of the platform the server ends by itself and a new start finds every committed row', async () => {
    const platform = await startElsewhere();
    const pid = await serverPid();
    expect(alive(pid)).toBe(true);
    await kill(platform);
    await until(() => !alive(pid));
    expect(await query(await start('on'), 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('of the platform and the guard a new start stops the server left behind', async () => {
    const platform = await startElsewhere();
    const pid = await serverPid();
    process.kill(parentOf(pid), 'SIGSTOP');
    await kill(platform);
    process.kill(parentOf(pid), 'SIGKILL');
    await delay(100);
    expect(alive(pid)).toBe(true);
    const postgres = await start('on');
    expect(alive(pid)).toBe(false);
    expect(await query(postgres, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('of platform, guard and server a new start recovers every committed row', async () => {
    const platform = await startElsewhere();
    const pid = await serverPid();
    process.kill(-parentOf(pid), 'SIGKILL');
    await kill(platform);
    await until(() => !alive(pid));
    expect(await query(await start('on'), 'select n from kept')).toEqual([{ n: 1 }]);
  });
});

describe('a data folder', () => {
  beforeEach(copyInitialised);

  it('is refused to a second start, in this process or another, and the first goes on', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
    await expect(startElsewhere()).rejects.toThrow('DATA_DIR_IN_USE');
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('goes to exactly one of several starts that meet a dead owner', async () => {
    await writeFile(join(dataDir, 'owner.lock'), JSON.stringify({ pid: 999_999_999, startedAt: 'long ago' }));
    const starts = await Promise.allSettled([start(), start(), start(), start()]);
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is free again when the pid of its dead owner belongs to someone else now', async () => {
    await writeFile(join(dataDir, 'owner.lock'), JSON.stringify({ pid: process.pid, startedAt: 'in another life' }));
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts over a stale pid file without touching the process that has the number now', async () => {
    const cluster = join(dataDir, 'cluster');
    const { uid, gid } = await stat(cluster);
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], { stdio: 'ignore', ...(asRoot ? { uid, gid } : {}) });
    toKill.push(stranger);
    const pidFile = join(cluster, 'postmaster.pid');
    await writeFile(
      pidFile,
      `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n        1         1\nready   \n`,
    );
    await chown(pidFile, uid, gid);
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });
});
