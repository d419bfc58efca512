import { z } from 'zod';

/** A centre as `GET /api/v1/cdcs` shows it. */
export const CentreItem = z.object({
  cdcCode: z.string(),
  name: z.string(),
  icbCode: z.string().nullable(),
  regionCode: z.string().nullable(),
  hostTrust: z.string().nullable().default(null),
  opened: z.string().nullable().default(null),
  status: z.string(),
});
export type CentreItem = z.infer<typeof CentreItem>;
