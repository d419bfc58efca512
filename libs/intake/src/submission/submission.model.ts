import { type SubmissionState } from '@cdc/contracts';
import { type Submission } from './submission.entity.js';
import { type SubmissionParameters } from './submission-parameters.model.js';

/** A submission as the API shows it (interface: `GET /api/v1/submissions/{id}`). */
export interface SubmissionView extends Omit<SubmissionState, 'submissionId'> {
  readonly id: string;
  readonly progress: { readonly step: string; readonly done: number; readonly total: number };
  readonly bytes: number;
  /** What the sender said beside the file. */
  readonly parameters: SubmissionParameters;
}

/** Whether its file is still to be checked. */
export function isUndecided({ status }: Pick<Submission, 'status'>): boolean {
  return status === 'received' || status === 'checking';
}

/** Whether nothing of its file is kept. */
export function isDestroyed({ status, unseen }: Pick<Submission, 'status' | 'unseen'>): boolean {
  return status === 'quarantined' || unseen;
}

export function parametersIn({ entity, period, charset, dateOrder }: Submission): SubmissionParameters {
  return { entity, period, charset, dateOrder };
}

/** The whole present state, as events carry it. */
export function stateOf(submission: Submission): SubmissionState {
  return {
    submissionId: submission.submissionId,
    feed: submission.feed,
    region: submission.region,
    status: submission.status,
    fileName: submission.fileName,
    sha256: submission.sha256,
    layout: submission.layout,
    submittedBy: submission.submittedBy,
    submittedAt: submission.submittedAt.toISOString(),
    decidedAt: submission.decidedAt?.toISOString() ?? null,
    counts: {
      read: submission.rowsRead,
      new: submission.rowsNew,
      changed: submission.rowsChanged,
      unchanged: submission.rowsUnchanged,
      errors: submission.errors,
      warnings: submission.warnings,
    },
    totals: submission.totals,
    reason: submission.reason,
    supersedes: submission.supersedes,
  };
}

export function viewOf(submission: Submission): SubmissionView {
  const { submissionId: id, ...state } = stateOf(submission);
  return {
    id,
    ...state,
    bytes: Number(submission.bytes),
    parameters: parametersIn(submission),
    progress: { step: submission.progressStep, done: Number(submission.progressDone), total: Number(submission.progressTotal) },
  };
}

// No 0/O or 1/I: people read references out on the telephone.
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A reference such as `act-20240805-7K3MQ2VX`: the owning service's prefix, the day in UTC, and 8 characters from `random` bytes. */
export function submissionReference(prefix: string, instant: Date, random: Uint8Array): string {
  const tail = Array.from(random.subarray(0, 8), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${prefix}-${instant.toISOString().slice(0, 10).replaceAll('-', '')}-${tail}`;
}
