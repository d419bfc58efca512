import { createHash, type Hash } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { declaredDigests } from './content-digest.model.js';

/** The body of a request as it arrives, compared with what its sender said of it. It is of the whole body: of a form, not only of its file. */
export class BodyDigest {
  private readonly expected: readonly { readonly base64: string; readonly hash: Hash }[];

  /**
   * Call it before anything reads the body.
   * @throws DomainError CONTENT_DIGEST_FORMAT
   */
  constructor(request: IncomingMessage) {
    const header = request.headers['content-digest'];
    this.expected = declaredDigests(Array.isArray(header) ? header.join(',') : header).map(({ algorithm, base64 }) => ({ base64, hash: createHash(algorithm) }));
    if (this.expected.length > 0) {
      request.on('data', (chunk: Buffer) => {
        for (const { hash } of this.expected) hash.update(chunk);
      });
    }
  }

  /** Call it once, after the last byte. */
  matches(): boolean {
    return this.expected.every(({ base64, hash }) => hash.digest('base64') === base64);
  }
}
