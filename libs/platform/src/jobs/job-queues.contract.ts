import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { LoggerService } from '../observability/logger.service.js';
import { type JobBackend } from './job-backend.js';
import { JobQueues } from './job-queues.js';

let open: JobQueues[] = [];

/** Queues of one process; they end with {@link closeQueues}. */
export async function startQueues(backend: JobBackend): Promise<JobQueues> {
  const queues = new JobQueues(backend, new LoggerService('silent', 'test'));
  open.push(queues);
  await queues.onModuleInit();
  return queues;
}

export async function closeQueues(): Promise<void> {
  for (const queues of open) await queues.beforeApplicationShutdown();
  open = [];
}

export async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error('it did not happen within 30 s');
    await pause(10);
  }
}

export const ignore = async (): Promise<void> => undefined;

/** What queues must do on every backend; each one's spec runs it unchanged. @param backend of one process */
export function jobQueuesContract(backend: () => JobBackend): void {
  afterEach(closeQueues);

  it('runs a job that was added before its worker started, and by another process', async () => {
    const ran: string[] = [];
    await (await startQueues(backend())).add('early', 'row-1');
    (await startQueues(backend())).process('early', 1, async (id) => void ran.push(id), ignore);
    await until(() => ran.length > 0);
    expect(ran).toEqual(['row-1']);
  });

  it('takes one job for a row while it waits or runs, and another when it is done', async () => {
    const ran: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const queues = await startQueues(backend());
    await queues.add('once', 'row-1');
    await queues.add('once', 'row-1');
    queues.process('once', 2, async (id) => {
      ran.push(id);
      await held;
    }, ignore);
    await until(() => ran.length > 0);
    await queues.add('once', 'row-1');
    await queues.add('once', 'row-2');
    await until(() => ran.includes('row-2'));
    expect(ran).toEqual(['row-1', 'row-2']);
    release();
    await pause(200);
    await queues.add('once', 'row-1');
    await until(() => ran.length === 3);
  });

  it('tries a job that fails five times, then says so once', async () => {
    let tries = 0;
    const exhausted: [string, string][] = [];
    const queues = await startQueues(backend());
    queues.process(
      'failing',
      1,
      async (id) => {
        tries++;
        throw new Error(`${id} cannot be read`);
      },
      async (id, error) => void exhausted.push([id, error.message]),
    );
    await queues.add('failing', 'row-1');
    await until(() => exhausted.length > 0);
    expect([tries, exhausted]).toEqual([5, [['row-1', 'row-1 cannot be read']]]);
  });

  it('runs as many jobs at once as it was told', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const queues = await startQueues(backend());
    for (let row = 0; row < 6; row++) await queues.add('wide', `row-${row}`);
    queues.process('wide', 2, async () => {
      most = Math.max(most, ++running);
      await pause(50);
      running--;
      done++;
    }, ignore);
    await until(() => done === 6);
    expect(most).toBe(2);
  });

  it('waits at shutdown for the job that runs', async () => {
    let started = false;
    let finished = false;
    const queues = await startQueues(backend());
    queues.process('slow', 1, async () => {
      started = true;
      await pause(300);
      finished = true;
    }, ignore);
    await queues.add('slow', 'row-1');
    await until(() => started);
    expect(await queues.troubles()).toEqual([]);
    await queues.beforeApplicationShutdown();
    expect(finished).toBe(true);
    expect(await queues.troubles()).toContain('slow: stopped');
  });
}
