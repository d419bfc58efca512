import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file that lies in the temporary folder for as long as something works on it. */
export interface SpooledFile {
  readonly bytes: number;
  /** All of it. */
  read(): Readable;
}

const CHUNK_BYTES = 256 * 1024;

/** Takes a stream whole, gives it to `work`, and removes it in every case. Passes on what the stream throws. */
export async function withSpooledFile<T>(content: AsyncIterable<Uint8Array>, work: (file: SpooledFile) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cdc-dry-run-'));
  try {
    const path = join(folder, 'file');
    const target = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    await pipeline(Readable.from(content), target);
    return await work({ bytes: target.bytesWritten, read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
