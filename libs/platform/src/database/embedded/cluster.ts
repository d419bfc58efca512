import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { type ServerAccount, asAccount, canEnter } from './server-account.js';
import { type ServerBinaries, rootOnlyStateDir } from './server-binaries.js';
import { errorCode, errorMessage } from '../../system-error.js';

export interface Cluster {
  /** Resolved path of the PostgreSQL data directory. */
  dir: string;
  superuserPassword: string;
}

const majorVersion = '18';
const stagingPrefix = 'initialising-';

/** Opens the cluster of a data folder, made on first use. The caller holds the folder's lock.
 * @throws EmbeddedPostgresError CLUSTER_UNREACHABLE, CLUSTER_VERSION, CLUSTER_INITIALISATION, DATA_DIR_NOT_OURS */
export async function openCluster(
  dataDir: string,
  binaries: ServerBinaries,
  account: ServerAccount | undefined,
  sync: boolean,
): Promise<Cluster> {
  const link = join(dataDir, 'cluster');
  await removeInterrupted(dataDir);
  if (!(await isComplete(link))) {
    await setAside(link);
    await initialise(dataDir, link, binaries, account, sync);
  }
  const dir = await realpath(link);
  await checkUsable(dir, account);
  return { dir, superuserPassword: await readPassword(dataDir) };
}

/** The control file is among the last things initdb writes, and a cluster is renamed into place only when complete. */
async function isComplete(link: string): Promise<boolean> {
  const entry = await lstat(link).catch(() => undefined);
  if (entry?.isSymbolicLink() && !(await stat(link).catch(() => undefined))) {
    throw new EmbeddedPostgresError(
      'CLUSTER_UNREACHABLE',
      `${link} points to a folder that is gone. Restore it, or delete ${link} to start empty.`,
    );
  }
  const parts = await Promise.all(
    ['PG_VERSION', join('global', 'pg_control')].map((file) => lstat(join(link, file)).catch(ignoreMissing)),
  );
  return parts.every((part) => part !== undefined);
}

function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  if (errorCode(error) === 'EACCES') {
    throw new EmbeddedPostgresError(
      'DATA_DIR_NOT_OURS',
      `${errorMessage(error)}. Start under the account that made the data folder.`,
    );
  }
  throw error;
}

/** Never deleted: whatever lies there, a person may want it back. */
async function setAside(link: string): Promise<void> {
  if (await lstat(link).catch(() => undefined)) await rename(link, `${link}.incomplete-${Date.now()}`);
}

async function removeInterrupted(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(stagingPrefix)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function initialise(
  dataDir: string,
  link: string,
  binaries: ServerBinaries,
  account: ServerAccount | undefined,
  sync: boolean,
): Promise<void> {
  const inside = await canEnter(dataDir, account);
  const id = randomBytes(6).toString('hex');
  const home = inside ? dataDir : join(rootOnlyStateDir, `cluster-${id}`);
  const staging = join(home, `${stagingPrefix}${id}`);
  await mkdir(staging, { recursive: true, mode: 0o755 });
  await chmod(staging, 0o700);
  if (account) await chown(staging, account.uid, account.gid);

  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(staging, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  await runInitdb(binaries, join(staging, 'cluster'), passwordFile, account, sync);

  await writeFile(join(dataDir, 'password'), password, { mode: 0o600 });
  const made = join(home, 'cluster');
  await rename(join(staging, 'cluster'), made);
  await rm(staging, { recursive: true, force: true });
  if (!inside) await symlink(made, link);
}

async function runInitdb(
  binaries: ServerBinaries,
  dir: string,
  passwordFile: string,
  account: ServerAccount | undefined,
  sync: boolean,
): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const options = { ...asAccount(account), cwd: '/', env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } };
  try {
    const args = [`--pgdata=${dir}`, ...locale, ...access, '--data-checksums', ...(sync ? [] : ['--no-sync'])];
    await promisify(execFile)(binaries.initdb, args, options);
  } catch (error) {
    throw new EmbeddedPostgresError('CLUSTER_INITIALISATION', `initdb could not make ${dir}: ${errorMessage(error)}`);
  }
}

async function checkUsable(dir: string, account: ServerAccount | undefined): Promise<void> {
  if (!(await canEnter(dir, account))) {
    throw new EmbeddedPostgresError(
      'CLUSTER_UNREACHABLE',
      `the server account cannot reach ${dir}. Open its parent folders (0755) or move it.`,
    );
  }
  const version = (await readFile(join(dir, 'PG_VERSION'), 'utf8')).trim();
  if (version !== majorVersion) {
    throw new EmbeddedPostgresError(
      'CLUSTER_VERSION',
      `${dir} was made by PostgreSQL ${version}; this release runs ${majorVersion}. Restore a backup into a new data folder.`,
    );
  }
}

async function readPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'password');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new EmbeddedPostgresError(
      'DATA_DIR_NOT_OURS',
      `${errorMessage(error)}. Start under the account that made the data folder.`,
    );
  }
}
