import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, schemaOf } from '@cdc/contracts';
import { composeVariables, dependenciesOf, isOneShot, otherVariables, ownImage, parseCompose, PROJECT, type ComposeFile, type ComposeService } from './compose-file.js';
import { finalStage, imageEnvironment } from './dockerfile.js';

/** `v1.2.3`, with or without a variant; PostgreSQL's versions have two numbers. */
const FULL_VERSION = /^(?:\S*postgres:\d+\.\d+|\S+:v?\d+\.\d+\.\d+)(?:-[\w.]+)?$/;
const VARIABLE_ONLY = /^\$\{\w+:\?[^}]+\}$/;
/** Images that check their own health. */
const HEALTHY_BY_THEMSELVES = ['axllent/mailpit'];
const PUBLISHERS = ['ingress', 'mail'];

/** A rule names what is wrong, as `service: fault`. */
type Rule = (file: ComposeFile, text: string) => string[];

const eachService = (find: (service: ComposeService, name: string, file: ComposeFile) => string[]): Rule => (file) =>
  Object.entries(file.services).flatMap(([name, service]) => find(service, name, file).map((fault) => `${name}: ${fault}`));

const RULES: readonly Rule[] = [
  eachService(({ image }) => (FULL_VERSION.test(image) ? [] : [`image ${image} is not pinned to a full version`])),
  eachService(({ ports = [] }, name) => [
    ...ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(String(port))).map((port) => `port ${port} is open to other machines`),
    ...(ports.length > 0 && !PUBLISHERS.includes(name) ? ['is published'] : []),
  ]),
  eachService((service) => secretsOf(service).filter((secret) => !VARIABLE_ONLY.test(secret)).map((secret) => `"${secret}" is a secret in the file`)),
  eachService((service, _name, file) =>
    [...dependenciesOf(service)].flatMap(([dependency, condition]) => {
      const awaited = file.services[dependency];
      const right = awaited && isOneShot(awaited) ? 'service_completed_successfully' : 'service_healthy';
      return condition === right ? [] : [`waits for ${dependency} without ${right}`];
    }),
  ),
  eachService((service, _name, file) => (isOneShot(service) || hasHealthCheck(service, file) ? [] : ['runs without a health check'])),
  eachService(({ image, command }, name, file) => {
    if (image !== ownImage(file)) return [];
    const started = command?.join(' ') === `node --enable-source-maps dist/apps/${name}/src/main.js`;
    return started && existsSync(join(PROJECT, 'apps', name, 'src', 'main.ts')) ? [] : [`starts no app of ours: ${command?.join(' ')}`];
  }),
  eachService(({ image, environment = {} }, name, file) => {
    const known = name === 'ingress' ? ingressSettings() : platformSettings();
    if (image !== ownImage(file)) return [];
    return Object.keys(environment).filter((key) => key.startsWith('CDC_') && !known.includes(key)).map((key) => `${key} is no setting`);
  }),
  eachService(keepsItsData),
  hasEveryService,
  givesEachItsOwnRole,
  (_file, text) => otherVariables(text).map((variable) => `${variable} is not of the form \${NAME:?what to do}`),
];

/**
 * Everything that is against our own rules in a compose file: pinned images, loopback ports, no secrets, conditions, health checks, commands
 * that exist, known settings, volumes for what is kept, one database role each.
 */
export function composeFaults(text: string): string[] {
  const file = parseCompose(text);
  return RULES.flatMap((rule) => rule(file, text));
}

/** Whatever has to come from outside: values of variables that are named for secrets, passwords in addresses, arguments of password options. */
function secretsOf({ environment = {}, command = [] }: ComposeService): string[] {
  const values = Object.entries(environment).map(([key, value]): [string, string] => [key, String(value)]);
  const named = values.filter(([key]) => /PASSWORD$|SECRET|_AUTH$|TOKEN/.test(key)).map(([, value]) => value);
  const listed = values.filter(([key]) => /PASSWORDS$/.test(key)).flatMap(([, value]) => value.split(',').map((entry) => entry.replace(/^[\w-]+=/, '')));
  const inAddresses = values.flatMap(([, value]) => [...value.matchAll(/:\/\/[^/@:]*:((?:\$\{[^}]*\}|[^/@])*)@/g)].map(([, secret = '']) => secret));
  const inCommand = command.filter((_word, index) => /pass/.test(command[index - 1] ?? ''));
  return [...named, ...listed, ...inAddresses, ...inCommand];
}

function hasHealthCheck({ image, healthcheck }: ComposeService, file: ComposeFile): boolean {
  if (healthcheck) return healthcheck.disable !== true && (healthcheck.test?.length ?? 0) > 1;
  if (image === ownImage(file)) return finalStage().instructions.some(({ keyword }) => keyword === 'HEALTHCHECK');
  return HEALTHY_BY_THEMSELVES.some((own) => image.startsWith(`${own}:`));
}

/** From the list that is made of them, as the platform's own specs need this library. */
function platformSettings(): string[] {
  return readFileSync(join(PROJECT, '.env.example'), 'utf8').match(/(?<=^# )\w+(?==)/gm) ?? [];
}

function ingressSettings(): string[] {
  return readFileSync(join(PROJECT, 'apps', 'ingress', 'src', 'main.ts'), 'utf8').match(/CDC_\w+/g) ?? [];
}

/** What takes files or keeps keys has a volume; a folder in memory would lose them. */
function keepsItsData({ volumes = [] }: ComposeService, name: string): string[] {
  const keepers: readonly string[] = ['cdc-registry', 'activity-ingest', 'equipment-tracker', 'spend-monitor', 'issuer'];
  const folder = imageEnvironment().CDC_DATA_DIR;
  return keepers.includes(name) && !volumes.includes(`${name}:${folder}`) ? [`keeps nothing of ${folder}`] : [];
}

function hasEveryService({ services }: ComposeFile): string[] {
  const targets = String(services.ingress?.environment?.CDC_INGRESS_TARGETS ?? '').split(',');
  return SERVICES.flatMap(({ name }) => [
    ...(services[name] ? [] : [`${name}: is missing`]),
    ...(targets.includes(`${name}=http://${name}:${imageEnvironment().PORT}`) ? [] : [`ingress: does not know ${name}`]),
  ]);
}

/** A service signs in as itself, with the password that setup gives to this role, and knows no other service's. */
function givesEachItsOwnRole({ services }: ComposeFile): string[] {
  const given = String(services.setup?.environment?.CDC_ROLE_PASSWORDS ?? '').split(',');
  const passwordOf = new Map(given.map((entry) => entry.split(/=(.*)/s).slice(0, 2) as [string, string]));
  return SERVICES.flatMap(({ name }) => {
    const right = `postgres://${schemaOf(name)}_app:${passwordOf.get(name)}@postgres:5432/cdc`;
    const asked = composeVariables(JSON.stringify(services[name] ?? {}));
    return [
      ...(services[name]?.environment?.CDC_DATABASE_URL === right ? [] : [`${name}: does not sign in with the role and password that setup gives it`]),
      ...(asked.length === 2 ? [] : [`${name}: is given ${asked.join(', ')}; its own password and that of Redis are enough`]),
    ];
  });
}
