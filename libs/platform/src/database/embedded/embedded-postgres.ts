import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type GuardedServer } from '@cdc/process';
import pg from 'pg';
import { type Cluster, openCluster } from './cluster.js';
import { lockDataDir } from './data-dir-lock.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { stopOrphanServer } from './orphan-server.js';
import { type ServerAccount, serverAccount } from './server-account.js';
import { serverBinaries } from './server-binaries.js';
import { choosePort } from './server-port.js';
import { launchServer } from './server-process.js';
import { serverSettings, throwAwaySettings } from './server-settings.js';
import { errorCode } from '../../system-error.js';

export interface EmbeddedPostgresOptions {
  /** Folder of this cluster alone: holds the cluster, the superuser's password, the port and the lock. Made when missing. */
  dataDir: string;
  /** 'off' gives up crash safety for speed: for clusters that a test throws away. */
  durability?: 'on' | 'off';
  /** Receives what the server writes, line by line. Never holds statements or row values. */
  log?: (line: string) => void;
}

/** A running server that belongs to this process: it ends with it, however that ends. */
export interface EmbeddedPostgres {
  host: '127.0.0.1';
  port: number;
  superuser: 'postgres';
  password: string;
  database: 'cdc';
  /** A connection string for the platform's database. */
  url(user: string, password: string): string;
  /** Fast shutdown; open transactions are rolled back. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, asked for or not. */
  exited: Promise<{ code: number | null }>;
}

const host = '127.0.0.1';
const database = 'cdc';
const longestRecoveryMs = 600_000;
const retryFor = [/pre-existing shared memory block/, /could not bind/, /could not create any TCP\/IP sockets/];
const startAttempts = 20;

/** Starts PostgreSQL on a data folder, making the cluster on first use and taking over what a crash left behind.
 * @throws EmbeddedPostgresError with a stable `code`; DATA_DIR_IN_USE while another living process owns the folder */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const durable = options.durability !== 'off';
  await makeDataDir(dataDir);
  const unlock = await lockDataDir(dataDir);
  try {
    const account = await serverAccount(join(dataDir, 'cluster'));
    const binaries = await serverBinaries(account);
    const cluster = await openCluster(dataDir, binaries, account, durable);
    const settings = durable ? serverSettings : { ...serverSettings, ...throwAwaySettings };
    const { server, port } = await startServer({
      dataDir,
      cluster,
      account,
      postgres: binaries.postgres,
      settings,
      log,
    });
    const exited = server.exited.then(async (end) => {
      // Only a killed guard leaves its server behind.
      if (end.code === null) await stopOrphanServer(cluster.dir, log);
      await unlock();
      return end;
    });
    return {
      host,
      port,
      superuser: 'postgres',
      password: cluster.superuserPassword,
      database,
      url: (user, password) => connectionUrl(port, user, password, database),
      stop: async () => {
        await server.stop();
        await exited;
      },
      exited,
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

interface StartContext {
  dataDir: string;
  cluster: Cluster;
  account: ServerAccount | undefined;
  postgres: string;
  settings: Readonly<Record<string, string>>;
  log: (line: string) => void;
}

async function startServer(context: StartContext): Promise<{ server: GuardedServer; port: number }> {
  const { cluster, account, postgres, log } = context;
  for (let attempt = 1; ; attempt++) {
    const { stalePid } = await stopOrphanServer(cluster.dir, log);
    const port = await choosePort(context.dataDir);
    const settings = { ...context.settings, port: String(port) };
    const server = launchServer({ postgres, clusterDir: cluster.dir, settings, account, stalePid }, log);
    try {
      await untilReady(server, port, cluster);
      return { server, port };
    } catch (error) {
      await server.stop();
      const passing = retryFor.some((pattern) => pattern.test(server.lastLines()));
      if (!passing || attempt === startAttempts) throw error;
      await delay(500);
    }
  }
}

/** Ready means: answers with our password, and holds the platform's database. */
async function untilReady(server: GuardedServer, port: number, cluster: Cluster): Promise<void> {
  const deadline = performance.now() + longestRecoveryMs;
  while (!server.hasExited() && performance.now() < deadline) {
    if (!(await saysReady(cluster.dir))) {
      await delay(10);
      continue;
    }
    const client = new pg.Client({ connectionString: connectionUrl(port, 'postgres', cluster.superuserPassword, 'postgres') });
    try {
      await client.connect();
      const found = await client.query('select 1 from pg_database where datname = $1', [database]);
      if (found.rowCount === 0) await client.query(`create database ${database}`);
      return;
    } catch (error) {
      if (!isStartingUp(error)) throw error;
      await delay(15);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new EmbeddedPostgresError('SERVER_START', `PostgreSQL did not start. It said:\n${server.lastLines()}`);
}

/** Line 8 of the server's pid file. Asked first, for a connection before that makes the server log a fatal error. */
async function saysReady(clusterDir: string): Promise<boolean> {
  const lines = (await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return lines[7]?.trim() === 'ready';
}

function isStartingUp(error: unknown): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(errorCode(error) ?? '');
}

function connectionUrl(port: number, user: string, password: string, name: string): string {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${name}`;
}

async function makeDataDir(dataDir: string): Promise<void> {
  const first = await mkdir(dataDir, { recursive: true, mode: 0o755 });
  if (process.getuid?.() !== 0) return;
  // The server's account has to pass through what root made under a strict umask; only the cluster itself is private.
  await chmod(dataDir, 0o755);
  for (let made = dataDir; first !== undefined && made.length > first.length;) {
    made = resolve(made, '..');
    await chmod(made, 0o755);
  }
}
