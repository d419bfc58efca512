import { SERVICES, type ServiceName } from '@cdc/contracts';
import { readEnv } from '../config/env.js';
import { dataSetName } from '../data-set/data-set-name.js';
import { migrateServices } from '../database/migrate.js';
import { provisionDatabase } from '../database/provision.js';
import { type ServiceDefinition } from '../database/service-definition.js';
import { createKafka, disconnect } from '../messaging/transports/kafka/kafka-client.js';
import { KafkaNames } from '../messaging/transports/kafka/kafka-names.js';
import { ensureTopics } from '../messaging/transports/kafka/kafka-topics.js';
import { LoggerService } from '../observability/logger.service.js';
import { clockOffset } from './clock-offset.js';
import { brokerList } from './cluster-settings.js';

/**
 * Prepares the servers of a cluster for its services: database roles with their passwords, schemas, migrations, topics. The only process
 * with the administrator's address. Running it again changes nothing but passwords that are new.
 */
export async function setUpCluster(services: readonly ServiceDefinition[]): Promise<void> {
  const env = readEnv();
  const logger = new LoggerService(env.CDC_LOG_LEVEL, 'setup');
  const { CDC_DATABASE_ADMIN_URL: adminUrl, CDC_KAFKA_BROKERS: brokers, CDC_ROLE_PASSWORDS: passwords } = env;
  if (!adminUrl || !brokers || !passwords) throw new Error('Setting up a cluster needs CDC_DATABASE_ADMIN_URL, CDC_KAFKA_BROKERS and CDC_ROLE_PASSWORDS.');
  const database = await provisionDatabase(adminUrl, clockOffset(env), { dataSet: dataSetName(env), servicePasswords: servicePasswords(passwords) });
  await migrateServices(services, database);
  const admin = createKafka(brokerList(brokers), 'cdc-setup', logger).admin();
  try {
    await admin.connect();
    await ensureTopics(admin, new KafkaNames(env.CDC_NAMESPACE), services.map(({ name }) => name));
  } finally {
    await disconnect(admin);
  }
  logger.info({ services: services.length }, 'the cluster is set up');
}

/** Reads `service=password,…`. @throws Error that names every service without a password */
function servicePasswords(text: string): ReadonlyMap<ServiceName, string> {
  const given = new Map(text.split(',').map((entry) => [entry.split('=', 1)[0]?.trim() ?? '', entry.slice(entry.indexOf('=') + 1).trim()]));
  const missing = SERVICES.filter(({ name }) => !given.get(name)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`CDC_ROLE_PASSWORDS has no password for ${missing.join(', ')}.`);
  return new Map(SERVICES.map(({ name }) => [name, given.get(name) ?? '']));
}
