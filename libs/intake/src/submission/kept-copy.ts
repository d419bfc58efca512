import { randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of a file that arrives, so that it can be read a second time. It has no name from its first byte on, so nothing of it outlives the process. */
export class KeptCopy {
  private constructor(private readonly file: FileHandle) {}

  static async open(): Promise<KeptCopy> {
    const path = join(tmpdir(), `cdc-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    await unlink(path);
    return new KeptCopy(file);
  }

  /** The same content, kept as it passes. */
  async *keeping(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      await this.file.writeFile(chunk);
      yield chunk;
    }
  }

  /** What was kept, from its first byte. */
  again(): AsyncIterable<Uint8Array> {
    return this.file.createReadStream({ start: 0, autoClose: false });
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
