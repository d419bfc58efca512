import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { LoggerService } from '../observability/logger.service.js';
import { NotedJobs } from './noted-jobs-under-test.js';
import { WaitingRowsJob } from './waiting-rows.job.js';

/** Notes what it is told, in order. */
class Steps extends NotedJobs {
  override process(): void {
    this.added.push('process');
  }
}

class LetterJob extends WaitingRowsJob {
  rows: readonly string[] | Error = ['a', 'b'];
  looks = 0;

  constructor(private readonly steps: Steps) {
    super(steps, new LoggerService('silent', 'test'), { queue: 'letters', rows: 'letters', concurrency: 1, lookMs: 5 });
  }

  protected override async begin(): Promise<void> {
    this.steps.added.push('begin');
  }

  protected async waiting(): Promise<readonly string[]> {
    this.looks++;
    if (this.rows instanceof Error) throw this.rows;
    return this.rows;
  }

  protected async work(): Promise<void> {}
}

async function until(condition: () => boolean): Promise<void> {
  for (const giveUpAt = Date.now() + 5_000; !condition() && Date.now() < giveUpAt; ) await pause(1);
  expect(condition()).toBe(true);
}

let job: LetterJob;
afterEach(() => job.onModuleDestroy());

it('begins, takes jobs, and then gives each row that waits its job', async () => {
  const steps = new Steps();
  job = new LetterJob(steps);
  await job.onApplicationBootstrap();
  expect(steps.added.slice(0, 4)).toEqual(['begin', 'process', 'a', 'b']);
});

it('gives a row that still waits its job again, also after a look that failed, until it is stopped', async () => {
  const steps = new Steps();
  job = new LetterJob(steps);
  await job.onApplicationBootstrap();
  job.rows = new Error('the database is away');
  await until(() => job.looks >= 3);
  const before = steps.added.length;
  job.rows = ['b'];
  await until(() => steps.added.length > before);
  expect(steps.added.at(-1)).toBe('b');
  job.onModuleDestroy();
  const { looks } = job;
  await pause(30);
  expect(job.looks).toBe(looks);
});

it('does not start where what waits cannot be found', async () => {
  job = new LetterJob(new Steps());
  job.rows = new Error('the database is away');
  await expect(job.onApplicationBootstrap()).rejects.toThrow('the database is away');
});
