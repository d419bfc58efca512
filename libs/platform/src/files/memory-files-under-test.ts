import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { FileStore, fileDestroyed, type StoredFile } from './file-store.js';

/** Files in memory, by hash, or by the name that a test gave them in place of one. */
export class MemoryFiles extends FileStore {
  /** A function is asked each time the file is read, so that a large one need not be held. */
  readonly kept = new Map<string, Uint8Array | (() => Readable)>();
  private readonly destroyed = new Set<string>();

  async put(content: Readable): Promise<StoredFile> {
    const bytes = Buffer.concat(await content.toArray());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.kept.set(sha256, bytes);
    return { sha256, bytes: bytes.length };
  }

  /** Keeps a file under a name, as if it had been received. */
  add(name: string, content: string | Uint8Array | (() => Readable)): void {
    this.kept.set(name, typeof content === 'string' ? Buffer.from(content) : content);
  }

  async get(sha256: string): Promise<Readable> {
    const content = this.kept.get(sha256);
    if (!content && this.destroyed.has(sha256)) throw fileDestroyed();
    if (!content) throw new RangeError(`no file ${sha256}`);
    return typeof content === 'function' ? content() : Readable.from([content]);
  }

  /** What is kept under a hash, as text. */
  text(sha256: string): string | undefined {
    const content = this.kept.get(sha256);
    return content instanceof Uint8Array ? Buffer.from(content).toString() : undefined;
  }

  async destroy(sha256: string): Promise<void> {
    this.kept.delete(sha256);
    this.destroyed.add(sha256);
  }
}
