import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { eventDefinition, type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { metrics } from '../../observability/metrics.js';
import { listDeadLetters, type DeadLetter } from '../dead-letters.js';
import { EventDelivery } from '../event-delivery.js';
import { consumerTransport } from '../on-events.decorator.js';
import { type EventWakeUp } from './event-wake-up.js';

const DEAD_LETTERS_SHOWN = 200;

export interface EventTransportOptions {
  readonly consumer: ServiceName;
  /** Opened at `listen`, when Nest has initialised the consumer's module. */
  readonly dataSource: () => DataSource;
  readonly wakeUp: EventWakeUp;
  readonly now: () => Date;
  readonly log: { warn(message: string): void; error(message: string): void };
}

export type ConsumerState = 'starting' | 'running' | 'failing' | 'stopped';

/** Brings the events of other services to one consumer's handlers. How they travel is the subclass's business; what happens on arrival is {@link EventDelivery}'s. */
export abstract class EventTransport extends Server implements CustomTransportStrategy {
  override readonly transportId: symbol;
  private readonly states = new Map<ServiceName, ConsumerState>();
  private delivery: EventDelivery | undefined;

  constructor(protected readonly options: EventTransportOptions) {
    super();
    this.transportId = consumerTransport(options.consumer);
  }

  /** What readiness asks: a consumer that stopped or keeps failing is not ready. */
  get health(): { consumer: ServiceName; sources: Record<string, ConsumerState> } {
    return { consumer: this.options.consumer, sources: Object.fromEntries(this.states) };
  }

  /** @throws TypeError through `callback` when a handler waits for a type that no service publishes: it would never be called */
  listen(callback: (error?: Error) => void): void {
    const unknown = [...this.getHandlers().keys()].filter((type) => !eventDefinition(type));
    if (unknown.length > 0) return callback(new TypeError(`${this.options.consumer} handles ${unknown.join(', ')}, which nobody publishes`));
    this.delivery = new EventDelivery({
      consumer: this.options.consumer,
      dataSource: this.options.dataSource(),
      // Nest's own look-up works the route of a pattern out anew at every question, which took a quarter of a long drain; a type is its own route.
      handlerOf: (type) => this.getHandlers().get(type),
      now: this.options.now,
      onDeadLetter: (event, error) => {
        metrics.deadLetters.inc({ consumer: this.options.consumer, type: event.type });
        this.options.log.error(`dead letter: ${this.options.consumer} parked event ${event.id} (${event.type}): ${error}`);
      },
    });
    for (const source of this.sources()) this.note(source, 'starting');
    this.open(this.delivery);
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

  /** Takes no more events, and waits for those that are being handled. */
  abstract override close(): Promise<void>;

  on(): never {
    throw new TypeError('this transport has no client events');
  }

  unwrap<T>(): T {
    throw new TypeError('this transport has no client to unwrap');
  }

  /** Starts delivering, without waiting for the other side to answer. */
  protected abstract open(delivery: EventDelivery): void;

  /** The services whose events this consumer handles, from the handlers that Nest registered. */
  protected sources(): readonly ServiceName[] {
    return [...new Set([...this.getHandlers().keys()].flatMap((type) => eventDefinition(type)?.service ?? []))];
  }

  protected typesOf(source: ServiceName): readonly string[] {
    return [...this.getHandlers().keys()].filter((type) => eventDefinition(type)?.service === source);
  }

  protected note(source: ServiceName, state: ConsumerState): void {
    this.states.set(source, state);
    metrics.consumerRunning.set({ consumer: this.options.consumer, source }, state === 'running' ? 1 : 0);
  }
}
