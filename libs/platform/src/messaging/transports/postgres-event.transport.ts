import { setTimeout as pause } from 'node:timers/promises';
import { type ServiceName } from '@cdc/contracts';
import { type EventDelivery } from '../event-delivery.js';
import { EventTransport } from './event-transport.js';
import { readLog, readMark } from './log-reader.js';

/** How long a reader sleeps without a hint. Hints are lost while disconnected, so the log is always polled too. */
const POLL_MS = 250;
const FAILURE_PAUSE_MS = 1_000;

/**
 * Delivers events straight from the outbox tables, in commit order, one loop per source. Processes of one consumer may run side by side:
 * the second to insert a batch's inbox rows waits for the first and then finds nothing left to do.
 */
export class PostgresEventTransport extends EventTransport {
  private loops: Promise<void>[] = [];
  private stopping = false;

  async close(): Promise<void> {
    this.stopping = true;
    this.options.wakeUp.wakeAll();
    await Promise.all(this.loops);
    this.loops = [];
  }

  protected open(delivery: EventDelivery): void {
    this.loops = this.sources().map((source) => this.run(source, delivery));
  }

  private async run(source: ServiceName, delivery: EventDelivery): Promise<void> {
    const { consumer, wakeUp, log } = this.options;
    let after: string | undefined;
    while (!this.stopping) {
      const signal = wakeUp.next(POLL_MS, source);
      try {
        after ??= await readMark(this.options.dataSource(), consumer, source);
        const { events, upTo } = await readLog(this.options.dataSource(), source, after, this.typesOf(source));
        if (upTo !== null) await delivery.deliver(source, events, upTo);
        after = upTo ?? after;
        this.note(source, 'running');
        if (upTo === null) await signal;
      } catch (error) {
        this.note(source, 'failing');
        after = undefined;
        if (!this.stopping) {
          log.warn(`${consumer} could not read ${source}: ${error instanceof Error ? error.message : String(error)}`);
          await pause(FAILURE_PAUSE_MS);
        }
      }
    }
    this.note(source, 'stopped');
  }
}
