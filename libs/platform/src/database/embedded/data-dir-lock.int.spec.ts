import { expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lockDataDir } from './data-dir-lock.js';

it('gives the lock of a dead owner to exactly one of many that ask at once, and leaves nothing else lying', async () => {
  for (let round = 0; round < 60; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'cdc-lock-'));
    await writeFile(join(folder, 'owner.lock'), JSON.stringify({ pid: 999_999_999, startedAt: 'long ago' }));
    const asked = await Promise.allSettled(Array.from({ length: 24 }, (_, n) => delay(n / 8).then(() => lockDataDir(folder))));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['owner.lock']);
    await rm(folder, { recursive: true });
  }
});

it('is free again after its release', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cdc-lock-'));
  const release = await lockDataDir(folder);
  await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
  await release();
  await release();
  const again = await lockDataDir(folder);
  await again();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
