import { z } from 'zod';
import { LEVELS } from '../vocabulary/regions.js';
import { defineEvent } from './define-event.js';

/** The kinds of report; each has weekly or monthly periods. */
export const EDITION_KINDS = ['weekly', 'monthly', 'spend-weekly'] as const;
export type EditionKind = (typeof EDITION_KINDS)[number];

export const EditionPublished = defineEvent(
  'reporting',
  'edition-published',
  1,
  'An edition of a report was built and will never change.',
  z.object({
    editionId: z.string(),
    kind: z.enum(EDITION_KINDS),
    scope: z.object({ level: z.enum(LEVELS), code: z.string() }),
    period: z.string(),
    contentHash: z.string(),
    /** The cut: per service the last log position that the figures include. */
    asAt: z.record(z.string(), z.string()),
  }),
);
