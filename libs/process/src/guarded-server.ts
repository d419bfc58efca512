import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A server's program and how it is asked to end. */
export interface ServerCommand {
  /** Absolute path of the program. */
  command: string;
  args: readonly string[];
  /** `env` is all of the server's environment: nothing is handed down. */
  options: { uid?: number; gid?: number; cwd: string; env: Readonly<Record<string, string>> };
  /** `thenSignal` follows where the server still runs `afterMs` after `signal`. */
  shutdown: { signal: NodeJS.Signals; thenSignal: NodeJS.Signals; afterMs: number };
}

/** A server that ends with this process, however that ends. */
export interface GuardedServer {
  /** Resolves once the server's program runs; undefined where it could not be run. */
  pid: Promise<number | undefined>;
  /** Ends when the server has ended; `code` is 1 after a signal, and null when its guard was killed. */
  exited: Promise<{ code: number | null }>;
  hasExited(): boolean;
  /** The last lines the server wrote, for an error message. */
  lastLines(): string;
  /** Shuts down in the way of the command; resolves when the server has ended. */
  stop(): Promise<void>;
  /** kill -9 of the server; resolves when it has ended. */
  kill(): Promise<void>;
}

const guardFile = fileURLToPath(new URL('./server-guard.mjs', import.meta.url));
const guardEnvironment = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };
const keptLines = 20;

/** Starts a server below a guard process, which shuts it down when this process stops it or dies. Returns before the server is ready.
 * @param log receives what the server writes, line by line */
export function launchGuarded(command: ServerCommand, log: (line: string) => void): GuardedServer {
  const guard = spawn(process.execPath, [guardFile], { detached: true, stdio: ['pipe', 'pipe', 'pipe', 'pipe'], cwd: '/', env: guardEnvironment });
  const lines = collectLines(guard, log);
  let ended = false;
  const exited = new Promise<{ code: number | null }>((resolve) => {
    guard.once('error', () => resolve({ code: null }));
    guard.once('exit', (code) => resolve({ code }));
  }).finally(() => (ended = true));
  guard.stdin?.on('error', () => undefined);
  guard.stdin?.write(`${JSON.stringify(command)}\n`);
  return {
    pid: reportedPid(guard.stdio[3]),
    exited,
    hasExited: () => ended,
    lastLines: () => lines.join('\n'),
    stop: async () => {
      guard.stdin?.end();
      await exited;
    },
    kill: async () => {
      guard.stdin?.write('SIGKILL\n');
      await exited;
    },
  };
}

async function reportedPid(pipe: unknown): Promise<number | undefined> {
  const pid = pipe instanceof Readable ? Number(await text(pipe).catch(() => '')) : 0;
  return pid > 0 ? pid : undefined;
}

function collectLines(guard: ChildProcess, log: (line: string) => void): string[] {
  const kept: string[] = [];
  for (const input of [guard.stdout, guard.stderr]) {
    if (!input) continue;
    createInterface({ input }).on('line', (line) => {
      kept.push(line);
      if (kept.length > keptLines) kept.shift();
      log(line);
    });
  }
  return kept;
}
