import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import pg from 'pg';
import { openPlatformPool, type PlatformPool } from '../database/platform-pool.js';
import { provisionDatabase } from '../database/provision.js';
import { assertDataSet } from './data-set-mark.js';
import { DataSet } from './data-set.js';
import { type DataSetName } from './data-set-name.js';

const databases: TestDatabase[] = [];
const pools: PlatformPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.end())));
afterAll(() => Promise.all(databases.map((database) => database.stop())));

async function fresh(): Promise<string> {
  const database = await testDatabase();
  databases.push(database);
  return database.adminUrl;
}

/** The data set as a process that starts on the database has it. */
async function open(adminUrl: string, name: DataSetName): Promise<DataSet> {
  const pool = openPlatformPool((await provisionDatabase(adminUrl, 0, { dataSet: name })).platformUrl);
  pools.push(pool);
  return new DataSet(name, pool);
}

async function query(url: string, sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the mark of a database', () => {
  it.each([
    ['demonstration', 'live', /holds the demonstration, .* was started for the live data set, .* Set CDC_DEMO=on .* CDC_DATABASE_ADMIN_URL/],
    ['live', 'demonstration', /holds the live data set, .* was started for the demonstration, .* Set CDC_DEMO=off .* CDC_DATABASE_ADMIN_URL/],
  ] as const)('keeps %s data from being opened as %s', async (first, second, message) => {
    const adminUrl = await fresh();
    await open(adminUrl, first);
    await expect(open(adminUrl, second)).rejects.toThrow(message);
    await expect(open(adminUrl, first)).resolves.toBeDefined();
  });

  it('is seen by a process that may only read it', async () => {
    const { services } = await provisionDatabase(await fresh(), 0, { dataSet: 'demonstration' });
    const url = services.get('reporting')?.appUrl ?? '';
    await expect(assertDataSet(url, 'live')).rejects.toThrow('holds the demonstration');
    await expect(assertDataSet(url, 'demonstration')).resolves.toBeUndefined();
    await expect(query(url, "update platform.data_set set name = 'live'")).rejects.toMatchObject({ code: '42501' });
  });

  it('takes a database from before there were marks for live', async () => {
    const adminUrl = await fresh();
    await open(adminUrl, 'live');
    await query(adminUrl, 'drop table platform.data_set');
    await expect(open(adminUrl, 'demonstration')).rejects.toThrow('holds the live data set');
    await open(adminUrl, 'live');
    expect(await query(adminUrl, 'select name from platform.data_set')).toEqual([{ name: 'live' }]);
  });
});

describe('the progress of loading', () => {
  it('is the same for every process and through a restart', async () => {
    const adminUrl = await fresh();
    const [loader, other] = [await open(adminUrl, 'demonstration'), await open(adminUrl, 'demonstration')];
    expect(await other.progress()).toEqual({ state: 'loading', step: null, done: 0, total: 0, problem: null });
    await loader.report({ step: 'Week ending 12 June 2022', done: 34, total: 120 });
    expect(await other.progress()).toEqual({ state: 'loading', step: 'Week ending 12 June 2022', done: 34, total: 120, problem: null });
    await loader.fail('The file was refused.');
    expect(await other.progress()).toMatchObject({ state: 'failed', done: 34, problem: 'The file was refused.' });

    const next = await open(adminUrl, 'demonstration');
    expect(await next.progress()).toMatchObject({ state: 'failed' });
    await next.resume();
    expect(await other.progress()).toMatchObject({ state: 'loading', step: 'Week ending 12 June 2022', problem: null });
    await next.finish();
    expect(await other.progress()).toMatchObject({ state: 'loaded', done: 120, total: 120, problem: null });
  });

  it('ends once', async () => {
    const adminUrl = await fresh();
    const loader = await open(adminUrl, 'demonstration');
    await loader.finish();
    await loader.report({ step: 'Late', done: 1, total: 2 });
    await loader.fail('Late');
    expect(await (await open(adminUrl, 'demonstration')).progress()).toMatchObject({ state: 'loaded', step: null, problem: null });
  });

  it('is none in a live data set, into which nothing is loaded', async () => {
    const live = await open(await fresh(), 'live');
    expect([live.isSynthetic, live.label, (await live.progress()).state]).toEqual([false, null, null]);
    await expect(live.report({ step: 'x', done: 0, total: 1 })).rejects.toThrow('live data set');
  });
});
