import { createHash } from 'node:crypto';
import { type Readable } from 'node:stream';
import { Clock, UnitOfWork } from '@cdc/platform';
import { findSubmission } from './submission.repository.js';
import { fileTooLarge, requestKeyInUse, requestKeyReused } from './submission.errors.js';
import { type KeyedRequest, requestKey } from './request-key.model.js';
import { fillKey, findKey, freeKey, takeKey, type KeyPlace } from './request-key.repository.js';
import { viewOf } from './submission.model.js';
import { type Receipt } from './submission.service.js';

/** Long enough for a sender to repeat what broke off in the evening. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Answers a request that is repeated under its `Idempotency-Key` with its first receipt. Keys and bodies are kept as hashes only. */
export class RequestKeyService {
  /**
   * @param heldMs after which a request under way counts as lost; longer than any may take
   * @param maxBytes of a file
   */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly heldMs: number,
    private readonly maxBytes: number,
  ) {}

  /**
   * Runs `receive`, unless this very request was received under its key before.
   * @throws DomainError IDEMPOTENCY_KEY_FORMAT, IDEMPOTENCY_KEY_IN_USE while the first is under way, IDEMPOTENCY_KEY_REUSED for another request
   */
  async once(request: KeyedRequest, content: Readable, receive: () => Promise<Receipt>): Promise<Receipt> {
    const place = { sender: request.sender, feed: request.feed, keyHash: hashOf(requestKey(request.key)) };
    const { manager } = this.unitOfWork.dataSource;
    for (;;) {
      const now = this.clock.now();
      const before = (age: number): Date => new Date(now.getTime() - age);
      if (await takeKey(manager, place, now, before(this.heldMs), before(KEPT_MS))) return this.first(request, place, now, receive);
      const known = await findKey(manager, place);
      if (!known) continue;
      if (known.requestHash === null || known.submissionId === null) throw requestKeyInUse();
      if (requestHash(await this.digestOf(content), request.said) !== known.requestHash) throw requestKeyReused();
      const submission = await findSubmission(manager, known.submissionId);
      if (!submission) throw new RangeError(`a request key names ${known.submissionId}, which is not there`);
      return { submission: viewOf(submission), isNew: false };
    }
  }

  private async first(request: KeyedRequest, place: KeyPlace, takenAt: Date, receive: () => Promise<Receipt>): Promise<Receipt> {
    const { manager } = this.unitOfWork.dataSource;
    try {
      const receipt = await receive();
      await fillKey(manager, place, takenAt, requestHash(receipt.submission.sha256, request.said), receipt.submission.id);
      return receipt;
    } catch (error) {
      await freeKey(manager, place, takenAt);
      throw error;
    }
  }

  private async digestOf(content: AsyncIterable<Uint8Array>): Promise<string> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > this.maxBytes) throw fileTooLarge(this.maxBytes);
      hash.update(chunk);
    }
    return hash.digest('hex');
  }
}

function requestHash(sha256: string, said: unknown): string {
  return hashOf(`${sha256} ${JSON.stringify(said)}`);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
