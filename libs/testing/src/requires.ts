import { kafkaPrograms, redisProgram } from './local-services/service-sources.mjs';

/** What a test needs beyond the workspace. scripts/test-services.mjs and the setup of the cluster tier put addresses into the environment
 * before any test is read. */
const requirements = {
  chromium: { found: () => process.env['CDC_TEST_CHROMIUM'], missing: 'no Chromium on this machine' },
  'real files': { found: () => process.env['CDC_REAL_DATA'], missing: 'no published files on this machine' },
  kafka: { found: () => process.env['CDC_TEST_KAFKA_BROKERS'], missing: 'no Kafka on this machine' },
  redis: { found: () => process.env['CDC_TEST_REDIS_URL'], missing: 'no Redis on this machine' },
  // For tests that end a server and start it again.
  'kafka programs': { found: () => kafkaPrograms()?.java, missing: 'no Java 17 and Maven on this machine' },
  'redis programs': { found: redisProgram, missing: 'no redis-server on this machine' },
} as const;

export type Requirement = keyof typeof requirements;

/** A `describe` that is skipped, with the reason in its title, where the machine cannot give what it needs.
 * @param tests receives the path or address of what was found */
export function describeWith(requirement: Requirement, title: string, tests: (found: string) => void): void {
  const { found, missing } = requirements[requirement];
  const what = found();
  if (what) describe(title, () => tests(what));
  else describe.skip(`${title} (skipped: ${missing})`, () => tests(''));
}

/** Tests on the files that NHS England and others publish, which are not part of this repository.
 * @param tests receives the folder that holds them; while skipped it is empty, so read files inside `it` only */
export function describeWithRealData(title: string, tests: (folder: string) => void): void {
  describeWith('real files', title, tests);
}
