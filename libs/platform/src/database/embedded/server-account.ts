import { execFile, execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';

/** The account a server runs under when the platform itself runs as root, which PostgreSQL refuses. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

const candidates = ['nobody', 'postgres', '_postgres', 'daemon'];

/** @returns undefined when the platform runs as an ordinary user and the server can run as the same user
 * @throws EmbeddedPostgresError NO_SERVER_ACCOUNT */
export async function serverAccount(clusterDir: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of candidates) {
    const [uid, gid] = [accountId('-u', name), accountId('-g', name)];
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid };
  }
  throw new EmbeddedPostgresError(
    'NO_SERVER_ACCOUNT',
    `PostgreSQL does not run as root and none of the accounts ${candidates.join(', ')} exists. Start as an ordinary user.`,
  );
}

/** Options for `spawn`, which takes signed ids: `nobody` is 4294967294, that is -2, on macOS. */
export function asAccount(account: ServerAccount | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid | 0, gid: account.gid | 0 } : {};
}

/** Whether the account can reach the folder through all its parents; asked of the system itself, which knows about access lists. */
export async function canEnter(folder: string, account: ServerAccount | undefined): Promise<boolean> {
  if (!account) return true;
  try {
    await promisify(execFile)('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...asAccount(account), cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

function accountId(flag: '-u' | '-g', name: string): number | undefined {
  try {
    const id = Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return Number.isInteger(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
