import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kafkaProperties, propertiesText } from './kafka-properties.js';
import { ServiceUnavailableError } from './service-unavailable.js';
import { type KafkaPrograms } from './service-sources.mjs';

export const KAFKA_VERSION = '4.4.0';

const FETCH_MS = 300_000;
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
/** Any 16 bytes; a broker's own take their place in the copy. */
const FORMAT_ID = Buffer.from('cdc-kafka-format').toString('base64url');

/** What a broker starts from. */
export interface KafkaRelease {
  /** Value of `java -cp`. */
  readonly classPath: string;
  /** A folder that Kafka's own tool has formatted, to be copied: formatting each anew would take most of a second. */
  readonly formattedLogs: string;
}

// Without a binding of slf4j the broker would say nothing, also not why it does not start.
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>cdc-delivery-tracker</groupId>
  <artifactId>kafka-release</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** Apache Kafka from its Maven artifacts, fetched (43 MB) when this account has not done so before. Fetches that are broken off or that run at
 * the same time do no harm: a folder counts once it is complete.
 * @throws ServiceUnavailableError with Maven's last lines */
export async function kafkaRelease(programs: KafkaPrograms, log: (line: string) => void, cacheDir = defaultCacheDir()): Promise<KafkaRelease> {
  const home = join(cacheDir, `kafka-${KAFKA_VERSION}`);
  if (!(await exists(home))) await fetchInto(home, cacheDir, programs, log);
  return { classPath: join(home, 'libs', '*'), formattedLogs: join(home, 'formatted') };
}

function defaultCacheDir(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'cdc-delivery-tracker');
}

async function fetchInto(home: string, cacheDir: string, { java, mvn }: KafkaPrograms, log: (line: string) => void): Promise<void> {
  log(`fetching Apache Kafka ${KAFKA_VERSION} with Maven, once`);
  await mkdir(cacheDir, { recursive: true });
  await removeBrokenOff(home, cacheDir);
  const staging = await mkdtemp(`${home}.fetch-`);
  try {
    await writeFile(join(staging, 'pom.xml'), POM);
    await run(mvn, ['-B', '-q', COPY, '-DincludeScope=runtime', `-DoutputDirectory=${join(staging, 'libs')}`], staging);
    const properties = kafkaProperties({ host: '127.0.0.1', port: 9092, controllerPort: 9093, logDir: 'formatted' });
    await writeFile(join(staging, 'format.properties'), propertiesText(properties));
    await run(java, ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', 'libs/*', 'kafka.tools.StorageTool', 'format', '-t', FORMAT_ID, '-c', 'format.properties'], staging);
    await rename(staging, home);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process may have finished the same fetch first; its copy is as good.
    if (!(await exists(home))) throw error;
  }
}

/** Older than any fetch may take. */
async function removeBrokenOff(home: string, cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const folder = join(cacheDir, name);
    if (!folder.startsWith(`${home}.fetch-`)) continue;
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > 2 * FETCH_MS) await rm(folder, { recursive: true, force: true });
  }
}

async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  try {
    await promisify(execFile)(program, args, { cwd, timeout: FETCH_MS });
  } catch (error) {
    const { message = '', stdout = '' } = error as { message?: string; stdout?: string };
    const said = `${stdout}\n${message}`.trim().split('\n').slice(-8).join('\n');
    throw new ServiceUnavailableError(`Apache Kafka ${KAFKA_VERSION} could not be fetched: ${said}`);
  }
}

async function exists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
