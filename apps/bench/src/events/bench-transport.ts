import { setTimeout as pause } from 'node:timers/promises';
import { TestsOffered, type ServiceName } from '@cdc/contracts';
import { KafkaEventTransport, KafkaNames, LoggerService, OutboxRelay, PARTITIONS, PostgresEventTransport, createKafka, type EventTransport, type EventTransportOptions } from '@cdc/platform';
import { type Kafka } from 'kafkajs';
import { CONSUMER, SOURCE, type EventDatabase } from './event-database.js';

const log = { warn: (message: string) => console.error(message), error: (message: string) => console.error(message) };

/** One way for events to reach the consumer of a bench. */
export interface BenchTransport {
  readonly name: string;
  /** Brings every event that is not there yet as far as the consumer can find it without anybody's help. */
  prepare(): Promise<void>;
  /** Starts the consumer and waits until it reads; it applies what there is and what comes. */
  start(): Promise<{ stop(): Promise<void> }>;
}

async function listening(database: EventDatabase, transport: EventTransport): Promise<{ stop(): Promise<void> }> {
  transport.addHandler(TestsOffered.type, database.project, true);
  await new Promise<void>((resolve, reject) => transport.listen((error) => (error ? reject(error) : resolve())));
  while (transport.health.sources[SOURCE] !== 'running') await pause(5);
  return { stop: () => transport.close() };
}

function optionsOf(database: EventDatabase): EventTransportOptions {
  return { consumer: CONSUMER, dataSource: () => database.consumer, wakeUp: database.wakeUp, now: () => new Date(), log };
}

export function postgresTransport(database: EventDatabase): BenchTransport {
  return { name: 'PostgreSQL log', prepare: () => Promise.resolve(), start: () => listening(database, new PostgresEventTransport(optionsOf(database))) };
}

/** A consumer group of its own for each run: it reads the topic from its first message. */
class FreshGroup extends KafkaNames {
  constructor(
    namespace: string,
    private readonly run: number,
  ) {
    super(namespace);
  }

  override group(consumer: ServiceName): string {
    return `${super.group(consumer)}.${this.run}`;
  }
}

/** The brokers, the names on them, and a relay that publishes the source's log. */
export class KafkaBench {
  readonly kafka: Kafka;
  readonly topic: string;
  /** For messages that are no events. */
  readonly bareTopic: string;
  private relay: OutboxRelay | undefined;
  private readonly names: KafkaNames;
  private group = 0;

  constructor(
    brokers: string,
    private readonly namespace: string,
    private readonly database: EventDatabase,
  ) {
    this.kafka = createKafka(brokers.split(','), 'bench', new LoggerService('silent', 'bench'));
    this.names = new KafkaNames(namespace);
    this.topic = this.names.topic(SOURCE);
    this.bareTopic = `${namespace}.bare`;
  }

  async createBareTopic(): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: this.bareTopic, numPartitions: PARTITIONS }], waitForLeaders: true });
    await admin.disconnect();
  }

  transport(): BenchTransport {
    return {
      name: 'Kafka',
      prepare: async () => {
        this.startRelay();
        await this.untilPublished(await this.database.logged());
      },
      start: async () => {
        this.startRelay();
        const names = new FreshGroup(this.namespace, ++this.group);
        return listening(this.database, new KafkaEventTransport({ ...optionsOf(this.database), kafka: this.kafka, names, onFatal: (error) => log.error(error.message) }));
      },
    };
  }

  async stop(): Promise<void> {
    await this.relay?.close();
  }

  private startRelay(): void {
    if (this.relay) return;
    this.relay = new OutboxRelay({ service: SOURCE, databaseUrl: this.database.sourceUrl, wakeUp: this.database.wakeUp, kafka: this.kafka, names: this.names, log });
    this.relay.start();
  }

  private async untilPublished(count: number): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    for (;;) {
      const offsets = await admin.fetchTopicOffsets(this.topic).catch(() => []);
      if (offsets.reduce((sum, { high }) => sum + Number(high), 0) >= count) break;
      await pause(50);
    }
    await admin.disconnect();
  }
}
