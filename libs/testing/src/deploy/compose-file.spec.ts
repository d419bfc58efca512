import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KAFKA_VERSION } from '../local-services/kafka-release.js';
import { composeText, interpolate, parseCompose, PROJECT } from './compose-file.js';
import { composeFaults } from './compose-rules.js';

const good = composeText();

/** What is changed in docker-compose.yml, and what must be said of it. */
interface Planted {
  readonly from: string | RegExp;
  readonly to: string;
  readonly says: string;
}

const PLANTED: readonly Planted[] = [
  { from: /postgres:18\.4-bookworm/, to: 'postgres:latest', says: 'postgres: image postgres:latest is not pinned' },
  { from: /apache\/kafka:[\d.]+/, to: 'apache/kafka', says: 'kafka: image apache/kafka is not pinned' },
  { from: /redis:7\.[\w.-]+/, to: 'redis:7.2', says: 'redis: image redis:7.2 is not pinned' },
  { from: '"127.0.0.1:8080:8080"', to: '"8080:8080"', says: 'ingress: port 8080:8080 is open to other machines' },
  { from: '"127.0.0.1:8025:8025"', to: '"0.0.0.0:8025:8025"', says: 'mail: port 0.0.0.0:8025:8025 is open' },
  { from: /(apache\/kafka:\S+)/, to: '$1\n    ports: ["127.0.0.1:9092:9092"]', says: 'kafka: is published' },
  { from: /POSTGRES_PASSWORD: .*/, to: 'POSTGRES_PASSWORD: hunter2', says: 'postgres: "hunter2" is a secret in the file' },
  { from: /POSTGRES_PASSWORD: .*/, to: 'POSTGRES_PASSWORD: ${CDC_POSTGRES_PASSWORD:-hunter2}', says: 'is a secret in the file' },
  { from: /reporting_app:\$\{.*?\}/, to: 'reporting_app:hunter2', says: 'reporting: "hunter2" is a secret in the file' },
  { from: /redis:\/\/:\$\{.*?\}/, to: 'redis://:hunter2', says: 'reporting: "hunter2" is a secret in the file' },
  { from: /dashboard=\$\{.*?\}/, to: 'dashboard=hunter2', says: 'setup: "hunter2" is a secret in the file' },
  { from: /--requirepass, ".*?"/, to: '--requirepass, hunter2', says: 'redis: "hunter2" is a secret in the file' },
  { from: 'kafka: { condition: service_healthy }', to: 'kafka: { condition: service_started }', says: 'setup: waits for kafka without service_healthy' },
  { from: 'setup: { condition: service_completed_successfully }', to: 'setup: { condition: service_healthy }', says: 'reporting: waits for setup without service_completed_successfully' },
  { from: /depends_on:\n(?: {6}\S+: \{.*\}\n)+ {4}environment:\n {6}CDC_INGRESS/, to: 'depends_on: [dashboard]\n    environment:\n      CDC_INGRESS', says: 'ingress: waits for dashboard without service_healthy' },
  { from: 'test: [CMD, redis-cli, -e, ping]', to: 'test: [NONE]', says: 'redis: runs without a health check' },
  { from: 'dist/apps/dashboard/src/main.js]', to: 'dist/apps/dashboard/src/main.js]\n    healthcheck: { disable: true }', says: 'dashboard: runs without a health check' },
  { from: 'axllent/mailpit:', to: 'axllent/other:', says: 'mail: runs without a health check' },
  { from: 'dist/apps/reporting/src/main.js', to: 'dist/apps/dashboard/src/main.js', says: 'reporting: starts no app of ours' },
  { from: /\n {2}reporting:/, to: '\n  repairing:', says: 'repairing: starts no app of ours' },
  { from: 'CDC_MODE:', to: 'CDC_MOOD:', says: 'reporting: CDC_MOOD is no setting' },
  { from: 'CDC_INGRESS_TARGETS:', to: 'CDC_TARGETS:', says: 'ingress: CDC_TARGETS is no setting' },
  { from: '- activity-ingest:/data', to: '- activity-ingest:/date', says: 'activity-ingest: keeps nothing of /data' },
  { from: /\n {2}spend-monitor:/, to: '\n  spender:', says: 'spend-monitor: is missing' },
  { from: 'spend-monitor=http://spend-monitor:8080', to: 'spend-monitor=http://reporting:8080', says: 'ingress: does not know spend-monitor' },
  { from: 'spend_monitor_app', to: 'postgres', says: 'spend-monitor: does not sign in with the role and password that setup gives it' },
  { from: /(spend_monitor_app:\$\{)CDC_SPEND_MONITOR_PASSWORD/, to: '$1CDC_REPORTING_PASSWORD', says: 'spend-monitor: does not sign in' },
  { from: 'TMPDIR: /data', to: 'TMPDIR: ${CDC_REPORTING_PASSWORD:?run it}', says: 'activity-ingest: is given CDC_REDIS_PASSWORD' },
  { from: 'POSTGRES_DB: cdc', to: 'POSTGRES_DB: ${CDC_DATABASE:-cdc}', says: '${CDC_DATABASE is not of the form' },
  { from: 'POSTGRES_DB: cdc', to: 'POSTGRES_DB: $CDC_DATABASE', says: '$CDC_DATABASE is not of the form' },
];

describe('docker-compose.yml', () => {
  it('keeps our rules', () => {
    expect(composeFaults(good)).toEqual([]);
  });

  it('runs the Kafka that the tests run', () => {
    expect(parseCompose().services.kafka?.image).toBe(`apache/kafka:${KAFKA_VERSION}`);
  });

  it.each(PLANTED)('would not pass with $to', ({ from, to, says }) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    expect(composeFaults(text)).toEqual(expect.arrayContaining([expect.stringContaining(says)]));
  });
});

describe('dclint, which holds the Compose Specification', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'cdc-compose-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function lint(text: string): { status: number | null; said: string } {
    const file = join(folder, 'docker-compose.yml');
    writeFileSync(file, text);
    const args = [join('node_modules', 'dclint', 'bin', 'dclint.cjs'), file, '--config', '.dclintrc.yaml', '--max-warnings', '0'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  }

  it('finds nothing', () => {
    expect(lint(good)).toEqual({ status: 0, said: expect.any(String) });
  });

  it.each([
    { from: 'stop_grace_period: 30s', to: 'stop_grace_periods: 30s', says: 'invalid-schema' },
    { from: 'condition: service_healthy', to: 'condition: service_well', says: 'invalid-schema' },
    { from: '"127.0.0.1:8080:8080"', to: '"8080:8080"', says: 'no-unbound-port-interfaces' },
  ])('would find $to', ({ from, to, says }) => {
    expect(lint(good.replace(from, to))).toEqual({ status: 1, said: expect.stringContaining(says) });
  });
});

describe('variables', () => {
  it('are put in, and a doubled dollar is a dollar', () => {
    expect(interpolate('a ${ONE:?do it} b $$HOME', { ONE: '1' })).toBe('a 1 b $HOME');
  });

  it('say what to do when they are missing', () => {
    expect(() => interpolate('${ONE:?run node deploy/make-env.mjs}', {})).toThrow('docker-compose.yml needs ONE: run node deploy/make-env.mjs');
  });

  it.each(['$ONE', '${ONE}', '${ONE:-1}'])('have one form: not %s', (text) => {
    expect(() => interpolate(text, { ONE: '1' })).toThrow('is not of the form');
  });
});
