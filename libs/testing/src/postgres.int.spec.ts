import { afterAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from './postgres.js';

const made = [await testDatabase(), await testDatabase()];
afterAll(() => Promise.all(made.map((database) => database.stop())));

async function query(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

it('gives each caller a database of its own', async () => {
  const [first, second] = made;
  await query(first?.adminUrl ?? '', 'create table centres (code text)');
  const seen = await query(second?.adminUrl ?? '', `select to_regclass('public.centres') as found`);
  expect(seen.rows).toEqual([{ found: null }]);
});

it('drops a database that still has connections', async () => {
  const database = await testDatabase();
  const left = new pg.Client({ connectionString: database.adminUrl });
  left.on('error', () => undefined);
  await left.connect();
  await database.stop();
  await expect(query(database.adminUrl, 'select 1')).rejects.toMatchObject({ code: '3D000' });
});
