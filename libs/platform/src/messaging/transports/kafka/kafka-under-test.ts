import { randomBytes } from 'node:crypto';
import { type ServiceName } from '@cdc/contracts';
import { type Admin, type Kafka } from 'kafkajs';
import { type ServicesUnderTest } from '../../../database/services-under-test.js';
import { LoggerService } from '../../../observability/logger.service.js';
import { EventWakeUp } from '../event-wake-up.js';
import { createKafka } from './kafka-client.js';
import { KafkaNames } from './kafka-names.js';
import { OutboxRelay } from './outbox-relay.js';

export const quiet = { warn: () => undefined, error: () => undefined };

/** Some services' relays on a broker, under names of their own. */
export class KafkaUnderTest {
  readonly kafka: Kafka;
  readonly names = new KafkaNames(`test-${randomBytes(5).toString('hex')}`);
  private readonly wakeUp: EventWakeUp;
  private readonly relays = new Set<OutboxRelay>();

  private constructor(
    brokers: string,
    private readonly services: ServicesUnderTest,
  ) {
    this.kafka = createKafka(brokers.split(','), 'test', new LoggerService('silent', 'test'));
    this.wakeUp = new EventWakeUp(services.provisioned.platformUrl);
  }

  static async on(brokers: string, services: ServicesUnderTest): Promise<KafkaUnderTest> {
    const started = new KafkaUnderTest(brokers, services);
    await started.wakeUp.open();
    return started;
  }

  relay(service: ServiceName, log: { warn(message: string): void; error(message: string): void } = quiet): OutboxRelay {
    const relay = new OutboxRelay({ service, databaseUrl: this.services.urls(service).appUrl, wakeUp: this.wakeUp, kafka: this.kafka, names: this.names, log });
    relay.start();
    this.relays.add(relay);
    return relay;
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
  }
}
