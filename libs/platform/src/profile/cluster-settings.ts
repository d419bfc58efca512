import { type Env } from '../config/env.js';

/** Where a service of a cluster finds its servers. */
export interface ClusterSettings {
  /** PostgreSQL, with the service's own role. */
  readonly databaseUrl: string;
  /** `host:port` of each Kafka broker to begin with. */
  readonly brokers: readonly string[];
  readonly redisUrl: string;
}

/** @throws Error that names every setting that is missing */
export function clusterSettings(env: Env): ClusterSettings {
  const { CDC_DATABASE_URL: databaseUrl = '', CDC_KAFKA_BROKERS = '', CDC_REDIS_URL: redisUrl = '' } = env;
  const missing = Object.entries({ CDC_DATABASE_URL: databaseUrl, CDC_KAFKA_BROKERS, CDC_REDIS_URL: redisUrl })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0) throw new Error(`The cluster profile needs ${missing.join(', ')}.`);
  return { databaseUrl, brokers: brokerList(CDC_KAFKA_BROKERS), redisUrl };
}

export function brokerList(text: string): string[] {
  return text.split(',').map((broker) => broker.trim());
}
