import { type EntityManager } from 'typeorm';

/** A key is of one sender and one feed. */
export interface KeyPlace {
  readonly sender: string;
  readonly feed: string;
  readonly keyHash: string;
}

export interface KnownKey {
  /** Null while the first request under the key is under way. */
  readonly requestHash: string | null;
  readonly submissionId: string | null;
}

/**
 * Takes a key, if nobody has it: also one that was forgotten, or held by a request that never ended.
 * @returns whether it was taken
 */
export async function takeKey(manager: EntityManager, { sender, feed, keyHash }: KeyPlace, now: Date, heldBefore: Date, keptBefore: Date): Promise<boolean> {
  await manager.query('delete from request_key where taken_at < $1 or (request_hash is null and taken_at < $2)', [keptBefore, heldBefore]);
  const rows: unknown[] = await manager.query(
    'insert into request_key (sender, feed, key_hash, taken_at) values ($1, $2, $3, $4) on conflict do nothing returning key_hash',
    [sender, feed, keyHash, now],
  );
  return rows.length === 1;
}

export async function findKey(manager: EntityManager, { sender, feed, keyHash }: KeyPlace): Promise<KnownKey | null> {
  const rows: KnownKey[] = await manager.query(
    'select request_hash as "requestHash", submission_id as "submissionId" from request_key where sender = $1 and feed = $2 and key_hash = $3',
    [sender, feed, keyHash],
  );
  return rows[0] ?? null;
}

/** The request came to its end: what it was, and the submission that it gave. */
export async function fillKey(manager: EntityManager, { sender, feed, keyHash }: KeyPlace, takenAt: Date, requestHash: string, submissionId: string): Promise<void> {
  await manager.query('update request_key set request_hash = $5, submission_id = $6 where sender = $1 and feed = $2 and key_hash = $3 and taken_at = $4', [
    sender,
    feed,
    keyHash,
    takenAt,
    requestHash,
    submissionId,
  ]);
}

/** The request failed: it may be sent again under its key. */
export async function freeKey(manager: EntityManager, { sender, feed, keyHash }: KeyPlace, takenAt: Date): Promise<void> {
  await manager.query('delete from request_key where sender = $1 and feed = $2 and key_hash = $3 and taken_at = $4 and request_hash is null', [sender, feed, keyHash, takenAt]);
}
