import { z } from 'zod';
import { DomainError } from '@cdc/contracts';

/** What every list answers: newest first, and where to go on. `next` is null on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The query of every list; extend it with the list's own filters. */
export const PageQuery = z.object({
  after: z.string().max(1_000).optional().describe('The `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('How many items at most'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** The place of a row in its list: the values that it is sorted by, ending in one that is unique. */
export type CursorKey = readonly (string | number | null)[];

/** Opaque to callers. It is not signed: it only moves a reader inside a list whose scope the query checks again. */
export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/**
 * @param shape what {@link encodeCursor} was given, as in `z.tuple([z.string(), z.number()])`
 * @throws DomainError `INVALID_CURSOR`
 */
export function decodeCursor<Key extends CursorKey>(shape: z.ZodType<Key>, cursor: string): Key {
  const result = shape.safeParse(parsed(cursor));
  if (result.success) return result.data;
  throw new DomainError(
    'invalid',
    'INVALID_CURSOR',
    'The cursor is not one that this list gave. Start again without "after".',
  );
}

/**
 * Cuts a page from rows of which one more than `limit` was asked for.
 * @param keyOf the cursor key of a row
 */
export function toPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => CursorKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
