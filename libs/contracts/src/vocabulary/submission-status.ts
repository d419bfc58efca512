/** The life of a submitted file. `received` and `checking` move on by themselves; the rest are decided. */
export const SUBMISSION_STATUSES = ['received', 'checking', 'awaiting-confirmation', 'accepted', 'rejected', 'quarantined', 'superseded'] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];
