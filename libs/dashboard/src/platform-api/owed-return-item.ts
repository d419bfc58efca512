import { z } from 'zod';

/** A return that a region owes, as `GET /api/v1/expected/returns` shows it. Times are ISO instants. */
export const OwedReturnItem = z.object({
  feed: z.string(),
  title: z.string(),
  grain: z.enum(['week', 'month']),
  period: z.string(),
  softDeadline: z.string(),
  hardDeadline: z.string(),
  correctionsUntil: z.string(),
  progress: z.enum(['done', 'due', 'late']),
  missing: z.array(z.string()),
  first: z.object({ receivedAt: z.string(), timeliness: z.enum(['on-time', 'late', 'after-close']), daysLate: z.number() }).nullable(),
});
export type OwedReturnItem = z.infer<typeof OwedReturnItem>;
