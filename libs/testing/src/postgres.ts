import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of one spec file, empty at first. */
export interface TestDatabase {
  /** Connection string of a role that owns the database and may create roles. */
  adminUrl: string;
  /** Drops the database, ending connections that are still open. */
  stop(): Promise<void>;
}

/** Makes a fresh database on the server of this jest run, or on the server at CDC_TEST_DATABASE_URL. Roles belong to the
 * whole server: create them with `if not exists` semantics, for other spec files run at the same time. */
export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['CDC_TEST_DATABASE_URL'];
  if (!serverUrl) {
    throw new Error(
      'No test server: name the file *.int.spec.ts, *.api.spec.ts or *.e2e.spec.ts, and run jest with jest.config.mjs.',
    );
  }
  const name = `cdc_test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    adminUrl: url.href,
    stop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
