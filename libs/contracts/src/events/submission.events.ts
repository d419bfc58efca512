import { z } from 'zod';
import { SUBMISSION_STATUSES } from '../vocabulary/submission-status.js';
import { type ServiceName } from '../vocabulary/services.js';
import { defineEvent } from './define-event.js';

/** The whole state of a submission after the step that the event names. No file content, no personal data beyond the sender's account. */
export const SubmissionState = z.object({
  submissionId: z.string(),
  feed: z.string(),
  /** Region in whose scope the file was sent; null for a national one. */
  region: z.string().nullable(),
  status: z.enum(SUBMISSION_STATUSES),
  fileName: z.string(),
  sha256: z.string(),
  layout: z.string().nullable(),
  submittedBy: z.string(),
  submittedAt: z.string(),
  decidedAt: z.string().nullable(),
  counts: z.object({
    read: z.number().int(),
    new: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    errors: z.number().int(),
    warnings: z.number().int(),
  }),
  totals: z.record(z.string(), z.number().int()),
  reason: z.string().nullable(),
  /** Earlier submissions of which this one restates the last value that still counted. Left out in events from before it was known. */
  supersedes: z.array(z.string()).optional(),
});
export type SubmissionState = z.infer<typeof SubmissionState>;

/** Each service that takes files publishes the same events under its own name. */
export function submissionEvents(service: ServiceName) {
  return {
    received: defineEvent(service, 'submission-received', 1, 'A file was received and waits to be checked.', SubmissionState),
    accepted: defineEvent(service, 'submission-accepted', 1, 'A file was accepted as a whole and is in the figures.', SubmissionState),
    rejected: defineEvent(service, 'submission-rejected', 1, 'A file was rejected as a whole; nothing of it is in any figure.', SubmissionState),
    quarantined: defineEvent(
      service,
      'submission-quarantined',
      1,
      'A file that may hold details of patients, or a virus, was destroyed; nothing of it is in any figure, and nothing of its content in this event.',
      SubmissionState,
    ),
    awaiting: defineEvent(service, 'submission-awaiting-confirmation', 1, 'A file is sound but has warnings that need a reason; nothing of it is in any figure until then.', SubmissionState),
    confirmed: defineEvent(service, 'submission-confirmed', 1, 'Reasons were given for the warnings of a file, which is checked once more.', SubmissionState),
    superseded: defineEvent(service, 'submission-superseded', 1, 'No value of a file counts any more: later files state all of them.', SubmissionState),
  };
}
