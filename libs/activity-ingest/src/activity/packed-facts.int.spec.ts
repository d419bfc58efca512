import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { finished, pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { KeptChunks } from './kept-chunks.js';
import { FACT_COLUMNS, PackedFacts, type Fact } from './packed-facts.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query(`create table fact (submission_number int, row_number int, region_number smallint, cdc_number int, test_number smallint, grain smallint,
    period date, delivered int, did_not_attend int, cancelled int, planned int)`);
});
afterAll(async () => {
  await client.end();
  await database.stop();
});

async function copy(facts: PackedFacts, kept: KeptChunks): Promise<void> {
  facts.end();
  await finished(kept);
  await client.query('truncate fact');
  await pipeline(kept.read(), client.query(copyFrom(`copy fact (${FACT_COLUMNS}) from stdin (format binary)`)));
}

const spills = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('cdc-facts-'));
/** 2024-08-04. */
const DAY = 19_939;
const fact = (rowNumber: number, values: Partial<Fact> = {}): Fact => ({ rowNumber, regionNumber: 60, cdcNumber: 7, testNumber: 3, period: DAY, delivered: 12, didNotAttend: 1, cancelled: 2, planned: 20, ...values });

describe('packed facts', () => {
  it('arrive in the table as they were', async () => {
    const kept = new KeptChunks();
    const facts = new PackedFacts(41, 2, kept);
    facts.add(fact(1));
    facts.add(fact(2, { didNotAttend: -1, cancelled: -1, planned: -1 }));
    facts.add(fact(3, { didNotAttend: 0, cancelled: 0, planned: 0, delivered: 0, period: 0 }));
    facts.add(fact(2_000_000_000, { cdcNumber: 2_147_483_647, delivered: 16_909_060, testNumber: 32_767, period: 40_000 }));
    await copy(facts, kept);
    kept.discard();
    const { rows } = await client.query({ text: 'select submission_number, row_number, region_number, cdc_number, test_number, grain, period::text, delivered, did_not_attend, cancelled, planned from fact order by row_number', rowMode: 'array' });
    expect(rows).toEqual([
      [41, 1, 60, 7, 3, 2, '2024-08-04', 12, 1, 2, 20],
      [41, 2, 60, 7, 3, 2, '2024-08-04', 12, null, null, null],
      [41, 3, 60, 7, 3, 2, '1970-01-01', 0, 0, 0, 0],
      [41, 2_000_000_000, 60, 2_147_483_647, 32_767, 2, '2079-07-08', 16_909_060, 1, 2, 20],
    ]);
  });

  it.each([
    ['in memory', 10_000, 0],
    // 84 bytes a row: past 4 MB.
    ['through a file', 200_000, 1],
  ])('lose nothing %s, and leave nothing behind', async (_where, rows, files) => {
    const before = spills().length;
    const kept = new KeptChunks();
    const facts = new PackedFacts(1, 1, kept);
    for (let row = 1; row <= rows; row++) facts.add(fact(row, { delivered: row % 1000 }));
    expect(spills().length - before).toBe(files);
    await copy(facts, kept);
    const { rows: found } = await client.query("select count(*)::int as n, sum(row_number)::text as places, sum(delivered)::int as delivered from fact");
    let delivered = 0;
    for (let row = 1; row <= rows; row++) delivered += row % 1000;
    expect(found).toEqual([{ n: rows, places: String((rows * (rows + 1)) / 2), delivered }]);
    kept.discard();
    expect(spills().length).toBe(before);
  });

  it('may end where a chunk does', async () => {
    // A row with every measure takes 84 bytes and a chunk holds 256 KiB.
    for (let rows = 3_116; rows <= 3_124; rows++) {
      const kept = new KeptChunks();
      const facts = new PackedFacts(1, 1, kept);
      for (let row = 1; row <= rows; row++) facts.add(fact(row));
      await copy(facts, kept);
      kept.discard();
      expect((await client.query('select count(*)::int as n from fact')).rows).toEqual([{ n: rows }]);
    }
  });

  it('leave no file when nobody reads them', () => {
    const before = spills().length;
    const kept = new KeptChunks();
    const facts = new PackedFacts(1, 1, kept);
    for (let row = 1; row <= 60_000; row++) facts.add(fact(row));
    expect(spills().length).toBe(before + 1);
    kept.discard();
    kept.discard();
    expect(spills().length).toBe(before);
  });
});
