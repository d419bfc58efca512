import { Injectable } from '@nestjs/common';
import { JobQueues, LoggerService, WaitingRowsJob } from '@cdc/platform';
import { ChaseService } from './chase.service.js';

/** One pass decides all that is due. */
const PASS = 'due';
/** How often the Clock is looked at, and what could not be decided is tried again. */
const LOOK_MS = 60_000;

/** Wakes the chasing of missing returns at boot and whenever a reminder is due. */
@Injectable()
export class ChaseJob extends WaitingRowsJob {
  constructor(
    private readonly chases: ChaseService,
    jobs: JobQueues,
    logger: LoggerService,
  ) {
    super(jobs, logger, { queue: 'return-chases', rows: 'reminders of missing returns', concurrency: 1, lookMs: LOOK_MS });
  }

  protected override begin(): Promise<void> {
    return this.chases.begin();
  }

  protected async waiting(): Promise<readonly string[]> {
    return (await this.chases.findDue()).length > 0 ? [PASS] : [];
  }

  protected work(): Promise<void> {
    return this.chases.decideAllDue();
  }
}
