import { type GuardedServer, launchGuarded } from '@cdc/process';
import { type ServerAccount, asAccount } from './server-account.js';

interface ServerStart {
  postgres: string;
  clusterDir: string;
  settings: Readonly<Record<string, string>>;
  account: ServerAccount | undefined;
  stalePid?: number;
}

// Fast, which rolls open transactions back; then immediate.
const shutdown = { signal: 'SIGINT', thenSignal: 'SIGQUIT', afterMs: 30_000 } as const;

/** Starts a server below its guard process. Returns before the server accepts connections. */
export function launchServer(start: ServerStart, log: (line: string) => void): GuardedServer {
  // A clean environment: NODE_OPTIONS, PG* and locale variables of the platform are none of the server's business.
  const env: Record<string, string> = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };
  // The server takes a pid file naming its grandparent for stale, yet still checks that the old shared memory is unused.
  if (start.stalePid !== undefined) env['PG_GRANDPARENT_PID'] = String(start.stalePid);
  const args = ['-D', start.clusterDir, ...settingFlags(start.settings)];
  const options = { ...asAccount(start.account), cwd: '/', env };
  return launchGuarded({ command: start.postgres, args, options, shutdown }, log);
}

function settingFlags(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
