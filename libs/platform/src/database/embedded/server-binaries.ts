import { cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { type ServerAccount, canEnter } from './server-account.js';
import { errorCode } from '../../system-error.js';

export interface ServerBinaries {
  initdb: string;
  postgres: string;
}

/** Where root keeps what an unprivileged server must reach when the checkout or the data folder lies below a closed folder. */
export const rootOnlyStateDir = '/var/lib/cdc-delivery-tracker';

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** The programs of the platform package, made runnable for the account.
 * @throws EmbeddedPostgresError PLATFORM_UNSUPPORTED */
export async function serverBinaries(account: ServerAccount | undefined): Promise<ServerBinaries> {
  const packageDir = platformPackageDir();
  await linkLibraries(packageDir);
  const reachable = await canEnter(join(packageDir, 'native', 'bin'), account);
  const native = reachable ? join(packageDir, 'native') : await copyOutside(packageDir);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function platformPackageDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedPostgresError(
      'PLATFORM_UNSUPPORTED',
      `${name} is not installed. Reinstall without --omit=optional, or give the address of a PostgreSQL server instead.`,
    );
  }
}

/** The package makes these links in an install script, which `npm ci --ignore-scripts` leaves out. */
async function linkLibraries(packageDir: string): Promise<void> {
  const links = Symlinks.parse(JSON.parse(await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(basename(source), path).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

async function copyOutside(packageDir: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')));
  const target = join(rootOnlyStateDir, `postgresql-${version}`);
  if (await lstat(target).catch(() => undefined)) return target;
  const staging = `${target}.${process.pid}`;
  await mkdir(rootOnlyStateDir, { recursive: true, mode: 0o755 });
  await cp(join(packageDir, 'native'), staging, { recursive: true, verbatimSymlinks: true });
  // A second process may have finished the same copy first; its copy is as good.
  await rename(staging, target).catch(() => rm(staging, { recursive: true, force: true }));
  return target;
}
