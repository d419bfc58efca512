import { z } from 'zod';
import { SUBMISSION_STATUSES } from '@cdc/contracts';

/** A submission as `GET /api/v1/submissions` and `GET /api/v1/submissions/{id}` show it. */
export const SubmissionItem = z.object({
  id: z.string(),
  feed: z.string(),
  region: z.string().nullable(),
  status: z.enum(SUBMISSION_STATUSES),
  fileName: z.string(),
  sha256: z.string().default(''),
  bytes: z.number().nullable().default(null),
  layout: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
  submittedBy: z.string(),
  submittedAt: z.string(),
  decidedAt: z.string().nullable().default(null),
  counts: z.object({
    read: z.number(),
    new: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    errors: z.number(),
    warnings: z.number(),
  }),
  totals: z.record(z.string(), z.number()).default({}),
  progress: z.object({ step: z.string(), done: z.number(), total: z.number() }).nullable().default(null),
});
export type SubmissionItem = z.infer<typeof SubmissionItem>;

/** The first answer to a file: 202 for a new one, 200 for one that was sent before. */
export const SubmissionReceipt = z.object({ id: z.string() });

/** One thing wrong with a file, in words its sender can act on. */
export const SubmissionError = z.object({
  severity: z.enum(['error', 'warning']),
  row: z.number().nullable(),
  column: z.string().nullable(),
  cell: z.string().nullable(),
  sheet: z.string().nullable(),
  code: z.string(),
  value: z.string().nullable(),
  message: z.string(),
  fix: z.string(),
  suggestion: z.string().nullable(),
});
export type SubmissionError = z.infer<typeof SubmissionError>;

/** All errors of one cause, with the first few as examples. */
export const SubmissionErrorGroup = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  count: z.number(),
  columns: z.array(z.string()).nullable(),
  firstRow: z.number().nullable(),
  lastRow: z.number().nullable(),
  message: z.string(),
  fix: z.string(),
  examples: z.array(SubmissionError),
});
export type SubmissionErrorGroup = z.infer<typeof SubmissionErrorGroup>;

/** Changes of one kind that the platform can make in a corrected copy of a file. */
export const SubmissionFix = z.object({
  id: z.string(),
  code: z.string(),
  column: z.string(),
  count: z.number(),
  firstRow: z.number(),
  lastRow: z.number(),
  pairs: z.array(z.object({ from: z.string(), to: z.string(), count: z.number() })),
  sentence: z.string(),
});
export type SubmissionFix = z.infer<typeof SubmissionFix>;
