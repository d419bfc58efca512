import { setTimeout as pause } from 'node:timers/promises';
import { type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { metrics } from '../../../observability/metrics.js';
import { type EventDelivery } from '../../event-delivery.js';
import { type EventTransportOptions } from '../event-transport.js';
import { LowWaterMark } from './low-water-mark.js';

const POLL_MS = 250;
/** Between two looks, so that a stream of events does not mean a stream of looks. */
const REST_MS = 15;
const FAILURE_PAUSE_MS = 1_000;
/** An event that the brokers have not brought after this long is taken from the log itself. */
const OVERDUE_MS = 60_000;

type MarkKeeperOptions = Pick<EventTransportOptions, 'consumer' | 'wakeUp' | 'log'> & {
  readonly source: ServiceName;
  readonly types: readonly string[];
  readonly dataSource: DataSource;
  readonly delivery: EventDelivery;
  readonly overdueMs?: number;
};

/**
 * Moves a consumer's low-water mark of one source after every delivery and every commit of the source, and mends what the brokers lost:
 * the log in PostgreSQL is the record, they only deliver.
 */
export class MarkKeeper {
  private readonly mark: LowWaterMark;
  private stopping = false;
  private wakeLoop: () => void = () => undefined;
  private readonly loop: Promise<void>;
  private missing: { readonly position: string; readonly since: number } | undefined;

  constructor(private readonly options: MarkKeeperOptions) {
    this.mark = new LowWaterMark(options.dataSource, options.consumer, options.source, options.types);
    this.loop = this.run();
  }

  /** Something was applied. */
  wake(): void {
    this.wakeLoop();
  }

  async close(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { consumer, source, wakeUp, log } = this.options;
    for (let last = false; !last; ) {
      last = this.stopping;
      const woken = Promise.race([wakeUp.next(POLL_MS), new Promise<void>((resolve) => (this.wakeLoop = resolve))]);
      try {
        await this.advance();
        if (!this.stopping) await woken;
        if (!this.stopping) await pause(REST_MS);
      } catch (error) {
        log.warn(`${consumer} could not tell how far it has read ${source}: ${error instanceof Error ? error.message : String(error)}`);
        if (!this.stopping) await pause(FAILURE_PAUSE_MS);
      }
    }
  }

  private async advance(): Promise<void> {
    const position = await this.mark.advance();
    if (position === null) this.missing = undefined;
    else if (this.missing?.position !== position) this.missing = { position, since: performance.now() };
    else if (performance.now() - this.missing.since > (this.options.overdueMs ?? OVERDUE_MS)) await this.mend();
  }

  private async mend(): Promise<void> {
    const { consumer, source, delivery, log } = this.options;
    const events = await this.mark.missingEvents();
    if (events.length === 0) return;
    await delivery.deliver(source, events, null);
    metrics.eventsMended.inc({ consumer, source }, events.length);
    log.error(`Kafka did not bring ${events.length} event(s) of ${source} to ${consumer}, from position ${events[0]?.position}; they were taken from the log`);
  }
}
