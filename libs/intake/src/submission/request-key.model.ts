import { requestKeyFormat } from './submission.errors.js';

/** A request that its sender may repeat under one key. */
export interface KeyedRequest {
  /** The sender's account. */
  readonly sender: string;
  readonly feed: string;
  /** As the header has it. */
  readonly key: string;
  /** Everything besides the file that makes it this request. */
  readonly said: unknown;
}

/** Printable ASCII. The draft writes a key in quotation marks; most senders leave them out. */
const KEY = /^[\x20-\x7e]{1,255}$/;

/** @throws DomainError IDEMPOTENCY_KEY_FORMAT */
export function requestKey(header: string): string {
  const key = /^"(.*)"$/.exec(header.trim())?.[1] ?? header.trim();
  if (!KEY.test(key)) throw requestKeyFormat();
  return key;
}
