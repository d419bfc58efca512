import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { dataSetFolder } from '@cdc/platform';

/** The floor: COPY FROM STDIN of the same file into a logged table with the primary key, in the platform's own server with its shipped settings. */
export interface CopyFloor {
  /** @returns seconds */
  copy(path: string): Promise<number>;
  /** The same of a weekly return, with a connection made for it. @returns seconds */
  copyAfresh(path: string): Promise<number>;
  /** The same by psql, started for it. @returns seconds; null where there is none */
  copyByPsql(path: string): Promise<number | null>;
  close(): Promise<void>;
}

const WEEKLY_COPY = 'bench.weekly_floor from stdin (format csv, header true)';

export async function openCopyFloor(dataDir: string): Promise<CopyFloor> {
  const server = join(dataSetFolder({ CDC_DATA_DIR: dataDir, CDC_DEMO: 'off' }), 'postgres');
  const [port, password] = await Promise.all(['port', 'password'].map(async (name) => (await readFile(join(server, name), 'utf8')).trim()));
  const address = { host: '127.0.0.1', port: Number(port), user: 'postgres', password: password ?? '', database: 'cdc' };
  const client = new pg.Client(address);
  await client.connect();
  await client.query(`create schema bench; create table bench.floor (
    cdc_code text collate "C", date date, test text collate "C", delivered int, did_not_attend int, cancelled int, primary key (cdc_code, date, test));
    create table bench.weekly_floor (like bench.floor including all)`);
  return {
    copy: async (path) => {
      await client.query('truncate bench.floor');
      await client.query('checkpoint');
      const started = performance.now();
      await pipeline(createReadStream(path, { highWaterMark: 256 * 1024 }), client.query(copyFrom('copy bench.floor from stdin (format csv, header true)')));
      return (performance.now() - started) / 1000;
    },
    copyAfresh: async (path) => {
      await emptyWeekly(client);
      const started = performance.now();
      const own = new pg.Client(address);
      await own.connect();
      await pipeline(createReadStream(path), own.query(copyFrom(`copy ${WEEKLY_COPY}`)));
      await own.end();
      return (performance.now() - started) / 1000;
    },
    copyByPsql: async (path) => {
      await emptyWeekly(client);
      const url = `postgresql://${address.user}:${encodeURIComponent(address.password)}@${address.host}:${address.port}/${address.database}`;
      const started = performance.now();
      const psql = spawn('psql', ['-X', '-q', '-d', url, '-c', `copy ${WEEKLY_COPY}`], { stdio: ['pipe', 'ignore', 'inherit'] });
      const ended = once(psql, 'close').catch(() => null);
      await pipeline(createReadStream(path), psql.stdin).catch(() => undefined);
      const [code] = (await ended) ?? [null];
      return code === 0 ? (performance.now() - started) / 1000 : null;
    },
    close: () => client.end(),
  };
}

async function emptyWeekly(client: pg.Client): Promise<void> {
  await client.query('truncate bench.weekly_floor');
  await client.query('checkpoint');
}
