import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DEVELOPMENT_CLIENTS, DEVELOPMENT_SECRET } from '@cdc/access';
import { startEmbeddedPostgres } from '@cdc/platform';
import { exitWithParent, stopSignal } from '@cdc/process';
import { provideKafka, provideRedis } from '@cdc/testing';
import { type ClusterServers } from './cluster-processes.js';
import { startLocalCluster } from './local-cluster.js';

/** Settings that are passed on to every process. */
const PASSED_ON = ['CDC_MODE', 'CDC_NAMESPACE', 'CDC_CLOCK_START', 'CDC_MAX_UPLOAD_MB', 'CDC_SMTP_URL', 'CDC_MAIL_FROM', 'CDC_OIDC_ISSUER', 'CDC_OIDC_AUDIENCE', 'CDC_OIDC_CLIENT_ID', 'CDC_OIDC_CLIENT_SECRET'];

const report = (line: string): void => void process.stdout.write(`${line}\n`);

exitWithParent();
const { PORT = '8080', CDC_DATA_DIR = '.data/cluster' } = process.env;
const dataDir = resolve(CDC_DATA_DIR);
await mkdir(dataDir, { recursive: true });
const servers = await startServers(dataDir);
try {
  const settings = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const cluster = await startLocalCluster({ servers: servers.addresses, port: Number(PORT), dataDir, settings }, report);
  report(`ready ${cluster.url}`);
  report(`sign in: open ${cluster.url} and pick a role (${DEVELOPMENT_CLIENTS.map(({ id }) => id).join(', ')}); scripts use the same names with the secret "${DEVELOPMENT_SECRET}"`);
  await stopSignal();
  await cluster.stop();
} finally {
  await servers.stop();
}

/** Each server from its address in the environment, else from what this machine has. */
async function startServers(folder: string): Promise<{ addresses: ClusterServers; stop(): Promise<void> }> {
  const { CDC_DATABASE_ADMIN_URL, CDC_KAFKA_BROKERS, CDC_REDIS_URL } = process.env;
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()));
  };
  const keep = async <Server extends { stop(): Promise<void> }>(starting: Promise<Server>): Promise<Server> => {
    const server = await starting;
    started.push(server);
    return server;
  };
  const results = await Promise.allSettled([
    CDC_DATABASE_ADMIN_URL || keep(startEmbeddedPostgres({ dataDir: join(folder, 'postgres') })).then((postgres) => postgres.url(postgres.superuser, postgres.password)),
    keep(provideKafka({ address: CDC_KAFKA_BROKERS || undefined, dataDir: join(folder, 'kafka'), log: report })).then(({ address }) => address),
    keep(provideRedis({ address: CDC_REDIS_URL || undefined, dataDir: join(folder, 'redis') })).then(({ address }) => address),
  ]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [databaseAdminUrl = '', kafkaBrokers = '', redisUrl = ''] = results.map((result) => (result.status === 'fulfilled' ? result.value : ''));
  return { addresses: { databaseAdminUrl, kafkaBrokers, redisUrl }, stop };
}
