import { type Readable } from 'node:stream';

/** A stored file: its content's SHA-256 (hex) is its address, so the same bytes are kept once. */
export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Where received files and built editions lie. Content-addressed and write-once. */
export abstract class FileStore {
  /**
   * Takes a stream whole or not at all.
   * @throws DomainError FILE_TOO_LARGE after `maxBytes`; nothing is kept then, nor when the stream breaks off
   */
  abstract put(content: Readable, maxBytes: number): Promise<StoredFile>;

  /** @throws DomainError FILE_NOT_FOUND */
  abstract get(sha256: string): Promise<Readable>;

  /** Removes a file for good; unknown addresses are no error. */
  abstract destroy(sha256: string): Promise<void>;
}
