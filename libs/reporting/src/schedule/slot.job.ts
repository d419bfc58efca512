import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type EditionKind } from '@cdc/contracts';
import { JobQueues, LoggerService } from '@cdc/platform';
import { SlotService } from './slot.service.js';

const QUEUE = 'report-slots';
/** How often the Clock is looked at. */
const LOOK_MS = 15_000;

/** Wakes the scheduler at boot and whenever something is due. A job is for a kind of report, so kinds do not wait for each other. */
@Injectable()
export class SlotJob implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly slots: SlotService,
    private readonly jobs: JobQueues,
    private readonly logger: LoggerService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.slots.begin();
    this.jobs.process(
      QUEUE,
      1,
      (kind) => this.slots.decide([kind as EditionKind]),
      async (kind, error) =>
        this.logger.error({ err: error, kind }, 'scheduled reports could not be built; they wait and are tried again'),
    );
    await this.look();
    this.timer = setInterval(() => {
      this.look().catch((error: unknown) =>
        this.logger.warn({ err: error }, 'scheduled reports could not be looked for'),
      );
    }, LOOK_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    for (const kind of await this.slots.findDue()) await this.jobs.add(QUEUE, kind);
  }
}
