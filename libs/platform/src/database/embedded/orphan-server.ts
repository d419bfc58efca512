import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { acceptsSignals, findProcess } from './running-process.js';
import { errorCode } from '../../system-error.js';

const fastShutdownMs = 30_000;
const immediateShutdownMs = 10_000;

/** Stops a server that outlived its platform. The caller holds the folder's lock, so no living platform owns the server.
 * @returns a pid that the server's own pid file names but that is no such server: a process that got the number later
 * @throws EmbeddedPostgresError DATA_DIR_IN_USE */
export async function stopOrphanServer(
  clusterDir: string,
  log: (line: string) => void,
): Promise<{ stalePid?: number }> {
  const [pidLine, dirLine] = (await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 1) return {};
  if (isServerOn(pid, clusterDir)) {
    log(`stopping PostgreSQL ${pid}, left behind on ${clusterDir}`);
    await shutDown(pid, clusterDir);
    return {};
  }
  if (dirLine !== undefined && dirLine !== clusterDir && isServerOn(pid, dirLine)) {
    throw new EmbeddedPostgresError(
      'DATA_DIR_IN_USE',
      `PostgreSQL ${pid}, started on ${dirLine}, may still use ${clusterDir}, which was moved or copied from there. Stop it first.`,
    );
  }
  return acceptsSignals(pid) ? { stalePid: pid } : {};
}

/** The server is always started as `postgres -D <dir> …`; backends show other command lines. */
function isServerOn(pid: number, clusterDir: string): boolean {
  return findProcess(pid)?.commandLine.includes(`/postgres -D ${clusterDir} `) ?? false;
}

async function shutDown(pid: number, clusterDir: string): Promise<void> {
  const steps = [
    ['SIGINT', fastShutdownMs],
    ['SIGQUIT', immediateShutdownMs],
  ] as const;
  for (const [signal, waitMs] of steps) {
    const deadline = performance.now() + waitMs;
    if (isServerOn(pid, clusterDir)) signalled(pid, signal);
    while (performance.now() < deadline) {
      if (!isServerOn(pid, clusterDir)) return;
      await delay(20);
    }
  }
  throw new EmbeddedPostgresError(
    'DATA_DIR_IN_USE',
    `PostgreSQL ${pid} on ${clusterDir} does not stop. End it by hand.`,
  );
}

function signalled(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
