import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { reservePort } from './reserve-port.js';
import { connectTo, type PlatformClient } from './platform-client.js';

/** A built platform as a child process on a data directory of its own: all in one, or the launcher of a cluster with its processes. */
export interface RunningPlatform extends PlatformClient {
  /** Of the all-in-one, or of the launcher. */
  readonly pid: number;
  readonly dataDir: string;
  /** Everything that it has printed. */
  output(): string;
  /** SIGTERM, then waits for the end. @returns the exit code @throws when it has not ended after 40 s */
  stop(): Promise<number | null>;
  /** kill -9; nothing of it can tidy up. */
  kill(): Promise<void>;
}

export interface PlatformOptions {
  /** Start again on the data of an earlier run. Default: a fresh directory. */
  readonly dataDir?: string;
  /** What the platform's Clock says at its first start. */
  readonly clockStart?: string;
  /** Default: CDC_TEST_PROFILE, else embedded. */
  readonly profile?: 'embedded' | 'cluster';
  /** Start with the demonstration in place of an empty data set. It loads while the platform serves. */
  readonly demonstration?: boolean;
}

const MAIN = { embedded: 'dist/apps/all-in-one/src/main.js', cluster: 'dist/apps/local-cluster/src/main.js' };
const START_MS = 90_000;
const STOP_MS = 40_000;

/** A directory whose parents any account can pass, as the database server may run under another one. */
export async function freshDataDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'cdc-e2e-'));
  await chmod(dir, 0o755);
  return dir;
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function waitReady(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    const ready = /^ready (http:\/\/\S+)$/m.exec(output());
    if (ready?.[1]) return ready[1];
    if (hasEnded(child)) break;
    await wait(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the platform did not become ready:\n${output()}`);
}

/**
 * Starts the built platform, empty unless it is asked for the demonstration, and waits until it serves.
 * @throws Error with everything it printed when it is not ready after a minute and a half
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<RunningPlatform> {
  const dataDir = options.dataDir ?? (await freshDataDir());
  const profile = options.profile ?? (process.env['CDC_TEST_PROFILE'] === 'cluster' ? 'cluster' : 'embedded');
  const env = {
    ...process.env,
    ...(profile === 'cluster' ? clusterSettings(dataDir) : {}),
    PORT: String(await reservePort()),
    CDC_DATA_DIR: dataDir,
    ...(options.demonstration ? { CDC_DEMO: 'on' } : { CDC_DEMO: 'off', CDC_CLOCK_START: options.clockStart ?? '2024-08-01T07:00:00Z' }),
  };
  const child = spawn(process.execPath, [MAIN[profile]], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const output = (): string => printed;
  const baseUrl = await waitReady(child, output);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const isLate = Symbol('late');
    if ((await Promise.race([ended, wait(STOP_MS, isLate, { ref: false })])) === isLate) {
      throw new Error(`the platform has not ended ${STOP_MS / 1000} s after ${signal}:\n${printed.slice(-4000)}`);
    }
  };
  return {
    ...connectTo(baseUrl),
    pid: child.pid ?? 0,
    dataDir,
    output,
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
  };
}

/** The servers of the run, where names that follow from the data directory keep one cluster from another, also through a restart. */
function clusterSettings(dataDir: string): Record<string, string> {
  const { CDC_TEST_KAFKA_BROKERS = '', CDC_TEST_REDIS_URL = '' } = process.env;
  return { CDC_KAFKA_BROKERS: CDC_TEST_KAFKA_BROKERS, CDC_REDIS_URL: CDC_TEST_REDIS_URL, CDC_NAMESPACE: basename(dataDir).toLowerCase() };
}
