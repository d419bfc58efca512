import { type JobQueues, type LoggerService, type UnitOfWork, WaitingRowsJob } from '@cdc/platform';
import { type SubmissionCheckService } from './submission-check.service.js';
import { undecidedIds } from './submission.repository.js';

/** Two files at a time: one can be read while the other's rows are on their way to the database. */
const CONCURRENCY = 2;
/** A row without a job is one whose process ended while it checked a small file, or whose queue was away. */
const LOOK_MS = 10_000;

/** Runs the checks of received files. */
export class SubmissionJob extends WaitingRowsJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: SubmissionCheckService,
    jobs: JobQueues,
    logger: LoggerService,
    queue: string,
    lookMs = LOOK_MS,
  ) {
    super(jobs, logger, { queue, rows: 'submissions', concurrency: CONCURRENCY, lookMs });
  }

  protected async waiting(): Promise<readonly string[]> {
    await this.checks.quarantine.destroyLeftOver();
    return undecidedIds(this.unitOfWork.dataSource.manager);
  }

  protected work(submissionId: string): Promise<void> {
    return this.checks.check(submissionId);
  }
}
