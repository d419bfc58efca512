import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { JobQueues, LoggerService } from '@cdc/platform';
import { ChaseService } from './chase.service.js';

const QUEUE = 'return-chases';
/** One pass decides all that is due. */
const PASS = 'due';
/** How often the Clock is looked at, and what could not be decided is tried again. */
const LOOK_MS = 60_000;

/** Wakes the chasing of missing returns at boot and whenever a reminder is due. */
@Injectable()
export class ChaseJob implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly chases: ChaseService,
    private readonly jobs: JobQueues,
    private readonly logger: LoggerService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.chases.begin();
    this.jobs.process(
      QUEUE,
      1,
      () => this.chases.decideAllDue(),
      async (_pass, error) => this.logger.error({ err: error }, 'reminders of missing returns could not be decided; they wait and are tried again'),
    );
    await this.look();
    this.timer = setInterval(() => {
      this.look().catch((error: unknown) => this.logger.warn({ err: error }, 'reminders of missing returns could not be looked for'));
    }, LOOK_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if ((await this.chases.findDue()).length > 0) await this.jobs.add(QUEUE, PASS);
  }
}
