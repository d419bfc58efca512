import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dayNumber, isoDate, monthDays, monthOf } from '@cdc/contracts';
import { recordOf } from '../platform-client.js';
import { removeDataDir, startPlatform, type RunningPlatform } from '../running-platform.js';
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
  const response = await fetch(`${platform.baseUrl}/api/v1/feeds/activity-daily/submissions`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="bench.csv"' },
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

const rounds = Number(options.rounds);
const days = Math.ceil(Number(options.rows) / (CENTRES * TESTS));
const folder = await mkdtemp(join(tmpdir(), 'cdc-bench-'));
const platform = await startPlatform({ clockStart: '2027-01-01T09:00:00Z' });
const floor = await openCopyFloor(platform.dataDir);
try {
  await registerBenchCentres(platform);
  const ratios: number[] = [];
  const growths: number[] = [];
  console.log(`ingest: ${days * CENTRES * TESTS} daily rows through HTTP to projection, against COPY FROM STDIN into the keyed table; ${rounds} interleaved rounds`);
  let first = dayNumber(FIRST_DATE);
  for (let round = 0; round < rounds; round++) {
    const path = join(folder, `round-${round}.csv`);
    const rows = await writeDailyFile(path, isoDate(first), days, round);
    first = freshMonthAfter(first + days - 1);
    const floorSeconds = await floor.copy(path);
    await resetPeak(platform.pid);
    const before = await processMemory(platform.pid);
    const seconds = await ingest(platform, path);
    const after = await processMemory(platform.pid);
    const growth = before && after ? after.peak - before.resident : Number.NaN;
    ratios.push(floorSeconds / seconds);
    growths.push(growth);
    const megabytes = (await stat(path)).size / 1024 / 1024;
    console.log(
      `  round ${round + 1}: floor ${floorSeconds.toFixed(2)} s (${thousands(rows, floorSeconds)}), platform ${seconds.toFixed(2)} s (${thousands(rows, seconds)}), ` +
        `ratio ${(floorSeconds / seconds).toFixed(2)}, peak memory ${after?.peak.toFixed(0) ?? '-'} MB (+${growth.toFixed(0)} MB), file ${megabytes.toFixed(1)} MB`,
    );
    await rm(path);
  }
  console.log(`  median ratio ${median(ratios).toFixed(2)} of the floor (gate 1.0); median memory growth ${median(growths).toFixed(0)} MB`);
  process.exitCode = median(ratios) >= 1 ? 0 : 1;
} finally {
  await floor.close();
  await platform.stop();
  await removeDataDir(platform.dataDir);
  await rm(folder, { recursive: true, force: true });
}
