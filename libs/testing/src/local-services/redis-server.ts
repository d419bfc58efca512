import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { redisAnswers } from './redis-answers.js';
import { type LocalServer, type LocalServerOptions, onFreePort, refuseSecondServer, startLocalServer } from './local-server.js';
import { redisProgram } from './service-sources.mjs';
import { ServiceUnavailableError } from './service-unavailable.js';

export interface LocalRedis extends LocalServer {
  /** `redis://…`, with the password where there is one. */
  readonly url: string;
}

const host = '127.0.0.1';

/** What a server of job queues runs with: every write in a file, nothing ever evicted. Also for containers. */
export const REDIS_SETTINGS: Readonly<Record<string, string>> = { appendonly: 'yes', 'maxmemory-policy': 'noeviction', save: '' };

/** Starts the machine's Redis, on new data or on those of an earlier start.
 * @throws ServiceUnavailableError without `redis-server`; Error with the server's last lines when it does not start */
export async function startRedis(options: LocalServerOptions & { readonly password?: string }): Promise<LocalRedis> {
  const program = redisProgram();
  if (!program) throw new ServiceUnavailableError('Redis needs the program redis-server.');
  const dataDir = resolve(options.dataDir);
  const configFile = join(dataDir, 'redis.conf');
  await refuseSecondServer('Redis', dataDir, configFile);
  await mkdir(dataDir, { recursive: true });
  return onFreePort(options.port, async (port) => {
    const settings = {
      ...REDIS_SETTINGS,
      bind: host,
      port: String(port),
      dir: dataDir,
      // Redis writes over its command line; this keeps the file's name in it.
      'proc-title-template': '{title} {listen-addr} {config-file}',
      ...(options.password ? { requirepass: options.password } : {}),
    };
    // In a file of the account's own, for everybody can read a command line.
    const lines = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)}\n`);
    await writeFile(configFile, lines.join(''), { mode: 0o600 });
    const url = `redis://${options.password ? `:${encodeURIComponent(options.password)}@` : ''}${host}:${port}`;
    const command = { command: program, args: [configFile] };
    const server = await startLocalServer({ name: 'Redis', command, dataDir, configFile, log: options.log, answers: (pid) => redisAnswers(url, pid) });
    return { ...server, url };
  });
}
