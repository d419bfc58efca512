import pg from 'pg';
import { type DataSetName } from './data-set-name.js';

/** One row: which data set the database holds, and how far the demonstration has been loaded into it. */
export const DATA_SET_TABLE = `
  create table if not exists platform.data_set (
    only_row boolean primary key default true check (only_row),
    name text not null check (name in ('demonstration', 'live')),
    state text check (state in ('loading', 'loaded', 'failed')),
    step text,
    done integer not null default 0,
    total integer not null default 0,
    problem text,
    check ((name = 'live') = (state is null))
  );`;

const WORDS: Readonly<Record<DataSetName, { readonly what: string; readonly setting: string }>> = {
  demonstration: { what: 'the demonstration, whose centres are invented', setting: 'CDC_DEMO=on' },
  live: { what: 'the live data set, whose centres are real', setting: 'CDC_DEMO=off' },
};

/** Writes the mark of a database that has none, for ever. */
export async function markDataSet(admin: pg.Client, name: DataSetName): Promise<void> {
  await admin.query('insert into platform.data_set (name, state) values ($1, $2) on conflict do nothing', [name, name === 'live' ? null : 'loading']);
}

/** @throws Error that names both data sets and what to set, when the database is marked as the other one */
export async function refuseOtherDataSet(client: pg.Client, wanted: DataSetName): Promise<void> {
  const found = await readMark(client);
  if (found === null || found === wanted) return;
  throw new Error(
    `This database holds ${WORDS[found].what}, but the platform was started for ${WORDS[wanted].what}. The two never meet. ` +
      `Set ${WORDS[found].setting} to open what is there, or name another database in CDC_DATABASE_ADMIN_URL or another folder in CDC_DATA_DIR.`,
  );
}

/** {@link refuseOtherDataSet} for a process that provisions nothing. */
export async function assertDataSet(databaseUrl: string, wanted: DataSetName): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'cdc-data-set' });
  await client.connect();
  try {
    await refuseOtherDataSet(client, wanted);
  } finally {
    await client.end();
  }
}

/** @returns null for a new database; one that is older than the mark is live, as there was nothing else */
async function readMark(client: pg.Client): Promise<DataSetName | null> {
  const { rows } = await client.query<{ clock: boolean; mark: boolean }>(
    "select to_regclass('platform.clock') is not null as clock, to_regclass('platform.data_set') is not null as mark",
  );
  if (rows[0]?.mark) return (await client.query<{ name: DataSetName }>('select name from platform.data_set')).rows[0]?.name ?? null;
  return rows[0]?.clock ? 'live' : null;
}
