import { DomainError } from '@cdc/contracts';
import { type Readable } from 'node:stream';

/** A stored file: its content's SHA-256 (hex) is its address, so the same bytes are kept once. */
export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
}

export function fileDestroyed(): DomainError {
  return new DomainError('gone', 'FILE_DESTROYED', 'The file was destroyed, because it may have held details of patients or a virus, or could not be looked through for them. Nothing of its content is kept.');
}

/** Where received files and built editions lie. Content-addressed and write-once. */
export abstract class FileStore {
  /**
   * Takes a stream whole or not at all.
   * @throws DomainError FILE_TOO_LARGE after `maxBytes`; nothing is kept then, nor when the stream breaks off
   */
  abstract put(content: Readable, maxBytes: number): Promise<StoredFile>;

  /** @throws DomainError FILE_DESTROYED when the same bytes were destroyed and not put again, else FILE_NOT_FOUND */
  abstract get(sha256: string): Promise<Readable>;

  /** Removes a file for good, and keeps that its bytes were; doing so again is no error. */
  abstract destroy(sha256: string): Promise<void>;
}
