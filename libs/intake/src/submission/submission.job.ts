import { type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { JobQueues, LoggerService, UnitOfWork } from '@cdc/platform';
import { SubmissionCheckService } from './submission-check.service.js';
import { undecidedIds } from './submission.repository.js';

/** Two files at a time: one can be read while the other's rows are on their way to the database. */
const CONCURRENCY = 2;
/** How often submissions that wait without a job are looked for. */
const RECONCILE_MS = 60_000;

/** Runs the checks of received files. The row is the truth: a submission that waits gets its job again at boot and every minute. */
export class SubmissionJob implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: SubmissionCheckService,
    private readonly jobs: JobQueues,
    private readonly logger: LoggerService,
    private readonly queue: string,
    private readonly reconcileMs = RECONCILE_MS,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.jobs.process(
      this.queue,
      CONCURRENCY,
      (submissionId) => this.checks.check(submissionId),
      async (submissionId, error) => this.logger.error({ submission: submissionId, err: error }, 'a submission could not be checked; it waits and is tried again every minute'),
    );
    await this.reconcile();
    this.timer = setInterval(() => {
      this.reconcile().catch((error: unknown) => this.logger.warn({ err: error }, 'waiting submissions could not be looked for'));
    }, this.reconcileMs);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async reconcile(): Promise<void> {
    await this.checks.quarantine.destroyLeftOver();
    for (const id of await undecidedIds(this.unitOfWork.dataSource.manager)) await this.jobs.add(this.queue, id);
  }
}
