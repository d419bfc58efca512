import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CHUNK_BYTES = 256 * 1024;

/**
 * Takes a stream whole, lets `work` read it as often as it wants, and forgets it in every case. It lies in the temporary folder without a name, so that
 * nothing of it outlives the process. Passes on what the stream throws.
 */
export async function withSpooledFile<T>(content: AsyncIterable<Uint8Array>, work: (read: () => Readable) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cdc-dry-run-'));
  const file = await open(join(folder, 'file'), 'wx+', 0o600);
  try {
    await rm(folder, { recursive: true, force: true });
    await pipeline(Readable.from(content), file.createWriteStream({ autoClose: false }));
    return await work(() => file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK_BYTES }));
  } finally {
    await file.close();
  }
}
