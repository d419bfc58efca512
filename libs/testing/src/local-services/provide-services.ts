import { startKafka } from './kafka-server.js';
import { type LocalServerOptions } from './local-server.js';
import { startRedis } from './redis-server.js';
import { kafkaContainer, redisContainer } from './service-containers.js';
import { chooseKafka, chooseRedis } from './service-sources.mjs';
import { ServiceUnavailableError } from './service-unavailable.js';

/** A service that runs, wherever it came from. */
export interface ProvidedService {
  readonly from: 'environment' | 'docker' | 'programs';
  /** `host:port` for Kafka (several with commas, from the environment only), `redis://…` for Redis. */
  readonly address: string;
  /** Stops what was started here; a service of the environment goes on. */
  stop(): Promise<void>;
}

export interface ProvideOptions extends LocalServerOptions {
  /** A service that is there already. Default: CDC_TEST_KAFKA_BROKERS or CDC_TEST_REDIS_URL. */
  readonly address?: string;
}

/** Kafka from the first of: an address, a Docker engine that answers (data end with the container), Java and Maven (data stay in `dataDir`).
 * @throws ServiceUnavailableError where there is none of them */
export async function provideKafka(options: ProvideOptions): Promise<ProvidedService> {
  const source = chooseKafka(options.address ?? process.env['CDC_TEST_KAFKA_BROKERS']);
  if (!source) throw new ServiceUnavailableError('not found: install Java 17 and Maven, or Docker, or set CDC_TEST_KAFKA_BROKERS');
  if (source.from === 'environment') return given(source.address);
  if (source.from === 'docker') return { from: 'docker', ...(await kafkaContainer(options.port)) };
  const server = await startKafka(options);
  return { from: 'programs', address: server.brokers, stop: () => server.stop() };
}

/** Redis from the first of: an address, a Docker engine that answers (data end with the container), `redis-server` (data stay in `dataDir`).
 * @throws ServiceUnavailableError where there is none of them */
export async function provideRedis(options: ProvideOptions): Promise<ProvidedService> {
  const source = chooseRedis(options.address ?? process.env['CDC_TEST_REDIS_URL']);
  if (!source) throw new ServiceUnavailableError('not found: install redis-server, or Docker, or set CDC_TEST_REDIS_URL');
  if (source.from === 'environment') return given(source.address);
  if (source.from === 'docker') return { from: 'docker', ...(await redisContainer(options.port)) };
  const server = await startRedis(options);
  return { from: 'programs', address: server.url, stop: () => server.stop() };
}

function given(address: string): ProvidedService {
  return { from: 'environment', address, stop: () => Promise.resolve() };
}
