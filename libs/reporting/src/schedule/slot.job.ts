import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type EditionKind } from '@cdc/contracts';
import { JobQueues, LoggerService } from '@cdc/platform';
import { SlotsWaiting } from './slot.errors.js';
import { SlotService } from './slot.service.js';

const QUEUE = 'report-slots';
/** How often the Clock is looked at, and what could not be built is tried again. */
const LOOK_MS = 60_000;

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
      (kind) => this.decide(kind as EditionKind),
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

  /** What could not be built is logged, and waits for the next look: trying it again at once would only say the same. */
  private async decide(kind: EditionKind): Promise<void> {
    await this.slots.decide([kind]).catch((error: unknown) => {
      if (!(error instanceof SlotsWaiting)) throw error;
    });
  }

  private async look(): Promise<void> {
    for (const kind of await this.slots.findDue()) await this.jobs.add(QUEUE, kind);
  }
}
