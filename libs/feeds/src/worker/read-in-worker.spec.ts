import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { brief, CONTEXT } from '../check/check-under-test.js';
import { type CheckOptions, type CheckResult } from '../check/check-result.model.js';
import { openCheck } from '../check/file-check.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { xlsxOf } from '../workbook/workbook-under-test.js';
import { BATCHES_AHEAD, Outbox } from './outbox.js';
import { READ_LIMITS, type ReadLimits } from './read-limits.model.js';
import { readInWorker } from './read-in-worker.js';
import { type Reading } from './reading.model.js';

const HEADER = ['cdc_code', 'date', 'test', 'delivered'];
const TASKS = '/proc/self/task';

/** Threads of this process, where the system tells. */
const threads = (): number => (existsSync(TASKS) ? readdirSync(TASKS).length : 0);

/** A thread that was ended may be listed for a moment longer. */
async function threadsAreBackTo(before: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && threads() > before; tries++) await wait(20);
  return threads() <= before;
}

function workbook(rows: number): Uint8Array {
  const days = Array.from({ length: rows }, (_, index) => ['RWX01', new Date((index % 19_000) * 86_400_000).toISOString().slice(0, 10), 'MRI', index % 100]);
  return xlsxOf({ sheets: [{ name: 'S', rows: [HEADER, ...days] }] });
}

const sharing = (texts: number): Uint8Array =>
  xlsxOf({ sheets: [{ name: 'S', rows: [HEADER] }], shared: Array.from({ length: texts }, (_, index) => `<t>text ${index} ${index * 7919}</t>`) });

async function check(bytes: Uint8Array, limits: Partial<ReadLimits> = {}, between?: () => Promise<void>, options: Partial<CheckOptions> = {}): Promise<CheckResult> {
  const opened = openCheck(feedByName('activity-daily'), { fileName: 'file', context: CONTEXT, limits, ...options });
  opened.push(bytes);
  return opened.end(between);
}

describe('a file that is read in a worker', () => {
  let before = 0;
  beforeAll(async () => {
    // What the first worker brings with it stays.
    await check(workbook(1));
    before = threads();
  });
  afterEach(async () => expect(await threadsAreBackTo(before)).toBe(true));

  it('comes out as it went in, a stretch at a time, and says how far it is', async () => {
    const opened = openCheck(feedByName('activity-daily'), { fileName: 'file', context: CONTEXT });
    const bytes = workbook(19_000);
    opened.push(bytes);
    const done: number[] = [opened.done];
    const result = await opened.end(async () => void done.push(opened.done));
    expect([brief(result), result.counts.read]).toEqual([[], 19_000]);
    expect(done.length).toBeGreaterThan(3);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect([done[0], done.at(-1)]).toEqual([0, bytes.length]);
    expect(done.slice(1, -1).every((bytesRead) => bytesRead > 0 && bytesRead < bytes.length)).toBe(true);
  });

  it('may be JSON', async () => {
    const json = new TextEncoder().encode('[{"cdc_code":"RWX01","date":"2024-08-05","test":"MRI","delivered":12}]');
    expect((await check(json)).totals).toEqual({ delivered: 12 });
  });

  it('that takes too long is given up, and its worker ended while it works', async () => {
    const result = await check(workbook(60_000), { milliseconds: 40 });
    expect([brief(result), result.errors[0]?.message]).toEqual([['READ_TIMED_OUT'], 'The file could not be read in 1 seconds.']);
  });

  it('that takes too long is looked through all the same where it is text', async () => {
    const json = new TextEncoder().encode('[{"cdc_code":"RWX01","comment":"patient 9434765919"}]');
    expect(await check(json, { milliseconds: 1 })).toMatchObject({ quarantined: true, counts: { errors: 1 } });
  });

  it('is not given up for the time that its rows take elsewhere', async () => {
    const [milliseconds, perBatch] = [4000, 1300];
    let taken = 0;
    // Nothing can arrive meanwhile, so that the next reading is always waited for.
    const take = (): Promise<void> => {
      taken++;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, perBatch);
      return Promise.resolve();
    };
    const slow = await check(workbook(18_900), { milliseconds }, take);
    expect(brief(slow)).toEqual([]);
    expect((taken - 1) * perBatch).toBeGreaterThan(milliseconds);
  });

  it('that takes too much memory ends its worker, and nothing else', async () => {
    const result = await check(sharing(600_000), { heapMb: 24 });
    expect([brief(result), result.errors[0]?.message]).toEqual([['WORKBOOK_TOO_LARGE'], 'The file holds more than we can keep in memory.']);
    expect(brief(await check(workbook(1)))).toEqual([]);
  });

  it('leaves no worker behind, however it ends', async () => {
    const empty = xlsxOf({ sheets: [{ name: 'S', rows: Array.from({ length: 20_000 }, (_, index) => [`row ${index}`]) }] });
    expect(brief(await check(empty))).toEqual(['HEADER_NOT_FOUND']);
    expect(brief(await check(workbook(10).subarray(0, 500)))).toEqual(['UNREADABLE_WORKBOOK']);
    const broken = check(workbook(9000), {}, () => Promise.reject(new Error('the database went away')));
    await expect(broken).rejects.toThrow('the database went away');
    const thrown = check(workbook(9000), {}, undefined, { onRow: () => void (0 as never as () => void)() });
    await expect(thrown).rejects.toThrow(TypeError);
    for (let time = 0; time < 4; time++) await check(workbook(1));
  });

  it('waits to be taken: only so much is on its way', async () => {
    const readings = readInWorker({ format: 'xlsx', bytes: workbook(60_000), sheets: [], limits: READ_LIMITS });
    const kinds: string[] = [];
    for await (const reading of readings) {
      kinds.push(reading.kind);
      if (reading.kind === 'rows') await wait(20);
      if (kinds.length === 5) break;
    }
    expect(kinds).toEqual(['sheets', 'rows', 'rows', 'rows', 'rows']);
  });
});

describe('an outbox', () => {
  it('holds rows back until those before them are taken', async () => {
    const { port1, port2 } = new MessageChannel();
    const { deliver } = new Outbox(port1);
    const arrived: Reading[] = [];
    port2.on('message', (reading: Reading) => arrived.push(reading));
    const rows = (part: number): Reading => ({ kind: 'rows', sheet: 0, part, batch: { bytes: new Uint8Array(1), ends: new Int32Array(1), counts: new Int32Array(1), rowNumbers: new Int32Array(1), flaws: [] } });
    let sent = 0;
    const all = (async () => {
      for (let part = 1; part <= 5; part++) await deliver(rows(part)).then(() => sent++);
    })();
    const settle = () => wait(50);
    await settle();
    expect([sent, arrived.length]).toEqual([BATCHES_AHEAD, BATCHES_AHEAD]);
    port2.postMessage('taken');
    await settle();
    expect(arrived.length).toBe(BATCHES_AHEAD + 1);
    for (let taken = 0; taken < 3; taken++) port2.postMessage('taken');
    await all;
    await settle();
    expect(arrived.map((reading) => reading.kind === 'rows' && reading.part)).toEqual([1, 2, 3, 4, 5]);
    port1.close();
  });
});
