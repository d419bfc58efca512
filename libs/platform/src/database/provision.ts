import { createHmac, randomBytes, scryptSync } from 'node:crypto';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { SERVICES, schemaOf, type ServiceName } from '@cdc/contracts';
import { DATA_SET_TABLE, markDataSet, refuseOtherDataSet } from '../data-set/data-set-mark.js';
import { type DataSetName } from '../data-set/data-set-name.js';
import { sqlStateOf } from './database-failure.js';

/** Where the services of a process find their tables, and all of them what belongs to no service. */
export interface DatabaseAddresses {
  /** `appUrl` changes rows, never tables. */
  readonly services: ReadonlyMap<ServiceName, { readonly appUrl: string }>;
  readonly platformUrl: string;
}

/** Addresses for one service: `migratorUrl` changes tables, `appUrl` only rows. */
export interface ServiceUrls {
  readonly appUrl: string;
  readonly migratorUrl: string;
}

export interface ProvisionedDatabase extends DatabaseAddresses {
  readonly services: ReadonlyMap<ServiceName, ServiceUrls>;
  readonly jobsUrl: string;
}

export interface ProvisionOptions {
  /** Which data set the database is to hold, for ever; default live. */
  readonly dataSet?: DataSetName;
  /** For the services' app roles; else they follow from the administrator's. */
  readonly servicePasswords?: ReadonlyMap<ServiceName, string>;
}

const roleExists = 'select 1 from pg_roles where rolname = $1';

/** Roles belong to the whole server, an advisory lock to one database: of two databases provisioned at once, one may meet the other's change. */
const MET_ANOTHER = new Set(['XX000', '23505', '42710']);
const MOST_TRIES = 20;

/**
 * Makes the roles and schemas that are missing and sets the passwords of the login roles.
 * Per service: an owner that cannot log in, a migrator that acts as the owner, and an app role without any right to change tables.
 * The event readers' role has SELECT on outboxes only, which is all that one service may read of another.
 * @param clockOffsetMs how far the Clock stands from real time when the database is new
 * @throws Error, before anything is changed, when the database holds another data set
 */
export async function provisionDatabase(adminUrl: string, clockOffsetMs: number, options: ProvisionOptions = {}): Promise<ProvisionedDatabase> {
  const { servicePasswords = new Map<ServiceName, string>(), dataSet = 'live' } = options;
  const given = new Map([...servicePasswords].map(([service, password]) => [`${schemaOf(service)}_app`, password]));
  const derived = rolePasswords(decodeURIComponent(new URL(adminUrl).password));
  const passwordOf = (role: string): string => given.get(role) ?? derived(role);
  for (let tries = 1; ; tries++) {
    try {
      return await provisionOnce(adminUrl, { clockOffsetMs, dataSet, passwordOf });
    } catch (error) {
      if (tries === MOST_TRIES || !MET_ANOTHER.has(sqlStateOf(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 90));
    }
  }
}

/**
 * Follow from the administrator's password, so that the processes of a cluster agree on them and none locks the others out by starting.
 * Without such a password (the server trusts the connection) they are drawn anew.
 */
function rolePasswords(adminPassword: string): (role: string) => string {
  const key = adminPassword === '' ? randomBytes(32) : scryptSync(adminPassword, 'cdc-role-passwords', 32);
  return (role) => createHmac('sha256', key).update(role).digest('base64url');
}

interface Provisioning {
  readonly clockOffsetMs: number;
  readonly dataSet: DataSetName;
  readonly passwordOf: (role: string) => string;
}

async function provisionOnce(adminUrl: string, { clockOffsetMs, dataSet, passwordOf }: Provisioning): Promise<ProvisionedDatabase> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'cdc-provision' });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(7100, 0)');
    await refuseOtherDataSet(admin, dataSet);
    const role = async (name: string, login: boolean): Promise<void> => {
      if ((await admin.query(roleExists, [name])).rowCount === 0) await admin.query(`create role ${name} nologin`);
      if (!login) return;
      await admin.query(`alter role ${name} login nosuperuser nobypassrls password ${pg.escapeLiteral(passwordOf(name))}`);
    };
    await role('cdc_event_reader', false);
    await role('cdc_platform', true);
    await role('cdc_jobs', true);
    for (const { name } of SERVICES) await provisionService(admin, schemaOf(name), role);
    await provisionPlatform(admin, clockOffsetMs, dataSet);
    await provisionJobs(admin);

    const urlOf = (user: string): string => {
      const url = new URL(adminUrl);
      url.username = user;
      url.password = encodeURIComponent(passwordOf(user));
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

/** The service that answers requests to move the Clock. In a cluster every service reads it with its own role. */
const CLOCK_MOVER: ServiceName = 'reporting';

async function provisionPlatform(admin: pg.Client, clockOffsetMs: number, dataSet: DataSetName): Promise<void> {
  // Together: a database whose Clock stands but which has no mark is from before there were two data sets.
  await admin.query(`
    begin;
    create schema if not exists platform;
    create table if not exists platform.clock (only_row boolean primary key default true check (only_row), offset_ms bigint not null);
    ${DATA_SET_TABLE}
    grant usage on schema platform to cdc_platform, cdc_event_reader;
    grant select on platform.clock, platform.data_set to cdc_platform, cdc_event_reader;
    grant update on platform.clock, platform.data_set to cdc_platform;
    grant update on platform.clock to ${schemaOf(CLOCK_MOVER)}_app;
  `);
  await admin.query('insert into platform.clock (offset_ms) values ($1) on conflict do nothing', [clockOffsetMs]);
  await markDataSet(admin, dataSet);
  await admin.query('commit');
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
