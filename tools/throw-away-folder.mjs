// Folders for the servers of a jest run.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder of this process. Removes those of runs that were killed and could not remove theirs; the servers ended with them.
 * @returns {Promise<{ path: string, remove: () => Promise<void> }>} */
export async function throwAwayFolder(service) {
  const prefix = `cdc-test-${service}-`;
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    if (pid > 0 && !isRunning(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
  const path = join(tmpdir(), `${prefix}${process.pid}`);
  await mkdir(path, { recursive: true });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
