// One throw-away PostgreSQL for all database specs of a jest run; jest calls this only when such a spec is selected.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './register-typescript.mjs';

const prefix = 'cdc-test-postgres-';

export default async function setUp() {
  if (process.env.CDC_TEST_DATABASE_URL) return;
  await removeLeftovers();
  const { startEmbeddedPostgres } = await import('../libs/platform/src/database/embedded/embedded-postgres.ts');
  const dataDir = join(tmpdir(), `${prefix}${process.pid}`);
  await mkdir(dataDir, { recursive: true });
  const postgres = await startEmbeddedPostgres({ dataDir, durability: 'off' });
  process.env.CDC_TEST_DATABASE_URL = postgres.url(postgres.superuser, postgres.password);
  globalThis.cdcTestPostgres = {
    async stop() {
      delete process.env.CDC_TEST_DATABASE_URL;
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A run that was killed could not remove its folder; its server ended with it. */
async function removeLeftovers() {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    if (pid > 0 && !isRunning(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
