import { type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type LoggerService } from '../observability/logger.service.js';
import { type JobQueues } from './job-queues.js';

export interface WaitingRowsOptions {
  readonly queue: string;
  /** What the rows are, in the plural, for the log. */
  readonly rows: string;
  /** How many jobs one process runs at a time. */
  readonly concurrency: number;
  /** How often rows that wait are looked for. */
  readonly lookMs: number;
}

/**
 * Work that waits in rows. A row is the truth and its job only wakes: what waits gets its job at boot and at every look, so that
 * neither a lost job nor one that failed for good is the end of it.
 */
export abstract class WaitingRowsJob implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  protected constructor(
    private readonly jobs: JobQueues,
    private readonly logger: LoggerService,
    private readonly options: WaitingRowsOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { queue, rows, concurrency, lookMs } = this.options;
    await this.begin();
    this.jobs.process(
      queue,
      concurrency,
      (id) => this.work(id),
      async (id, error) => this.logger.error({ err: error, job: queue, id }, `${rows} could not be worked on; they wait and are tried again`),
    );
    await this.look();
    this.timer = setInterval(() => {
      this.look().catch((error: unknown) => this.logger.warn({ err: error, job: queue }, `${rows} that wait could not be looked for`));
    }, lookMs);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Comes before the first job. */
  protected async begin(): Promise<void> {}

  /** Names what waits: for each of them there is one job at a time, in all processes together. */
  protected abstract waiting(): Promise<readonly string[]>;

  /** Changes nothing when it runs again for what is done. */
  protected abstract work(id: string): Promise<void>;

  private async look(): Promise<void> {
    for (const id of await this.waiting()) await this.jobs.add(this.options.queue, id);
  }
}
