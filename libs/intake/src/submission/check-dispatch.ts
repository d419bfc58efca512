import { type BeforeApplicationShutdown } from '@nestjs/common';
import { type JobQueues, type LoggerService } from '@cdc/platform';
import { type Submission } from './submission.entity.js';
import { type SubmissionCheckService } from './submission-check.service.js';

/** A weekly return of England is a quarter of this. */
const SMALL_BYTES = 1024 * 1024;
/** Files that one process checks at once beside those of its jobs. */
const MOST_AT_ONCE = 2;

/**
 * Has received files checked. Small ones at once in the process that took them in, for which the way through the queue would be a tenth of the time until they are
 * decided; all others by a job, as are small ones that come while others are being checked or whose check fails. A process that ends meanwhile leaves a row without a job, which is
 * looked for.
 */
export class CheckDispatch implements BeforeApplicationShutdown {
  /** By the submission's id. */
  private readonly running = new Map<string, Promise<Submission | null>>();

  /** @param smallBytes up to which a file is checked at once */
  constructor(
    private readonly checks: Pick<SubmissionCheckService, 'checkFound'>,
    private readonly jobs: Pick<JobQueues, 'add'>,
    private readonly logger: LoggerService,
    private readonly queue: string,
    private readonly smallBytes = SMALL_BYTES,
  ) {}

  /** Resolves when the check has begun or is queued, without waiting for its end. */
  async begin(submission: Submission): Promise<void> {
    const { submissionId, bytes } = submission;
    if (Number(bytes) > this.smallBytes || this.running.size >= MOST_AT_ONCE) return this.jobs.add(this.queue, submissionId);
    const run = this.checkNow(submission).finally(() => this.running.delete(submissionId));
    this.running.set(submissionId, run);
  }

  /** What a file is decided to be, when it is being checked at once and by this process. */
  async outcomeHere(submissionId: string): Promise<Submission | null> {
    return (await this.running.get(submissionId)) ?? null;
  }

  /** Waits for the checks that have begun, while there still is a database to write to. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async checkNow(submission: Submission): Promise<Submission | null> {
    try {
      return await this.checks.checkFound(submission);
    } catch (error) {
      const { submissionId } = submission;
      this.logger.warn({ err: error, submission: submissionId }, 'a check at once failed; a job tries it again');
      await this.jobs.add(this.queue, submissionId);
      return null;
    }
  }
}
