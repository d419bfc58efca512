import { Injectable } from '@nestjs/common';
import { type EditionKind } from '@cdc/contracts';
import { JobQueues, LoggerService, WaitingRowsJob } from '@cdc/platform';
import { SlotsWaiting } from './slot.errors.js';
import { SlotService } from './slot.service.js';

/** How often the Clock is looked at, and what could not be built is tried again. */
const LOOK_MS = 60_000;

/** Wakes the scheduler at boot and whenever something is due. A job is for a kind of report, so kinds do not wait for each other. */
@Injectable()
export class SlotJob extends WaitingRowsJob {
  constructor(
    private readonly slots: SlotService,
    jobs: JobQueues,
    logger: LoggerService,
  ) {
    super(jobs, logger, { queue: 'report-slots', rows: 'scheduled reports', concurrency: 1, lookMs: LOOK_MS });
  }

  protected override begin(): Promise<void> {
    return this.slots.begin();
  }

  protected waiting(): Promise<readonly EditionKind[]> {
    return this.slots.findDue();
  }

  /** What could not be built is logged, and waits for the next look: trying it again at once would only say the same. */
  protected async work(kind: string): Promise<void> {
    await this.slots.decide([kind as EditionKind]).catch((error: unknown) => {
      if (!(error instanceof SlotsWaiting)) throw error;
    });
  }
}
