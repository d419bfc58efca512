import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ServerAccount, asAccount } from './server-account.js';

export interface ServerProcess {
  /** Ends when the server has ended; `code` is null when its guard was killed. */
  exited: Promise<{ code: number | null }>;
  hasExited(): boolean;
  /** The last lines the server wrote, for an error message. */
  lastLines(): string;
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
}

interface ServerCommand {
  postgres: string;
  clusterDir: string;
  settings: Readonly<Record<string, string>>;
  account: ServerAccount | undefined;
  stalePid?: number;
}

const guardFile = fileURLToPath(new URL('./server-guard.mjs', import.meta.url));
const keptLines = 20;

/** Starts a server below its guard process. Returns before the server accepts connections. */
export function launchServer(command: ServerCommand, log: (line: string) => void): ServerProcess {
  // A clean environment: NODE_OPTIONS, PG* and locale variables of the platform are none of the server's business.
  const env: Record<string, string> = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };
  const guard = spawn(process.execPath, [guardFile], { detached: true, stdio: 'pipe', cwd: '/', env });
  const lines = collectLines(guard, log);
  let ended = false;
  const exited = new Promise<{ code: number | null }>((resolve) => {
    guard.once('error', () => resolve({ code: null }));
    guard.once('exit', (code) => resolve({ code }));
  }).finally(() => (ended = true));
  guard.stdin.on('error', () => undefined);

  // The server takes a pid file naming its grandparent for stale, yet still checks that the old shared memory is unused.
  if (command.stalePid !== undefined) env['PG_GRANDPARENT_PID'] = String(command.stalePid);
  const args = ['-D', command.clusterDir, ...settingFlags(command.settings)];
  const options = { ...asAccount(command.account), cwd: '/', env };
  guard.stdin.write(`${JSON.stringify({ command: command.postgres, args, options })}\n`);
  return {
    exited,
    hasExited: () => ended,
    lastLines: () => lines.join('\n'),
    stop: async () => {
      guard.stdin.end();
      await exited;
    },
  };
}

function settingFlags(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
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
