import { randomBytes } from 'node:crypto';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { SERVICES, schemaOf, type ServiceName } from '@cdc/contracts';

/** Addresses for one service: `migratorUrl` changes tables, `appUrl` only rows. */
export interface ServiceUrls {
  readonly appUrl: string;
  readonly migratorUrl: string;
}

export interface ProvisionedDatabase {
  readonly services: ReadonlyMap<ServiceName, ServiceUrls>;
  readonly platformUrl: string;
  readonly jobsUrl: string;
}

const roleExists = "select 1 from pg_roles where rolname = $1";

/**
 * Makes the roles and schemas that are missing and gives the login roles fresh passwords.
 * Per service: an owner that cannot log in, a migrator that acts as the owner, and an app role without any right to change tables.
 * The event readers' role has SELECT on outboxes only, which is all that one service may read of another.
 */
export async function provisionDatabase(adminUrl: string, clockOffsetMs: number): Promise<ProvisionedDatabase> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'cdc-provision' });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(7100, 0)');
    const secrets = new Map<string, string>();
    const role = async (name: string, login: boolean): Promise<void> => {
      if ((await admin.query(roleExists, [name])).rowCount === 0) await admin.query(`create role ${name} nologin`);
      if (!login) return;
      const password = randomBytes(24).toString('base64url');
      secrets.set(name, password);
      await admin.query(`alter role ${name} login nosuperuser nobypassrls password '${password}'`);
    };
    await role('cdc_event_reader', false);
    await role('cdc_platform', true);
    await role('cdc_jobs', true);
    for (const { name } of SERVICES) await provisionService(admin, schemaOf(name), role);
    await provisionPlatform(admin, clockOffsetMs);
    await provisionJobs(admin);

    const urlOf = (user: string): string => {
      const url = new URL(adminUrl);
      url.username = user;
      url.password = secrets.get(user) ?? '';
      return url.toString();
    };
    return {
      services: new Map(
        SERVICES.map(({ name }) => [name, { appUrl: urlOf(`${schemaOf(name)}_app`), migratorUrl: urlOf(`${schemaOf(name)}_migrator`) }]),
      ),
      platformUrl: urlOf('cdc_platform'),
      jobsUrl: urlOf('cdc_jobs'),
    };
  } finally {
    await admin.end();
  }
}

async function provisionService(admin: pg.Client, schema: string, role: (name: string, login: boolean) => Promise<void>): Promise<void> {
  await role(`${schema}_owner`, false);
  await role(`${schema}_migrator`, true);
  await role(`${schema}_app`, true);
  await admin.query(`
    grant ${schema}_owner to ${schema}_migrator;
    grant cdc_event_reader to ${schema}_app;
    create schema if not exists ${schema} authorization ${schema}_owner;
    grant usage on schema ${schema} to ${schema}_app, cdc_event_reader;
    alter default privileges for role ${schema}_owner in schema ${schema} grant select, insert, update, delete on tables to ${schema}_app;
    alter default privileges for role ${schema}_owner in schema ${schema} grant usage, select on sequences to ${schema}_app;
    alter role ${schema}_migrator set role = ${schema}_owner;
    alter role ${schema}_migrator set search_path = ${schema};
    alter role ${schema}_app set search_path = ${schema};
    alter role ${schema}_app set idle_in_transaction_session_timeout = '15min';
  `);
}

async function provisionPlatform(admin: pg.Client, clockOffsetMs: number): Promise<void> {
  await admin.query(`
    create schema if not exists platform;
    create table if not exists platform.clock (only_row boolean primary key default true check (only_row), offset_ms bigint not null);
    grant usage on schema platform to cdc_platform;
    grant select, update on platform.clock to cdc_platform;
  `);
  await admin.query('insert into platform.clock (offset_ms) values ($1) on conflict do nothing', [clockOffsetMs]);
}

/** The job queue's library makes its own tables. It makes them as the jobs' role, which may create nothing once they stand. */
async function provisionJobs(admin: pg.Client): Promise<void> {
  await admin.query('create schema if not exists bullmq authorization cdc_jobs');
  const { rows } = await admin.query<{ database: string }>('select quote_ident(current_database()) as database');
  const database = rows[0]?.database ?? '';
  await admin.query(`grant create on database ${database} to cdc_jobs; set role cdc_jobs`);
  await runMigrations(admin, 'bullmq');
  await admin.query(`reset role; revoke create on database ${database} from cdc_jobs`);
}
