import { z } from 'zod';

/** How the centres of a region have returned their weeks, as `GET /api/v1/expected/on-time` shows it. */
export const OnTimeItem = z.object({
  weeks: z.array(z.object({ period: z.string(), softDeadline: z.string() })),
  centres: z.array(
    z.object({
      cdcCode: z.string(),
      cdcName: z.string(),
      weeks: z.array(z.object({ state: z.enum(['on-time', 'late', 'missing', 'due', 'not-expected']), daysLate: z.number(), isPartial: z.boolean() })),
      onTime: z.number(),
      counted: z.number(),
    }),
  ),
});
export type OnTimeItem = z.infer<typeof OnTimeItem>;
export type CentreWeekItem = OnTimeItem['centres'][number]['weeks'][number];
