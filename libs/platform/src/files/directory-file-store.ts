import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable } from 'node:stream';
import { DomainError } from '@cdc/contracts';
import { errorCode } from '../system-error.js';
import { FileStore, fileDestroyed, type StoredFile } from './file-store.js';

/** Nobody who is still sending leaves a file untouched for so long. */
const LEFT_OVER_MS = 60 * 60_000;

/** Ends the name of an empty file that stands where one was destroyed. */
const DESTROYED = '.destroyed';

/** Keeps files in a folder: `incoming/` while they arrive, then under the first two digits of their hash. */
export class DirectoryFileStore extends FileStore {
  private swept: Promise<void> | undefined;

  constructor(private readonly folder: string) {
    super();
  }

  async put(content: Readable, maxBytes: number): Promise<StoredFile> {
    // It may break off before the first byte is asked for; reading it then says so, and an unheard error would end the process.
    content.on('error', () => undefined);
    const incoming = join(this.folder, 'incoming');
    await mkdir(incoming, { recursive: true });
    await (this.swept ??= sweep(incoming));
    const path = join(incoming, randomUUID());
    const file = await open(path, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of content as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new DomainError('too-large', 'FILE_TOO_LARGE', `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`, { maxBytes });
        hash.update(chunk);
        await file.write(chunk);
      }
      await file.sync();
      await file.close();
      const sha256 = hash.digest('hex');
      await mkdir(join(this.folder, sha256.slice(0, 2)), { recursive: true });
      await rename(path, this.pathOf(sha256));
      return { sha256, bytes };
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(path, { force: true });
      throw error;
    }
  }

  async get(sha256: string): Promise<Readable> {
    const file = await open(this.pathOf(sha256)).catch(unlessMissing);
    if (file) return file.createReadStream({ highWaterMark: 256 * 1024 });
    if (await this.wasDestroyed(sha256)) throw fileDestroyed();
    throw new DomainError('not-found', 'FILE_NOT_FOUND', 'The file is no longer kept.', { sha256 });
  }

  async destroy(sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    // The file first: after a crash in between it is destroyed once more.
    await rm(path, { force: true });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}${DESTROYED}`, '', { mode: 0o600 });
  }

  private async wasDestroyed(sha256: string): Promise<boolean> {
    return (await stat(`${this.pathOf(sha256)}${DESTROYED}`).catch(() => undefined)) !== undefined;
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new DomainError('invalid', 'FILE_ADDRESS', 'A file is named by its SHA-256.');
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

/** Removes what a process left that ended while files were arriving; another process may be writing here now. */
async function sweep(incoming: string): Promise<void> {
  const eldest = Date.now() - LEFT_OVER_MS;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < eldest) await rm(path, { force: true });
  }
}

/** @throws whatever else is wrong with it */
function unlessMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
