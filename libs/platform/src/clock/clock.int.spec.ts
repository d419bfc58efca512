import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import { openPlatformPool, type PlatformPool } from '../database/platform-pool.js';
import { provisionDatabase } from '../database/provision.js';
import { Clock } from './clock.js';

const DAY_MS = 86_400_000;

let database: TestDatabase;
let pool: PlatformPool;
const clocks: Clock[] = [];
beforeAll(async () => {
  database = await testDatabase();
  pool = openPlatformPool((await provisionDatabase(database.adminUrl, -DAY_MS)).platformUrl);
});
afterAll(async () => {
  for (const clock of clocks) clock.onModuleDestroy();
  await pool.end();
  await database.stop();
});

/** The Clock of another process. */
async function startClock(): Promise<Clock> {
  const clock = new Clock(pool);
  await clock.onApplicationBootstrap();
  clocks.push(clock);
  return clock;
}

/** How far a clock is from `expected`, which moves with real time. */
const off = (clock: Clock, expected: number): number => Math.abs(clock.now().getTime() - expected);

it('stands where the data set began, and runs', async () => {
  const clock = await startClock();
  expect(off(clock, Date.now() - DAY_MS)).toBeLessThan(1_000);
  const before = clock.now();
  await pause(50);
  expect(clock.now().getTime() - before.getTime()).toBeGreaterThanOrEqual(45);
});

it('moves forward for every process within two seconds', async () => {
  const [one, other] = [await startClock(), await startClock()];
  const to = new Date(Date.now() + 30 * DAY_MS);
  await one.moveTo(to);
  expect(off(one, to.getTime())).toBeLessThan(1_000);
  await pause(2_000);
  expect(off(other, to.getTime() + 2_000)).toBeLessThan(1_000);
});

it('does not move backwards', async () => {
  const clock = await startClock();
  await expect(clock.moveTo(new Date(clock.now().getTime() - 1_000))).rejects.toMatchObject({ kind: 'conflict', code: 'CLOCK_BACKWARDS' });
  expect(clock.now().getTime()).toBeGreaterThan(Date.now() + 29 * DAY_MS);
});
