import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { findProcess } from './running-process.js';
import { errorCode } from './system-error.js';

const LockOwner = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

/** Makes this process the owner of the data folder. A lock whose owner has died is taken over.
 * @returns releases the lock
 * @throws EmbeddedPostgresError DATA_DIR_IN_USE while its owner lives */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const lockFile = join(dataDir, 'owner.lock');
  const mine = join(dataDir, `owner.lock.${randomUUID()}`);
  const content = JSON.stringify({ pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '' });
  await writeFile(mine, content, { mode: 0o644 });
  try {
    while (!(await linked(mine, lockFile))) await removeStaleLock(lockFile, `${mine}.stale`, dataDir);
  } finally {
    await rm(mine, { force: true });
  }
  return async () => {
    if ((await contentOf(lockFile)) === content) await rm(lockFile, { force: true });
  };
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

async function removeStaleLock(lockFile: string, aside: string, dataDir: string): Promise<void> {
  const judged = await contentOf(lockFile);
  if (judged === undefined) return;
  const ownerPid = livingOwner(judged);
  if (ownerPid !== undefined) throw inUse(dataDir, `process ${ownerPid}`);
  await rename(lockFile, aside).catch(() => undefined);
  const moved = await contentOf(aside);
  if (moved !== undefined && moved !== judged) {
    // Another start took the stale lock over between our look and our rename: give its lock back.
    await linked(aside, lockFile);
    await rm(aside, { force: true });
    throw inUse(dataDir, 'another start of the platform');
  }
  await rm(aside, { force: true });
}

function inUse(dataDir: string, holder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'DATA_DIR_IN_USE',
    `${dataDir} is in use by ${holder}. Stop it first, or choose another data folder.`,
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
