import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, withBackend } from 'bullmq';
import { LoggerService } from '../observability/logger.service.js';

export const JOBS_URL = Symbol('JOBS_URL');

const { Queue, Worker } = withBackend(createPostgresBackend);
type JobQueue = InstanceType<typeof Queue>;
type JobWorker = InstanceType<typeof Worker<{ id: string }>>;

/** How often a job is tried, and how long the first pause is; pauses double. */
const ATTEMPTS = 5;
const BACKOFF_MS = 500;
/** A job whose process was killed is taken up by another after the lock's time at most; a live one renews its lock at half of it. */
const LOST_JOBS = { lockDuration: 8_000, stalledInterval: 2_000, maxStalledCount: ATTEMPTS };

/**
 * Background work by name. A job carries the id of a row and nothing else: the row is the truth, a lost job is made again from it,
 * and a handler that runs twice for one id changes nothing the second time. Which backend holds the queues is chosen here only.
 */
@Injectable()
export class JobQueues implements BeforeApplicationShutdown {
  private readonly queues = new Map<string, JobQueue>();
  private readonly workers = new Map<string, JobWorker>();

  constructor(
    @Inject(JOBS_URL) private readonly url: string,
    private readonly logger: LoggerService,
  ) {}

  /** Adds a job for the row `id`; while one for the same id waits or runs, it is the same job. */
  async add(name: string, id: string): Promise<void> {
    await this.queue(name).add(name, { id }, { jobId: id, attempts: ATTEMPTS, backoff: { type: 'exponential', delay: BACKOFF_MS }, removeOnComplete: true, removeOnFail: true });
  }

  /**
   * Runs `handle` for each job of this name, `concurrency` at a time.
   * @param onExhausted called when a job failed its last attempt, so that its row can say so
   */
  process(name: string, concurrency: number, handle: (id: string) => Promise<void>, onExhausted: (id: string, error: Error) => Promise<void>): void {
    const worker = new Worker<{ id: string }>(name, (job) => handle(job.data.id), { connection: this.connection(), concurrency, ...LOST_JOBS });
    worker.on('failed', (job, error) => {
      if (!job || job.attemptsMade < ATTEMPTS) return;
      onExhausted(job.data.id, error).catch((failure: unknown) => this.logger.error({ err: failure, job: name, id: job.data.id }, 'a failed job could not be recorded'));
    });
    worker.on('error', (error) => this.logger.warn({ err: error, job: name }, 'the job queue could not be reached'));
    this.workers.set(name, worker);
  }

  /** Names of queues whose worker has stopped; empty when all is well. */
  stopped(): string[] {
    return [...this.workers].filter(([, worker]) => !worker.isRunning()).map(([name]) => name);
  }

  /** Waits for running jobs, then lets go of the connections. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queue(name: string): JobQueue {
    const existing = this.queues.get(name);
    if (existing) return existing;
    const queue = new Queue(name, { connection: this.connection() });
    queue.on('error', (error: Error) => this.logger.warn({ err: error, job: name }, 'the job queue could not be reached'));
    this.queues.set(name, queue);
    return queue;
  }

  private connection(): { connectionString: string; schema: string; max: number } {
    return { connectionString: this.url, schema: 'bullmq', max: 2 };
  }
}

