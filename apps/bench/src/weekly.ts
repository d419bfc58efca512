import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dayNumber, isoDate } from '@cdc/contracts';
import { recordOf, removeDataDir, startPlatform, type RunningPlatform } from '@cdc/testing';
import { registerBenchCentres, writeWeeklyFile } from './bench-programme.js';
import { openCopyFloor } from './copy-floor.js';

const FIRST_SUNDAY = '2024-04-07';
const GATE = 3;
/** Reporting's projection of the file before is no part of this one. */
const REST_MS = 400;
/** The first ones are slower on both sides, as nothing is warm. */
const WARM_UP = 5;

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '25' } } });
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** From the first byte sent to the answer that says accepted. @returns seconds */
async function submit(platform: RunningPlatform, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const headers = { authorization: `Bearer ${await platform.token('national')}`, 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="week.csv"', prefer: 'wait=30' };
  const started = performance.now();
  const answer = await fetch(`${platform.baseUrl}/api/v1/feeds/activity-weekly/submissions?reason=Bench&confirm=OUTLIER,CENTRE_MISSING`, { method: 'POST', headers, body });
  const { status } = recordOf(await answer.json());
  const seconds = (performance.now() - started) / 1000;
  if (status !== 'accepted') throw new Error(`the file is ${String(status)}`);
  return seconds;
}

const rounds = Number(options.rounds) + WARM_UP;
const folder = await mkdtemp(join(tmpdir(), 'cdc-bench-'));
const path = join(folder, 'week.csv');
const weekOf = (round: number): string => isoDate(dayNumber(FIRST_SUNDAY) + 7 * round);
const platform = await startPlatform({ clockStart: `${weekOf(rounds)}T23:00:00Z` });
const floor = await openCopyFloor(platform.dataDir);

try {
  await registerBenchCentres(platform);
  console.log(`weekly: 5,000 weekly rows from upload to accepted, week after week, against COPY FROM STDIN of the same file over a fresh connection into a keyed table; ${options.rounds} interleaved rounds`);
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    await writeWeeklyFile(path, weekOf(round), round);
    const body = new Uint8Array(await readFile(path));
    await wait(REST_MS);
    const floorSeconds = await floor.copyAfresh(path);
    const psqlSeconds = await floor.copyByPsql(path);
    const seconds = await submit(platform, body);
    if (round >= WARM_UP) measured.push({ floorSeconds, psqlSeconds, seconds, ratio: seconds / floorSeconds });
  }
  const [floorMs, ms] = [measured.map((one) => one.floorSeconds * 1000), measured.map((one) => one.seconds * 1000)].map((all) => Math.round(median(all)));
  const ratio = median(measured.map((one) => one.ratio));
  console.log(`  medians: floor ${floorMs} ms, platform ${ms} ms, ratio ${ratio.toFixed(2)} (gate ${GATE.toFixed(1)}, at most)`);
  const byPsql = measured.flatMap(({ psqlSeconds, seconds }) => (psqlSeconds === null ? [] : [seconds / psqlSeconds]));
  if (byPsql.length > 0) console.log(`  psql, started for it: ratio ${median(byPsql).toFixed(2)} (no gate)`);
  if (ratio > GATE) process.exitCode = 1;
} finally {
  await floor.close();
  await platform.stop();
  await removeDataDir(platform.dataDir);
  await rm(folder, { recursive: true, force: true });
}
