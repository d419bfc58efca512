import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { describeWith, freshDataDir, removeDataDir, startRedis, testRedis, type LocalRedis, type TestRedis } from '@cdc/testing';
import { Redis } from 'ioredis';
import { redisJobs, type JobBackend } from './job-backend.js';
import { closeQueues, ignore, jobQueuesContract, startQueues, until } from './job-queues.contract.js';

let server: TestRedis;

const backend = (): JobBackend => redisJobs(server.url, server.namespace);

function useRedis(): void {
  beforeAll(() => {
    server = testRedis();
  });
  afterAll(() => server.stop());
}

async function onRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(server.url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

describeWith('redis', 'job queues in Redis', () => {
  useRedis();
  jobQueuesContract(backend);
});

describeWith('redis', 'a Redis that loses jobs', () => {
  useRedis();

  afterEach(async () => {
    await onRedis((redis) => redis.config('SET', 'maxmemory-policy', 'noeviction'));
    await closeQueues();
  });

  it('is refused at the start, and named when it becomes one later', async () => {
    const queues = await startQueues(backend());
    queues.process('watched', 1, ignore, ignore);
    expect(await queues.troubles()).toEqual([]);
    await onRedis((redis) => redis.config('SET', 'maxmemory-policy', 'allkeys-lru'));
    await expect(startQueues(backend())).rejects.toThrow('maxmemory-policy is allkeys-lru. Set it to noeviction.');
    expect(await queues.troubles()).toEqual([expect.stringContaining('allkeys-lru')]);
  });

  it('that lost everything takes the same job again, and its worker runs it', async () => {
    const ran: string[] = [];
    const queues = await startQueues(backend());
    await queues.add('lost', 'row-1');
    await onRedis(async (redis) => {
      for (const key of await redis.keys(`${server.namespace}:lost:*`)) await redis.del(key);
    });
    queues.process('lost', 1, async (id) => void ran.push(id), ignore);
    await queues.add('lost', 'row-1');
    await until(() => ran.length > 0);
    expect(ran).toEqual(['row-1']);
  });

  it('keeps no more of a row than its id', async () => {
    const queues = await startQueues(backend());
    await queues.add('plain', 'row-1');
    expect(await onRedis((redis) => redis.hget(`${server.namespace}:plain:row-1`, 'data'))).toBe('{"id":"row-1"}');
  });
});

describeWith('redis programs', 'a Redis that goes away', () => {
  let dataDir: string;
  let redis: LocalRedis;
  beforeAll(async () => {
    dataDir = await freshDataDir();
    redis = await startRedis({ dataDir });
  });
  afterAll(async () => {
    await closeQueues();
    await redis.stop();
    await removeDataDir(dataDir);
  });

  it('keeps nobody waiting, is named while it is away, and its worker goes on when it is back', async () => {
    const ran: string[] = [];
    const queues = await startQueues(redisJobs(redis.url, 'cdc'));
    queues.process('steady', 1, async (id) => void ran.push(id), ignore);
    await queues.add('steady', 'before');
    await until(() => ran.includes('before'));

    await redis.kill();
    const from = Date.now();
    await queues.add('steady', 'meanwhile');
    expect(Date.now() - from).toBeLessThan(5_000);
    expect(await queues.troubles()).not.toEqual([]);

    redis = await startRedis({ dataDir, port: Number(new URL(redis.url).port) });
    await queues.add('steady', 'after');
    await until(() => ran.includes('after'));
    while ((await queues.troubles()).length > 0) await pause(50);
  });
});
