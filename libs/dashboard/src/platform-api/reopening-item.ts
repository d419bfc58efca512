import { z } from 'zod';

/** A locked period that is open again, as `GET /api/v1/expected/reopenings` shows it. Times are ISO instants. */
export const ReopeningItem = z.object({
  feed: z.string(),
  grain: z.enum(['week', 'month']),
  /** Null = every region. */
  regionCode: z.string().nullable(),
  period: z.string(),
  reason: z.string(),
  reopenedBy: z.string(),
  reopenedAt: z.string(),
  expiresAt: z.string(),
});
export type ReopeningItem = z.infer<typeof ReopeningItem>;
