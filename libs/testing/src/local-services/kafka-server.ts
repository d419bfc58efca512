import { randomBytes } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reservePort } from '../reserve-port.js';
import { kafkaAnswers } from './kafka-answers.js';
import { kafkaProperties, propertiesText } from './kafka-properties.js';
import { kafkaRelease } from './kafka-release.js';
import { type LocalServer, type LocalServerOptions, onFreePort, refuseSecondServer, startLocalServer } from './local-server.js';
import { kafkaPrograms } from './service-sources.mjs';
import { ServiceUnavailableError } from './service-unavailable.js';

/** One broker, its own controller. */
export interface LocalKafka extends LocalServer {
  /** `host:port`. */
  readonly brokers: string;
}

const host = '127.0.0.1';
const logDir = 'logs';
// Compiled once and lightly, and collected by one thread: a quick start counts for more than throughput here.
const JVM = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/** Starts Apache Kafka with the machine's Java, on new data or on those of an earlier start. Maven fetches it once for the account.
 * @throws ServiceUnavailableError without Java 17 and Maven, or where Kafka cannot be fetched; Error with the broker's last lines when it does not start */
export async function startKafka(options: LocalServerOptions): Promise<LocalKafka> {
  const programs = kafkaPrograms();
  if (!programs) throw new ServiceUnavailableError('Kafka needs Java 17 or later and Maven (java, mvn).');
  const dataDir = resolve(options.dataDir);
  const configFile = join(dataDir, 'server.properties');
  await refuseSecondServer('Kafka', dataDir, configFile);
  const release = await kafkaRelease(programs, options.log ?? (() => undefined));
  await mkdir(dataDir, { recursive: true });
  if (!(await stat(join(dataDir, logDir)).catch(() => undefined))) await format(dataDir, release.formattedLogs);
  const clusterId = /^cluster.id=(.*)$/m.exec(await readFile(join(dataDir, logDir, 'meta.properties'), 'utf8'))?.[1];
  return onFreePort(options.port, async (port) => {
    const properties = kafkaProperties({ host, port, controllerPort: await reservePort(), logDir });
    await writeFile(configFile, propertiesText(properties));
    const brokers = `${host}:${port}`;
    const args = [...JVM, '-cp', release.classPath, 'kafka.Kafka', configFile];
    const command = { command: programs.java, args };
    const server = await startLocalServer({ name: 'Kafka', command, dataDir, configFile, log: options.log, answers: () => kafkaAnswers(brokers, clusterId) });
    return { ...server, brokers };
  });
}

/** The copy differs from what Kafka's tool made in its identity only; it counts once it is complete. */
async function format(dataDir: string, formattedLogs: string): Promise<void> {
  const staging = join(dataDir, `${logDir}.new`);
  await rm(staging, { recursive: true, force: true });
  await cp(formattedLogs, staging, { recursive: true });
  const [cluster, directory] = [randomBytes(16), randomBytes(16)].map((id) => id.toString('base64url'));
  await writeFile(join(staging, 'meta.properties'), `version=1\nnode.id=1\ncluster.id=${cluster}\ndirectory.id=${directory}\n`);
  await rename(staging, join(dataDir, logDir));
}
