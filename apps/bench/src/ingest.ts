import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dayNumber, isoDate, monthDays, monthOf } from '@cdc/contracts';
import { recordOf, removeDataDir, startPlatform, type RunningPlatform } from '@cdc/testing';
import { CENTRES, TESTS, registerBenchCentres, writeDailyFile } from './bench-programme.js';
import { openCopyFloor } from './copy-floor.js';
import { processMemory, resetPeak } from './process-memory.js';

const FIRST_DATE = '2024-04-01';
const POLL_MS = 50;

const { values: options } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '5' } } });

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const thousands = (rows: number, seconds: number): string => `${Math.round(rows / seconds / 1000)} K rows/s`;

/** The first of the month after next: a stretch of days that shares no week and no month with the one that ends on `day`. */
function freshMonthAfter(day: number): number {
  const next = monthDays(monthOf(day)).last + 1;
  return monthDays(monthOf(next)).last + 1;
}

/** Sends the file over HTTP and waits until reporting's projection, which lists it last, has it as accepted. @returns seconds */
async function ingest(platform: RunningPlatform, path: string): Promise<number> {
  const authorization = `Bearer ${await platform.token('national')}`;
  const started = performance.now();
  // The figures are invented and jump as no real ones do: what would be asked is answered beforehand.
  const response = await fetch(`${platform.baseUrl}/api/v1/feeds/activity-daily/submissions?reason=Bench&confirm=OUTLIER,CENTRE_MISSING`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="bench.csv"', prefer: 'wait=30' },
    body: await openAsBlob(path),
  });
  const { id } = recordOf(await response.json());
  for (;;) {
    const list = recordOf((await platform.get('national', '/api/v1/submissions?feed=activity-daily&limit=1')).body);
    const newest = Array.isArray(list['items']) && list['items'][0] !== undefined ? recordOf(list['items'][0]) : {};
    if (newest['id'] === id && newest['status'] === 'accepted') return (performance.now() - started) / 1000;
    if (newest['id'] === id && newest['status'] === 'rejected') throw new Error(`the file was rejected: ${JSON.stringify(newest)}`);
    await wait(POLL_MS);
  }
}

/** Which days a round states, given those of the round before. Only the first kind is held to the gate. */
const KINDS = [
  { name: 'days stated for the first time, sharing no week or month with earlier ones', gate: 1, next: (first: number) => freshMonthAfter(first + days - 1) },
  { name: 'days that adjoin earlier ones, so that a week and a month are counted again over both', gate: null, next: (first: number) => first + days },
  { name: 'the same days with other values, a full restatement', gate: null, next: (first: number) => first },
] as const;

const rounds = Number(options.rounds);
const days = Math.ceil(Number(options.rows) / (CENTRES * TESTS));
const folder = await mkdtemp(join(tmpdir(), 'cdc-bench-'));
// Behind the last day of the last round, and not so far that its corrections have ended. A fresh month begins at most two months after the days before it.
const after = dayNumber(FIRST_DATE) + rounds * (days + 62) + rounds * days + 30;
const platform = await startPlatform({ clockStart: `${isoDate(after)}T09:00:00Z` });
const floor = await openCopyFloor(platform.dataDir);
let first = dayNumber(FIRST_DATE);
let seed = 0;

/** One round: the floor, then the platform, of the same file. @returns the ratio and the growth of the process in MB */
async function measure(): Promise<{ ratio: number; growth: number }> {
  const path = join(folder, `round-${++seed}.csv`);
  const rows = await writeDailyFile(path, isoDate(first), days, seed);
  const floorSeconds = await floor.copy(path);
  await resetPeak(platform.pid);
  const before = await processMemory(platform.pid);
  const seconds = await ingest(platform, path);
  const after = await processMemory(platform.pid);
  await rm(path);
  const ratio = floorSeconds / seconds;
  const growth = before && after ? after.peak - before.resident : Number.NaN;
  console.log(
    `  ${isoDate(first)}: floor ${floorSeconds.toFixed(2)} s (${thousands(rows, floorSeconds)}), platform ${seconds.toFixed(2)} s (${thousands(rows, seconds)}), ` +
      `ratio ${ratio.toFixed(2)}, peak memory ${after?.peak.toFixed(0) ?? '-'} MB (+${growth.toFixed(0)} MB)`,
  );
  return { ratio, growth };
}

try {
  await registerBenchCentres(platform);
  console.log(`ingest: ${days * CENTRES * TESTS} daily rows through HTTP to projection, against COPY FROM STDIN into the keyed table; ${rounds} interleaved rounds of each kind`);
  for (const { name, gate, next } of KINDS) {
    console.log(` ${name}`);
    const measured = [];
    for (let round = 0; round < rounds; round++) {
      if (seed > 0) first = next(first);
      measured.push(await measure());
    }
    const ratio = median(measured.map((one) => one.ratio));
    console.log(`  median ratio ${ratio.toFixed(2)} of the floor (${gate === null ? 'no gate' : `gate ${gate.toFixed(1)}`}); median memory growth ${median(measured.map((one) => one.growth)).toFixed(0)} MB`);
    if (gate !== null && ratio < gate) process.exitCode = 1;
  }
} finally {
  await floor.close();
  await platform.stop();
  await removeDataDir(platform.dataDir);
  await rm(folder, { recursive: true, force: true });
}
