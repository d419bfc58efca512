import { LEVELS } from '@cdc/contracts';
import { z } from 'zod';

/** What every question about figures says. */
export const FigureQuery = z.object({
  level: z.enum(LEVELS),
  code: z.string().min(1).max(64),
  grain: z.enum(['week', 'month']),
  from: z.string().describe('First period: the ending Sunday of a week, or a month'),
  to: z.string().describe('Last period'),
  asAt: z.string().max(400).optional().describe('A time, the id of an edition, or service:position,…'),
});
