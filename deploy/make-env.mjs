// node deploy/make-env.mjs [file]: writes the passwords that docker-compose.yml asks for, drawn anew, to .env beside it or to the file that is
// named. What is there already is left alone: the databases were made with it.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The administrator's at PostgreSQL, the one of Redis, and of each service for its own database role. */
const PASSWORDS = [
  'CDC_POSTGRES_PASSWORD',
  'CDC_REDIS_PASSWORD',
  'CDC_REGISTRY_PASSWORD',
  'CDC_ACTIVITY_INGEST_PASSWORD',
  'CDC_EQUIPMENT_TRACKER_PASSWORD',
  'CDC_SPEND_MONITOR_PASSWORD',
  'CDC_REPORTING_PASSWORD',
  'CDC_DASHBOARD_PASSWORD',
];

const file = process.argv[2] ? resolve(process.argv[2]) : fileURLToPath(new URL('../.env', import.meta.url));
const shown = relative(process.cwd(), file) || file;
// Hexadecimal, as passwords become parts of addresses and lists.
const lines = PASSWORDS.map((name) => `${name}=${randomBytes(24).toString('hex')}\n`);
try {
  writeFileSync(
    file,
    `# Passwords of docker-compose.yml, written by deploy/make-env.mjs. Keep them secret.\n${lines.join('')}`,
    { flag: 'wx', mode: 0o600 },
  );
  process.stdout.write(`Wrote ${lines.length} passwords to ${shown}. Next: docker compose up --build --wait\n`);
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(
    error.code === 'EEXIST'
      ? `${shown} is there already and the databases were made with its passwords. To start anew and lose all data: docker compose down --volumes, then remove ${shown}.\n`
      : `Could not write ${shown}: ${error.message}\n`,
  );
}
