import { reservePort } from '../reserve-port.js';
import { KAFKA_VERSION } from './kafka-release.js';
import { kafkaAnswers } from './kafka-answers.js';
import { kafkaProperties, propertiesEnvironment } from './kafka-properties.js';
import { REDIS_SETTINGS } from './redis-server.js';

/** A service in a container of Testcontainers, which removes it with this process. Its data go with it. */
export interface ServiceContainer {
  /** `host:port` for Kafka, `redis://…` for Redis. */
  readonly address: string;
  stop(): Promise<void>;
}

const KAFKA_IMAGE = `apache/kafka:${KAFKA_VERSION}`;
const REDIS_IMAGE = 'redis:7.2.16-bookworm';
const REDIS_PORT = 6379;
// Pulling an image takes its time too, but is not counted.
const START_MS = 120_000;

/** Its port is the same inside and outside, for a broker tells its clients where to find it. */
export async function kafkaContainer(wanted?: number): Promise<ServiceContainer> {
  const { host, newContainer, afterLog } = await containerEngine();
  const port = wanted ?? (await reservePort());
  const controllerPort = port === 9093 ? 9094 : 9093;
  const properties = kafkaProperties({ host, port, controllerPort, logDir: '/tmp/kraft-combined-logs', listenOn: '0.0.0.0' });
  const container = await newContainer(KAFKA_IMAGE)
    .withEnvironment(propertiesEnvironment(properties))
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(afterLog(/Kafka Server started/))
    .withStartupTimeout(START_MS)
    .start();
  const address = `${host}:${port}`;
  if (!(await kafkaAnswers(address))) {
    await container.stop();
    throw new Error(`${KAFKA_IMAGE} has started, yet does not answer at ${address}`);
  }
  return { address, stop: async () => void (await container.stop()) };
}

export async function redisContainer(wanted?: number): Promise<ServiceContainer> {
  const { newContainer, afterLog } = await containerEngine();
  const settings = Object.entries(REDIS_SETTINGS).flatMap(([name, value]) => [`--${name}`, value]);
  const container = await newContainer(REDIS_IMAGE)
    .withCommand(['redis-server', ...settings])
    .withExposedPorts(wanted === undefined ? REDIS_PORT : { container: REDIS_PORT, host: wanted })
    .withWaitStrategy(afterLog(/Ready to accept connections/))
    .withStartupTimeout(START_MS)
    .start();
  return { address: `redis://${container.getHost()}:${container.getMappedPort(REDIS_PORT)}`, stop: async () => void (await container.stop()) };
}

/** Testcontainers is imported here because it takes a second to load and only machines with Docker need it. */
async function containerEngine() {
  const [{ GenericContainer, Wait, getContainerRuntimeClient }, { LoopbackContainer }] = await Promise.all([
    import('testcontainers'),
    import('./loopback-container.js'),
  ]);
  const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
  // The loopback of an engine elsewhere would be out of reach.
  const Container = host === 'localhost' ? LoopbackContainer : GenericContainer;
  return { host, newContainer: (image: string) => new Container(image), afterLog: Wait.forLogMessage };
}
