import { type NewEvent } from '../../../database/unit-of-work.js';
import { type ServiceName } from '@cdc/contracts';
import { testKafka, type TestKafka } from '@cdc/testing';
import { type Admin, type Kafka } from 'kafkajs';
import { type ServicesUnderTest } from '../../../database/services-under-test.js';
import { LoggerService } from '../../../observability/logger.service.js';
import { readLog } from '../log-reader.js';
import { type RawEvent } from '../../event-delivery.js';
import { EventWakeUp } from '../event-wake-up.js';
import { createKafka } from './kafka-client.js';
import { messageOf } from './kafka-message.js';
import { KafkaNames } from './kafka-names.js';
import { ensureTopics } from './kafka-topics.js';
import { OutboxRelay } from './outbox-relay.js';

type Log = { warn(message: string): void; error(message: string): void };

export const quiet: Log = { warn: () => undefined, error: () => undefined };

/** Some services' logs and a broker, under names of their own there. */
export class KafkaUnderTest {
  readonly kafka: Kafka;
  readonly names: KafkaNames;
  readonly wakeUp: EventWakeUp;
  private readonly relays = new Set<OutboxRelay>();

  private constructor(
    private readonly broker: TestKafka,
    private readonly services: ServicesUnderTest,
    requestMs?: number,
  ) {
    this.kafka = createKafka(broker.brokers.split(','), 'test', new LoggerService('silent', 'test'), requestMs);
    this.names = new KafkaNames(broker.namespace);
    this.wakeUp = new EventWakeUp(services.provisioned.platformUrl);
  }

  /** @param broker default: the one of the run */
  static async with(services: ServicesUnderTest, broker: TestKafka = testKafka(), requestMs?: number): Promise<KafkaUnderTest> {
    const started = new KafkaUnderTest(broker, services, requestMs);
    await started.wakeUp.open();
    return started;
  }

  /** Starts a relay; it ends with {@link stop} at the latest. */
  relay(service: ServiceName, log: Log = quiet): OutboxRelay {
    const relay = new OutboxRelay({ service, databaseUrl: this.services.urls(service).appUrl, wakeUp: this.wakeUp, kafka: this.kafka, names: this.names, log });
    relay.start();
    this.relays.add(relay);
    return relay;
  }

  /** Writes events into a service's log, in one unit of work. @returns them as a relay would read them */
  async log(service: ServiceName, ...events: readonly NewEvent[]): Promise<readonly RawEvent[]> {
    const emitted = await this.services.unitOfWork(service).run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: service }, events));
    const stretch = await readLog(this.services.dataSource(service), service, String(Number(emitted.firstPosition) - 1), events.map(({ type }) => type));
    return stretch.events;
  }

  /** Publishes some events of a log, past any relay. */
  async send(service: ServiceName, events: readonly RawEvent[]): Promise<void> {
    await this.sendRaw(service, events.map((event) => messageOf(service, event)));
  }

  async sendRaw(service: ServiceName, messages: readonly { key?: string; value: string | null; headers?: Record<string, string> }[]): Promise<void> {
    await this.admin((admin) => ensureTopics(admin, this.names, [service]));
    // Without it a slow broker's second try is a second message.
    const producer = this.kafka.producer({ idempotent: true, retry: { retries: 10, initialRetryTime: 100 } });
    await producer.connect();
    await producer.send({ topic: this.names.topic(service), messages: [...messages] });
    await producer.disconnect();
  }

  /** How many messages the topic has taken. */
  async messagesOf(service: ServiceName): Promise<number> {
    const offsets = await this.admin((admin) => admin.fetchTopicOffsets(this.names.topic(service)).catch(() => []));
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  async admin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /** Makes the consumer group read the topic from its first message again; its members must have left. */
  async rewind(consumer: ServiceName, source: ServiceName): Promise<void> {
    await this.admin((admin) => admin.resetOffsets({ groupId: this.names.group(consumer), topic: this.names.topic(source), earliest: true }));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.relays].map((relay) => relay.close()));
    await this.wakeUp.close();
    await this.broker.stop();
  }
}
