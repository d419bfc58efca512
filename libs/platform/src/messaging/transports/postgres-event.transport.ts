import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { metrics } from '../../observability/metrics.js';
import { listDeadLetters, type DeadLetter } from '../dead-letters.js';
import { EventDelivery } from '../event-delivery.js';
import { consumerTransport } from '../on-events.decorator.js';
import { type EventWakeUp } from './event-wake-up.js';
import { readLog } from './log-reader.js';

/** How long a reader sleeps without a hint. Hints are lost while disconnected, so the log is always polled too. */
const POLL_MS = 250;
const FAILURE_PAUSE_MS = 1_000;
const DEAD_LETTERS_SHOWN = 200;

export interface PostgresEventTransportOptions {
  readonly consumer: ServiceName;
  /** Opened at `listen`, when Nest has initialised the consumer's module. */
  readonly dataSource: () => DataSource;
  readonly wakeUp: EventWakeUp;
  readonly now: () => Date;
  readonly log: { warn(message: string): void; error(message: string): void };
}

export type ConsumerState = 'starting' | 'running' | 'failing' | 'stopped';

/**
 * Delivers events straight from the outbox tables, in commit order, one loop per source. Processes of one consumer may run side by side:
 * the second to insert a batch's inbox rows waits for the first and then finds nothing left to do.
 */
export class PostgresEventTransport extends Server implements CustomTransportStrategy {
  override readonly transportId: symbol;
  private readonly states = new Map<ServiceName, ConsumerState>();
  private loops: Promise<void>[] = [];
  private stopping = false;
  private delivery: EventDelivery | undefined;

  constructor(private readonly options: PostgresEventTransportOptions) {
    super();
    this.transportId = consumerTransport(options.consumer);
  }

  /** What readiness asks: a consumer that stopped or keeps failing is not ready. */
  get health(): { consumer: ServiceName; sources: Record<string, ConsumerState> } {
    return { consumer: this.options.consumer, sources: Object.fromEntries(this.states) };
  }

  listen(callback: (error?: Error) => void): void {
    const dataSource = this.options.dataSource();
    const delivery = (this.delivery = new EventDelivery(
      this.options.consumer,
      dataSource,
      (type) => this.getHandlerByPattern(type) ?? undefined,
      this.options.now,
      (event, error) => {
        metrics.deadLetters.inc({ consumer: this.options.consumer, type: event.type });
        this.options.log.error(`dead letter: ${this.options.consumer} parked event ${event.id} (${event.type}): ${error}`);
      },
    ));
    for (const source of this.sources()) {
      this.note(source, 'starting');
      this.loops.push(this.run(source, dataSource, delivery));
    }
    callback();
  }

  /** The newest events that this consumer parked. */
  deadLetters(): Promise<DeadLetter[]> {
    return listDeadLetters(this.options.dataSource(), this.options.consumer, DEAD_LETTERS_SHOWN);
  }

  /** Applies a parked event again. @throws DomainError as {@link EventDelivery.replay} says */
  async replay(deadLetterId: string): Promise<void> {
    await this.delivery?.replay(deadLetterId);
  }

  async close(): Promise<void> {
    this.stopping = true;
    this.options.wakeUp.wakeAll();
    await Promise.all(this.loops);
    this.loops = [];
  }

  on(): never {
    throw new TypeError('this transport has no client events');
  }

  unwrap<T>(): T {
    throw new TypeError('this transport has no client to unwrap');
  }

  /** The services whose events this consumer handles, from the handlers that Nest registered. */
  private sources(): ReadonlySet<ServiceName> {
    const names = [...this.getHandlers().keys()].map((type) => type.split('.')[3]);
    return new Set(names as ServiceName[]);
  }

  private note(source: ServiceName, state: ConsumerState): void {
    this.states.set(source, state);
    metrics.consumerRunning.set({ consumer: this.options.consumer, source }, state === 'running' ? 1 : 0);
  }

  private async run(source: ServiceName, dataSource: DataSource, delivery: EventDelivery): Promise<void> {
    const types = [...this.getHandlers().keys()].filter((type) => type.split('.')[3] === source);
    while (!this.stopping) {
      const signal = this.options.wakeUp.next(POLL_MS);
      try {
        const { events, upTo } = await readLog(dataSource, this.options.consumer, source, types);
        if (upTo !== null) await delivery.deliver(source, events, upTo);
        this.note(source, 'running');
        if (upTo === null) await signal;
      } catch (error) {
        this.note(source, 'failing');
        if (!this.stopping) {
          this.options.log.warn(`${this.options.consumer} could not read ${source}: ${error instanceof Error ? error.message : String(error)}`);
          await new Promise((resolve) => setTimeout(resolve, FAILURE_PAUSE_MS));
        }
      }
    }
    this.note(source, 'stopped');
  }
}
