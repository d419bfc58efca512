import { setTimeout as pause } from 'node:timers/promises';
import { type ServiceName } from '@cdc/contracts';
import { type EachBatchPayload, type Kafka, type KafkaMessage } from 'kafkajs';
import { metrics } from '../../../observability/metrics.js';
import { type EventDelivery, type RawEvent } from '../../event-delivery.js';
import { EventTransport, type EventTransportOptions } from '../event-transport.js';
import { ConsumerSession, mayPass } from './consumer-session.js';
import { disconnect } from './kafka-client.js';
import { eventOf, ForeignMessage } from './kafka-message.js';
import { type KafkaNames } from './kafka-names.js';
import { ensureTopics } from './kafka-topics.js';
import { LazyCommits } from './lazy-commits.js';
import { MarkKeeper } from './mark-keeper.js';

/** Most events of one transaction: what is at stake when it fails, and how long it may go without a heartbeat. */
const BATCH_EVENTS = 1_000;
const FAILURE_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

export interface KafkaEventTransportOptions extends EventTransportOptions {
  readonly kafka: Kafka;
  readonly names: KafkaNames;
  /** The consumer ended for a reason that trying again does not mend. The process must end too, so that somebody notices. */
  readonly onFatal: (error: Error) => void;
  /** After how many milliseconds an event that the brokers did not bring is taken from the log; a minute. */
  readonly overdueMs?: number;
}

/**
 * Delivers events that a relay published to Kafka: in order within an aggregate, because the aggregate is the key. The inbox tells what was
 * applied, so doubled deliveries do nothing; offsets only say where to read on, and are committed after the effect.
 */
export class KafkaEventTransport extends EventTransport {
  private readonly keepers = new Map<ServiceName, MarkKeeper>();
  private supervised: Promise<void> | undefined;
  private readonly offsets = new LazyCommits();
  private session: ConsumerSession | undefined;
  private stop: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.stop = resolve));
  private stopping = false;

  constructor(protected override readonly options: KafkaEventTransportOptions) {
    super(options);
  }

  async close(): Promise<void> {
    this.stopping = true;
    this.stop();
    await this.supervised;
    await Promise.all([...this.keepers.values()].map((keeper) => keeper.close()));
    this.noteAll('stopped');
  }

  protected open(delivery: EventDelivery): void {
    const { consumer, wakeUp, log, overdueMs } = this.options;
    for (const source of this.sources()) {
      const keeper = new MarkKeeper({ consumer, wakeUp, log, overdueMs, delivery, source, types: this.typesOf(source), dataSource: this.options.dataSource() });
      this.keepers.set(source, keeper);
    }
    this.supervised = this.supervise(delivery);
  }

  /** One session after the other until the transport closes or an end is for good. */
  private async supervise(delivery: EventDelivery): Promise<void> {
    for (let pauseMs = FAILURE_PAUSE_MS; !this.stopping; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const from = performance.now();
      const error = await this.consume(delivery);
      if (!error) return;
      this.noteAll('failing');
      if (!mayPass(error)) return this.options.onFatal(error);
      this.options.log.error(`${this.options.consumer} lost its events from Kafka and begins anew: ${error.message}`);
      if (performance.now() - from > LONGEST_PAUSE_MS) pauseMs = FAILURE_PAUSE_MS;
      await Promise.race([this.stopped, pause(pauseMs, undefined, { ref: false })]);
    }
  }

  /** @returns what ended the session; nothing when the transport closes */
  private async consume(delivery: EventDelivery): Promise<Error | undefined> {
    const { kafka, names, consumer } = this.options;
    try {
      await this.assertTopics();
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
    const session = new ConsumerSession({
      kafka,
      groupId: names.group(consumer),
      topics: this.sources().map((source) => names.topic(source)),
      onBatch: (payload) => this.onBatch(delivery, payload),
      onReading: () => this.noteAll('running'),
    });
    this.session = session;
    const error = await Promise.race([session.ended, this.stopped]);
    await this.offsets.flush();
    await session.close();
    return error ?? undefined;
  }

  private async assertTopics(): Promise<void> {
    const admin = this.options.kafka.admin();
    try {
      await admin.connect();
      await ensureTopics(admin, this.options.names, this.sources());
    } finally {
      await disconnect(admin);
    }
  }

  /** Nothing but a lost membership may leave this method as an error: the client takes some errors for the end of the consumer, others for endless tries. */
  private async onBatch(delivery: EventDelivery, { batch, resolveOffset, heartbeat, isRunning, isStale, commitOffsetsIfNecessary, uncommittedOffsets }: EachBatchPayload): Promise<void> {
    const source = this.options.names.source(batch.topic);
    for (let start = 0; start < batch.messages.length && isRunning() && !isStale(); start += BATCH_EVENTS) {
      const messages = batch.messages.slice(start, start + BATCH_EVENTS);
      const events = messages.flatMap((message) => this.readMessage(source, batch.partition, message));
      while (!(await this.applied(delivery, source, events))) {
        if (!isRunning() || isStale()) return;
        await pause(FAILURE_PAUSE_MS);
        await heartbeat();
      }
      resolveOffset(messages.at(-1)?.offset ?? '');
      this.keepers.get(source)?.wake();
      this.offsets.commit(() => commitOffsetsIfNecessary(uncommittedOffsets()));
      await heartbeat();
    }
    if (!isRunning()) await this.offsets.flush();
  }

  private async applied(delivery: EventDelivery, source: ServiceName, events: readonly RawEvent[]): Promise<boolean> {
    this.session?.sign();
    try {
      await delivery.deliver(source, events, null);
      this.note(source, 'running');
      return true;
    } catch (error) {
      this.note(source, 'failing');
      this.options.log.warn(`${this.options.consumer} could not apply events of ${source}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  private readMessage(source: ServiceName, partition: number, message: KafkaMessage): RawEvent[] {
    try {
      return [eventOf(source, message)];
    } catch (error) {
      if (!(error instanceof ForeignMessage)) throw error;
      metrics.foreignMessages.inc({ source });
      this.options.log.error(`passed over a message that is no event of ${source} (partition ${partition}, offset ${message.offset}): ${error.message}`);
      return [];
    }
  }

  private noteAll(state: Parameters<EventTransport['note']>[1]): void {
    for (const source of this.sources()) this.note(source, state);
  }
}
