import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK_BYTES = 256 * 1024;

/**
 * Takes a stream whole, lets `work` read it as often as it wants, and forgets it in every case. It lies in the temporary folder without a name, so that
 * nothing of it outlives the process. Passes on what the stream throws.
 */
export async function withSpooledFile<T>(content: AsyncIterable<Uint8Array>, work: (read: () => AsyncIterable<Uint8Array>) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cdc-dry-run-'));
  const file = await open(join(folder, 'file'), 'wx+', 0o600);
  try {
    await rm(folder, { recursive: true, force: true });
    // Each goes on where the last one ended. Streams of the handle would wait for its end, which comes after them.
    for await (const chunk of content) await file.writeFile(chunk);
    return await work(() => chunksOf(file));
  } finally {
    await file.close();
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let at = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
