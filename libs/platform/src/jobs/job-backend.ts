import { Queue, Worker, createPostgresBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

export interface JobData {
  /** Of the row that the job is about. */
  readonly id: string;
}

export type JobQueue = Pick<Queue<JobData>, 'add' | 'close'> & { on(event: 'error', listener: (error: Error) => void): unknown };

export interface JobWorker {
  isRunning(): boolean;
  close(): Promise<void>;
  on(event: 'failed', listener: (job: { readonly data: JobData; readonly attemptsMade: number } | undefined, error: Error) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface JobWorkerOptions {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

/** Where queues live. */
export interface JobBackend {
  queue(name: string): JobQueue;
  worker(name: string, handle: (data: JobData) => Promise<void>, options: JobWorkerOptions): JobWorker;
  /** @throws Error when jobs cannot be kept there: it is away, or may throw them out */
  assertKeepsJobs(): Promise<void>;
  close(): Promise<void>;
}

export const JOB_BACKEND = Symbol('JOB_BACKEND');

/** Queues in the database's own schema for them. */
export function postgresJobs(connectionString: string): JobBackend {
  const backed = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: 'bullmq', max: 2 };
  return {
    queue: (name) => new backed.Queue<JobData>(name, { connection }),
    worker: (name, handle, options) => new backed.Worker<JobData>(name, (job) => handle(job.data), { connection, ...options }),
    // The same server as everything else, which readiness asks anyway.
    assertKeepsJobs: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

const CONNECT_MS = 5_000;

/**
 * Queues in Redis.
 * @param url `redis://:password@host:port`
 * @param namespace first part of every key, so that deployments can share a server
 */
export function redisJobs(url: string, namespace: string): JobBackend {
  const connection = { url, connectTimeout: CONNECT_MS };
  const probe = new Redis(url, { lazyConnect: true, connectTimeout: CONNECT_MS, maxRetriesPerRequest: 1, connectionName: 'cdc-job-probe' });
  // A server that is away says so to whoever asks it something.
  probe.on('error', () => undefined);
  return {
    queue: (name) => new Queue<JobData>(name, { connection, prefix: namespace }),
    worker: (name, handle, options) => new Worker<JobData>(name, (job) => handle(job.data), { connection, prefix: namespace, ...options }),
    assertKeepsJobs: async () => {
      const policy = /^maxmemory_policy:(\S+)/m.exec(await probe.info('memory'))?.[1];
      if (policy !== 'noeviction') throw new EvictingRedis(policy ?? 'unknown');
    },
    close: async () => probe.disconnect(),
  };
}

/** Redis may throw out keys when memory is short, and with them jobs. */
export class EvictingRedis extends Error {
  constructor(policy: string) {
    super(`Redis would lose jobs: its maxmemory-policy is ${policy}. Set it to noeviction.`);
  }
}
