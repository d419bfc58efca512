import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVICES } from '@cdc/contracts';
import { startEmbeddedPostgres } from '@cdc/platform';
import {
  composeProcesses,
  composeVariables,
  connectTo,
  cookieBrowser,
  describeWith,
  freshDataDir,
  removeDataDir,
  reservePort,
  startRedis,
  testKafka,
  type ComposeProcess,
  type LocalRedis,
  type TestKafka,
} from '@cdc/testing';
import { Redis } from 'ioredis';
import { ComposeProcessUnderTest } from './compose-process-under-test.js';

const OWN = [...SERVICES.map(({ name }) => name), 'issuer', 'ingress'];

/** Where nothing listens. */
const NOBODY = '127.0.0.1:1';

/** As an operator meets them: each test goes on from where the one before it has come to. */
function startCommands(): void {
  const ports = new Map<string, number>();
  const runs: ComposeProcessUnderTest[] = [];
  let folder: string;
  let kafka: TestKafka;
  let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
  let redis: LocalRedis;
  let variables: Record<string, string>;

  beforeAll(async () => {
    folder = await freshDataDir();
    kafka = testKafka();
    variables = Object.fromEntries(composeVariables().map((name) => [name, randomBytes(24).toString('hex')]));
    [postgres, redis] = await Promise.all([
      startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durability: 'off' }),
      startRedis({ dataDir: join(folder, 'redis'), password: variables['CDC_REDIS_PASSWORD'] }),
    ]);
    variables['CDC_POSTGRES_PASSWORD'] = postgres.password;
    for (const name of ['setup', ...OWN]) {
      ports.set(name, await reservePort());
      await mkdir(join(folder, name));
    }
  });

  afterAll(async () => {
    await Promise.all(runs.map((run) => run.kill()));
    await Promise.all([postgres.stop(), redis.stop(), kafka.stop()]);
    await removeDataDir(folder);
  });

  function processes(redisUrl = redis.url): ComposeProcess[] {
    const servers = { postgres: `${postgres.host}:${postgres.port}`, kafka: kafka.brokers, redis: new URL(redisUrl).host, mail: NOBODY };
    const addresses = new Map([...Object.entries(servers), ...[...ports].map(([name, port]) => [name, `127.0.0.1:${port}`] as const)]);
    const addressOf = (service: string): string => {
      const address = addresses.get(service);
      if (!address) throw new Error(`docker-compose.yml has a service ${service}, which this test does not know`);
      return address;
    };
    const composed = composeProcesses({ variables, addressOf, dataDirOf: (service) => join(folder, service) });
    // Others use the broker too; what the file itself says comes first.
    return composed.map((process) => ({ ...process, env: { CDC_NAMESPACE: kafka.namespace, ...process.env } }));
  }

  function start(name: string, among = processes()): ComposeProcessUnderTest {
    const process = among.find((one) => one.name === name);
    if (!process) throw new Error(`docker-compose.yml starts no ${name}`);
    const run = new ComposeProcessUnderTest(process);
    runs.push(run);
    return run;
  }

  const running = (name: string): ComposeProcessUnderTest => {
    const run = runs.findLast((one) => one.name === name);
    if (!run) throw new Error(`${name} was not started`);
    return run;
  };

  it.each(OWN)('tell %s no password but its own and that of Redis', (name) => {
    const { env = {} } = processes().find((process) => process.name === name) ?? {};
    const known = Object.keys(variables).filter((variable) => Object.values(env).some((value) => value.includes(variables[variable] ?? '')));
    const own = `CDC_${name.replace(/^cdc-/, '').replaceAll('-', '_').toUpperCase()}_PASSWORD`;
    expect(known.toSorted()).toEqual(['issuer', 'ingress'].includes(name) ? [] : [own, 'CDC_REDIS_PASSWORD'].toSorted());
    expect(Object.keys(env)).not.toContain('CDC_DATABASE_ADMIN_URL');
  });

  it('refuse to serve before setup, and say so', async () => {
    const { code, said } = await start('reporting').end();
    expect(said).toContain('Run apps/setup of this version first');
    expect(code).toBe(1);
  });

  it('set the servers up, and find them set up', async () => {
    await start('setup').endWell();
    await start('setup').endWell();
  });

  it('refuse to serve on a Redis that would lose jobs, and say so', async () => {
    const evicting = await startRedis({ dataDir: join(folder, 'evicting-redis'), password: variables['CDC_REDIS_PASSWORD'] });
    try {
      const client = new Redis(evicting.url);
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      client.disconnect();
      const { code, said } = await start('activity-ingest', processes(evicting.url)).end();
      expect(said).toContain('its maxmemory-policy is allkeys-lru. Set it to noeviction.');
      expect(code).toBe(1);
    } finally {
      await evicting.stop();
    }
  });

  it('become ready, each and all behind the ingress', async () => {
    const among = processes().filter(({ oneShot }) => !oneShot);
    const ready = new Map<string, Promise<void>>();
    for (const { name, dependsOn } of among) {
      const before = Promise.all(dependsOn.flatMap((other) => ready.get(other) ?? []));
      ready.set(name, before.then(() => start(name, among).untilReady()));
    }
    await Promise.all(ready.values());
    const answer = await fetch(`${running('ingress').url}/health/ready`);
    const details = Object.fromEntries(OWN.filter((name) => name !== 'ingress').map((name) => [name, { status: 'up' }]));
    expect(await answer.json()).toEqual({ status: 'ok', details });
  }, 100_000);

  it.each([
    ['cdc-registry', '/api/v1/cdcs', 200],
    ['activity-ingest', '/api/v1/operations/activity-ingest/dead-letters', 200],
    ['reporting', '/api/v1/submissions', 200],
    ['reporting', '/api/v1/feeds', 200],
    ['equipment-tracker', '/api/v1/operations/equipment-tracker/dead-letters', 200],
    ['spend-monitor', '/api/v1/operations/spend-monitor/dead-letters', 200],
    // It consumes no events and so has no such list; who asks, it checks first.
    ['dashboard', '/api/v1/operations/dashboard/dead-letters', 404],
  ])('take a token of the issuer in %s: %s', async (name, path, expected) => {
    const { url } = running('ingress');
    expect((await fetch(url + path)).status).toBe(401);
    const { status, body } = await connectTo(url).get('admin', path);
    if (status !== expected) throw running(name).fault(`answers ${status} ${JSON.stringify(body)}`);
  });

  it('sign a person in on the pages', async () => {
    const { url } = running('ingress');
    const browse = cookieBrowser();
    const picker = await browse(url);
    if (!picker.html.includes('Sign in as')) throw running('dashboard').fault(`leads to ${picker.status} ${picker.html}`);
    const page = await browse(picker.url, { role: 'national' });
    if (!page.html.includes('National overview</h1>')) throw running('dashboard').fault(`leads to ${page.status} ${page.html}`);
    expect(page).toMatchObject({ url: `${url}/`, status: 200 });
  });

  it('end on SIGTERM, all at once, and leave nothing behind', async () => {
    const ends = await Promise.allSettled(OWN.map(async (name) => running(name).stop()));
    expect(ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []))).toEqual([]);
  });
}

describeWith('kafka', 'the start commands of docker-compose.yml', () => {
  describeWith('redis programs', 'on servers of this machine', startCommands);
});
