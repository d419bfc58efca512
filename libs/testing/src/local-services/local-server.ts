import { setTimeout as delay } from 'node:timers/promises';
import { type ServerCommand, launchGuarded } from '@cdc/process';
import { reservePort } from '../reserve-port.js';
import { processesOn } from '../processes-on.js';

/** A server on loopback that belongs to this process: it ends with it, however that ends. */
export interface LocalServer {
  readonly pid: number;
  /** Orderly shutdown. Safe to call twice. */
  stop(): Promise<void>;
  /** kill -9. Another start on the same folder finds what was there. */
  kill(): Promise<void>;
  /** Resolves when the server has ended, asked for or not. */
  readonly exited: Promise<{ code: number | null }>;
}

export interface LocalServerOptions {
  /** Folder of this server alone; made when missing. Data survive every kind of end. */
  readonly dataDir: string;
  /** Default: a free one, which differs from start to start. */
  readonly port?: number;
  /** Receives what the server writes, line by line. */
  readonly log?: (line: string) => void;
}

interface ServerStart {
  /** For messages. */
  readonly name: string;
  readonly command: Pick<ServerCommand, 'command' | 'args'>;
  readonly dataDir: string;
  /** File that the server's command line names and that of no other server does. */
  readonly configFile: string;
  readonly log: ((line: string) => void) | undefined;
  /** Whether this very server answers, and not another one at its address. Never rejects. */
  readonly answers: (pid: number) => Promise<boolean>;
}

const START_MS = 60_000;
const PORT_ATTEMPTS = 5;
const SHUTDOWN = { signal: 'SIGTERM', thenSignal: 'SIGKILL', afterMs: 30_000 } as const;
// UTF-8, or Java could not open files whose names have other letters than English.
const ENVIRONMENT = { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin' };

/** Starts a server and waits until it answers.
 * @throws Error with the server's last lines when it ends or has not answered after a minute */
export async function startLocalServer({ name, command, dataDir, configFile, log, answers }: ServerStart): Promise<LocalServer> {
  const options = { cwd: dataDir, env: ENVIRONMENT };
  const server = launchGuarded({ ...command, options, shutdown: SHUTDOWN }, log ?? (() => undefined));
  const pid = await server.pid;
  const deadline = performance.now() + START_MS;
  while (pid === undefined || (await Promise.race([answers(pid), server.exited])) !== true) {
    if (pid === undefined || server.hasExited() || performance.now() > deadline) {
      await server.kill();
      throw new Error(`${name} did not start on ${dataDir}. It said:\n${server.lastLines()}`);
    }
    await delay(30);
  }
  const exited = server.exited.then(async (end) => {
    // Only a killed guard leaves its server behind.
    if (end.code === null && (await serversOn(configFile)).includes(pid)) process.kill(pid, 'SIGKILL');
    return end;
  });
  return { pid, exited, stop: () => server.stop(), kill: () => server.kill() };
}

/** @throws Error naming the process that has the folder already: two servers would spoil each other's files */
export async function refuseSecondServer(name: string, dataDir: string, configFile: string): Promise<void> {
  const [pid] = await serversOn(configFile);
  if (pid !== undefined) throw new Error(`${dataDir} is in use by ${name}, process ${pid}. Stop it first, or choose another folder.`);
}

/** Calls `start` with a port, and again with another one where somebody else took it meanwhile. */
export async function onFreePort<T>(wanted: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(wanted ?? (await reservePort()));
    } catch (error) {
      if (wanted !== undefined || attempt === PORT_ATTEMPTS || !/address already in use/i.test(String(error))) throw error;
    }
  }
}

async function serversOn(configFile: string): Promise<number[]> {
  const named = await processesOn(configFile);
  return named.filter(({ commandLine }) => /(^|[ /])(java|redis-server) /.test(commandLine)).map(({ pid }) => pid);
}
