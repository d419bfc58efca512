import { expect, it } from '@jest/globals';
import { SERVICES } from '@cdc/contracts';
import { composeText, composeVariables } from './compose-file.js';
import { composeProcesses, type ComposeProcess, type ComposeProcessOptions } from './compose-processes.js';

const names = SERVICES.map(({ name }) => name);
const options: ComposeProcessOptions = {
  variables: Object.fromEntries(composeVariables().map((name) => [name, `pw-of-${name.toLowerCase()}`])),
  addressOf: (service, port) => `127.0.0.1:${port === 8080 ? 41_000 + service.length : port + 50_000}`,
  dataDirOf: (service) => `/somewhere/${service}`,
};
const byName = new Map(composeProcesses(options).map((process) => [process.name, process]));

function processOf(name: string): ComposeProcess {
  const process = byName.get(name);
  if (!process) throw new Error(`no process ${name}`);
  return process;
}

it('knows every process of ours, setup first and the ingress last', () => {
  const order = composeProcesses(options).map(({ name }) => name);
  expect(order.toSorted()).toEqual([...names, 'ingress', 'issuer', 'setup'].toSorted());
  expect([order.at(0), order.at(-1)]).toEqual(['setup', 'ingress']);
  expect([...byName.values()].filter(({ oneShot }) => oneShot).map(({ name }) => name)).toEqual(['setup']);
});

it('says what each has to wait for among ours', () => {
  expect(processOf('setup').dependsOn).toEqual([]);
  expect(processOf('reporting').dependsOn).toEqual(['setup']);
  expect(processOf('ingress').dependsOn.toSorted()).toEqual([...names, 'issuer'].toSorted());
});

it('starts what the container starts', () => {
  expect(processOf('reporting').command).toEqual(['node', '--enable-source-maps', 'dist/apps/reporting/src/main.js']);
});

it('puts in passwords, addresses, the image\'s environment and a folder', () => {
  expect(processOf('activity-ingest').env).toEqual({
    NODE_ENV: 'production',
    PORT: '41015',
    CDC_HOST: '127.0.0.1',
    CDC_DATA_DIR: '/somewhere/activity-ingest',
    TMPDIR: '/somewhere/activity-ingest',
    CDC_PROFILE: 'cluster',
    CDC_MODE: 'development',
    CDC_PUBLIC_URL: 'http://127.0.0.1:41007',
    CDC_INTERNAL_URL: 'http://127.0.0.1:41007',
    CDC_KAFKA_BROKERS: '127.0.0.1:59092',
    CDC_REDIS_URL: 'redis://:pw-of-cdc_redis_password@127.0.0.1:56379',
    CDC_DATABASE_URL: 'postgres://activity_ingest_app:pw-of-cdc_activity_ingest_password@127.0.0.1:55432/cdc',
  });
});

it('tells setup alone every role\'s password and the administrator\'s', () => {
  expect(processOf('setup').env).toMatchObject({
    CDC_DATABASE_ADMIN_URL: 'postgres://postgres:pw-of-cdc_postgres_password@127.0.0.1:55432/cdc',
    CDC_ROLE_PASSWORDS: expect.stringMatching(/^cdc-registry=pw-of-cdc_registry_password,.*,dashboard=pw-of-cdc_dashboard_password$/),
  });
});

it('tells the ingress where every service is', () => {
  const targets = [...names, 'issuer'].map((name) => `${name}=http://127.0.0.1:${41_000 + name.length}`);
  expect(processOf('ingress').env.CDC_INGRESS_TARGETS).toBe(targets.join(','));
});

it('leaves a password as it is that looks like an address', () => {
  const variables = { ...options.variables, CDC_REDIS_PASSWORD: 'kafka:9092' };
  const dashboard = composeProcesses({ ...options, variables }).find(({ name }) => name === 'dashboard');
  expect(dashboard?.env.CDC_REDIS_URL).toBe('redis://:kafka:9092@127.0.0.1:56379');
});

it.each([
  ['a variable has no value', { variables: {} }, 'needs CDC_POSTGRES_PASSWORD: run node deploy/make-env.mjs'],
  ['an address has no port', { addressOf: () => 'somewhere' }, 'an address is host:port, not "somewhere"'],
  ['services wait for each other', { text: composeText().replace('kafka: { condition', 'ingress: { condition') }, 'these wait for each other: setup'],
  ['nothing is built', { text: composeText().replace(/ {4}build:\n.*\n.*\n/, '') }, 'builds 0 images'],
])('says so when %s', (_case, change, message) => {
  expect(() => composeProcesses({ ...options, ...change })).toThrow(message);
});
