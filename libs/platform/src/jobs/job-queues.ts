import { Inject, Injectable, Optional, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { LoggerService } from '../observability/logger.service.js';
import { JOB_BACKEND, type JobBackend, type JobData, type JobQueue, type JobWorker } from './job-backend.js';

/** How often a job is tried, and how long the first pause is; pauses double. */
const ATTEMPTS = 5;
const BACKOFF_MS = 500;
/** A job whose process was killed is taken up by another after the lock's time at most; a live one renews its lock at half of it. */
const LOST_JOBS = { lockDuration: 8_000, stalledInterval: 2_000, maxStalledCount: ATTEMPTS };
/** A caller waits no longer for a queue that is away: the row is there, and who looks for rows without a job finds it. */
const ADD_MS = 2_000;

/**
 * Background work by name. A job carries the id of a row and nothing else: the row is the truth, a lost job is made again from it,
 * and a handler that runs twice for one id changes nothing the second time.
 */
@Injectable()
export class JobQueues implements OnModuleInit, BeforeApplicationShutdown {
  private readonly queues = new Map<string, JobQueue>();
  private readonly workers = new Map<string, JobWorker>();

  constructor(
    @Inject(JOB_BACKEND) private readonly backend: JobBackend,
    private readonly logger: LoggerService,
    @Optional() private readonly clock?: Clock,
  ) {}

  /** Refuses to start on a backend that loses jobs. */
  onModuleInit(): Promise<void> {
    return this.backend.assertKeepsJobs();
  }

  /**
   * Adds a job for the row `id`; while one for the same id waits or runs, it is the same job. A queue that is away is no error for the
   * caller: what it wanted done stands in the row, and the job is made when rows without one are looked for.
   */
  async add(name: string, id: string): Promise<void> {
    const options = { jobId: id, attempts: ATTEMPTS, backoff: { type: 'exponential', delay: BACKOFF_MS }, removeOnComplete: true, removeOnFail: true };
    const adding = this.queue(name).add(name, { id }, options);
    try {
      await within(ADD_MS, adding);
    } catch (error) {
      this.logger.warn({ err: error, job: name, id }, 'a job could not be added; its row waits to be found');
    }
  }

  /**
   * Runs `handle` for each job of this name, `concurrency` at a time.
   * @param onExhausted called when a job failed its last attempt, so that its row can say so
   */
  process(name: string, concurrency: number, handle: (id: string) => Promise<void>, onExhausted: (id: string, error: Error) => Promise<void>): void {
    const run = async ({ id }: JobData): Promise<void> => {
      await this.clock?.refresh();
      await handle(id);
    };
    const worker = this.backend.worker(name, run, { concurrency, ...LOST_JOBS });
    worker.on('failed', (job, error) => {
      if (!job || job.attemptsMade < ATTEMPTS) return;
      onExhausted(job.data.id, error).catch((failure: unknown) => this.logger.error({ err: failure, job: name, id: job.data.id }, 'a failed job could not be recorded'));
    });
    worker.on('error', (error) => this.logger.warn({ err: error, job: name }, 'the job queue could not be reached'));
    this.workers.set(name, worker);
  }

  /** What keeps jobs from running, in words; empty when all is well. */
  async troubles(): Promise<string[]> {
    const stopped = [...this.workers].filter(([, worker]) => !worker.isRunning()).map(([name]) => `${name}: stopped`);
    if (this.workers.size === 0) return stopped;
    const backend = await within(ADD_MS, this.backend.assertKeepsJobs()).then(
      () => [],
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    );
    return [...stopped, ...backend];
  }

  /** Waits for running jobs, then lets go of the connections. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await this.backend.close();
  }

  private queue(name: string): JobQueue {
    const existing = this.queues.get(name);
    if (existing) return existing;
    const queue = this.backend.queue(name);
    queue.on('error', (error: Error) => this.logger.warn({ err: error, job: name }, 'the job queue could not be reached'));
    this.queues.set(name, queue);
    return queue;
  }
}

/** @throws Error when `work` has not ended in time; it goes on then, and nobody hears how it ends */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
