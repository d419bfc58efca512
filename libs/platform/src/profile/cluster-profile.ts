import { type Env } from '../config/env.js';
import { assertDataSet } from '../data-set/data-set-mark.js';
import { dataSetName } from '../data-set/data-set-name.js';
import { assertMigrated } from '../database/migrate.js';
import { type ServiceDefinition } from '../database/service-definition.js';
import { redisJobs } from '../jobs/job-backend.js';
import { createKafka } from '../messaging/transports/kafka/kafka-client.js';
import { KafkaEventTransport } from '../messaging/transports/kafka/kafka-event.transport.js';
import { KafkaNames } from '../messaging/transports/kafka/kafka-names.js';
import { OutboxRelay } from '../messaging/transports/kafka/outbox-relay.js';
import { type LoggerService } from '../observability/logger.service.js';
import { clusterSettings } from './cluster-settings.js';
import { type Profile } from './profile.js';

/** One service as a process of its own on servers that `apps/setup` has prepared. It knows the address of its own database role only. */
export async function openClusterProfile(env: Env, services: readonly ServiceDefinition[], logger: LoggerService): Promise<Profile> {
  const { databaseUrl, brokers, redisUrl } = clusterSettings(env);
  const [service] = services;
  if (!service || services.length > 1) throw new Error('In the cluster profile each service is a process of its own. To run all in one, unset CDC_PROFILE.');
  await assertMigrated(service, databaseUrl);
  await assertDataSet(databaseUrl, dataSetName(env));
  const names = new KafkaNames(env.CDC_NAMESPACE);
  const kafka = createKafka(brokers, `cdc-${service.name}`, logger);
  const relays: OutboxRelay[] = [];
  let fail: (reason: string) => void = () => undefined;
  return {
    database: { services: new Map([[service.name, { appUrl: databaseUrl }]]), platformUrl: databaseUrl },
    jobs: redisJobs(redisUrl, env.CDC_NAMESPACE),
    sharesClock: env.CDC_MODE === 'development',
    failed: new Promise((resolve) => (fail = resolve)),
    transport: (options) =>
      new KafkaEventTransport({
        ...options,
        kafka,
        names,
        onFatal: (error) => {
          logger.fatal(error);
          fail(`the consumer of Kafka ended: ${error.message}`);
        },
      }),
    publish: (source, wakeUp) => {
      const relay = new OutboxRelay({ service: source, databaseUrl, wakeUp, kafka, names, log: logger });
      relay.start();
      relays.push(relay);
    },
    stop: async () => {
      await Promise.all(relays.map((relay) => relay.close()));
    },
  };
}
