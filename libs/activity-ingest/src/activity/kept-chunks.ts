import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { CHUNK_BYTES } from './packed-facts.js';

/** Most bytes kept in memory; past it the chunks go to a file of the temporary folder. */
const MEMORY_BYTES = 4 * 1024 * 1024;

/** Keeps what is written until it is read: in memory while it is little, else in a file. */
export class KeptChunks extends Writable {
  private chunks: Buffer[] = [];
  private kept = 0;
  private spill: { folder: string; path: string; file: number } | undefined;

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.keep(chunk);
    done();
  }

  /** All of it, once writing has ended. */
  read(): Readable {
    return this.spill ? createReadStream(this.spill.path, { highWaterMark: CHUNK_BYTES }) : Readable.from(this.chunks);
  }

  /** Forgets everything and removes the file. */
  discard(): void {
    this.chunks = [];
    if (!this.spill) return;
    closeSync(this.spill.file);
    rmSync(this.spill.folder, { recursive: true, force: true });
    this.spill = undefined;
  }

  private keep(chunk: Buffer): void {
    if (this.spill) {
      writeSync(this.spill.file, chunk);
      return;
    }
    this.chunks.push(chunk);
    this.kept += chunk.length;
    if (this.kept > MEMORY_BYTES) this.moveToFile();
  }

  private moveToFile(): void {
    const folder = mkdtempSync(join(tmpdir(), 'cdc-facts-'));
    const path = join(folder, 'facts.pgcopy');
    this.spill = { folder, path, file: openSync(path, 'wx', 0o600) };
    for (const chunk of this.chunks) writeSync(this.spill.file, chunk);
    this.chunks = [];
  }
}
