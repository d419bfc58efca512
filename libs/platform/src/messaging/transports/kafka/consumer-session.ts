import { type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs';
import { disconnect } from './kafka-client.js';

/** A member that is silent for this long loses its partitions to others; after a kill they stand still for as long. */
const SESSION_MS = 10_000;
const HEARTBEAT_MS = 2_000;
/** How long a fetch waits for something new. It also bounds how long a rebalance goes unnoticed. */
const FETCH_WAIT_MS = 500;
/** No fetch, no heartbeat, no batch for this long: the client has stopped without saying so. */
const SILENCE_MS = 60_000;
const WATCH_MS = 5_000;
const PARTITIONS_AT_ONCE = 3;

export interface ConsumerSessionOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly onBatch: (payload: EachBatchPayload) => Promise<void>;
  /** The member has its partitions and reads them. */
  readonly onReading: () => void;
}

/**
 * One life of a group member, from joining to its end. The client never restarts it by itself: who opened the session hears that it ended,
 * and why, and opens another.
 */
export class ConsumerSession {
  /** Resolves with what ended it, also when it could not begin. */
  readonly ended: Promise<Error>;
  private readonly consumer: Consumer;
  private end: (reason: Error) => void = () => undefined;
  private lastSign = performance.now();
  private readonly watch: NodeJS.Timeout;

  constructor(private readonly options: ConsumerSessionOptions) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    this.consumer = options.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: 3 * SESSION_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 1_000, restartOnFailure: () => Promise.resolve(false) },
    });
    this.watch = setInterval(() => this.checkSilence(), WATCH_MS).unref();
    this.begin().catch((error: unknown) => this.end(errorOf(error)));
  }

  /** Called for every sign of life, so that long work in small steps is not taken for silence. */
  readonly sign = (): void => {
    this.lastSign = performance.now();
  };

  /** Waits for the batch at work, commits its offset and leaves the group. */
  async close(): Promise<void> {
    clearInterval(this.watch);
    await disconnect(this.consumer, SESSION_MS);
  }

  private async begin(): Promise<void> {
    const { events } = this.consumer;
    for (const event of [events.GROUP_JOIN, events.FETCH, events.HEARTBEAT, events.END_BATCH_PROCESS]) this.consumer.on(event, this.sign);
    this.consumer.on(events.GROUP_JOIN, this.options.onReading);
    this.consumer.on(events.CRASH, ({ payload }) => this.end(payload.error));
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await this.consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: PARTITIONS_AT_ONCE, eachBatch: this.options.onBatch });
  }

  private checkSilence(): void {
    if (performance.now() - this.lastSign > SILENCE_MS) this.end(new SilentConsumer(`no sign of the consumer for ${SILENCE_MS / 1000} s`));
  }
}

class SilentConsumer extends Error {}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * True when another session may fare better: the brokers were away or slow. Anything else is a defect, of ours or of the client. What counts
 * is the first cause: a refused connection that was retried in two places arrives as an error that must not be retried.
 */
export function mayPass(error: Error): boolean {
  if (error instanceof SilentConsumer) return true;
  if (error.cause instanceof Error) return mayPass(error.cause);
  return error.name.startsWith('KafkaJS') && 'retriable' in error && error.retriable === true;
}
