import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { findProcess } from './running-process.js';
import { errorCode } from '../../system-error.js';

const LockOwner = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

/** Makes this process the owner of the data folder. A lock whose owner has died is taken over.
 * @returns releases the lock
 * @throws EmbeddedPostgresError DATA_DIR_IN_USE while its owner lives, or while another start takes it over */
export function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  return lockFile(join(dataDir, 'owner.lock'), dataDir);
}

async function lockFile(file: string, dataDir: string): Promise<() => Promise<void>> {
  const id = randomUUID();
  const mine = `${file}.${id}`;
  const content = JSON.stringify({ pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '', id });
  await writeFile(mine, content, { mode: 0o644 });
  try {
    while (!(await linked(mine, file))) {
      const found = await contentOf(file);
      if (found === undefined) continue;
      const ownerPid = livingOwner(found);
      if (ownerPid !== undefined) throw inUse(dataDir, ownerPid);
      if (await replaced(mine, file, found, dataDir)) break;
    }
  } finally {
    await rm(mine, { force: true });
  }
  return async () => {
    if ((await contentOf(file)) === content) await rm(file, { force: true });
  };
}

/** Of all that met the same stale lock only the holder of a second lock, named for its content, may replace it. */
async function replaced(mine: string, file: string, stale: string, dataDir: string): Promise<boolean> {
  const name = createHash('sha256').update(stale).digest('hex').slice(0, 8);
  const release = await lockFile(`${file}.${name}`, dataDir);
  try {
    if ((await contentOf(file)) !== stale) return false;
    await rename(mine, file);
    return true;
  } finally {
    await release();
  }
}

/** A hard link appears with its content or not at all, unlike a file that is created and then written. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function inUse(dataDir: string, ownerPid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'DATA_DIR_IN_USE',
    `${dataDir} is in use by process ${ownerPid}. Stop it first, or choose another data folder.`,
  );
}

function livingOwner(content: string): number | undefined {
  const owner = LockOwner.safeParse(parsedJson(content));
  if (!owner.success) return undefined;
  const running = findProcess(owner.data.pid);
  if (running === undefined) return undefined;
  const comparable = running.startedAt !== '' && owner.data.startedAt !== '';
  return comparable && running.startedAt !== owner.data.startedAt ? undefined : running.pid;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function contentOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
