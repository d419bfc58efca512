import { afterEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { testRedis } from '@cdc/testing';
import { Redis } from 'ioredis';
import { redisJobs } from './job-backend.js';
import { closeQueues, ignore, jobQueuesContract, startQueues, until } from './job-queues.contract.js';

const namespace = `test-${randomBytes(5).toString('hex')}`;

async function onRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(testRedis());
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

describe('job queues in Redis', () => {
  jobQueuesContract(() => redisJobs(testRedis(), namespace));
});

describe('a Redis that loses jobs', () => {
  afterEach(async () => {
    await onRedis((redis) => redis.config('SET', 'maxmemory-policy', 'noeviction'));
    await closeQueues();
  });

  it('is refused at the start, and named when it becomes one later', async () => {
    const queues = await startQueues(redisJobs(testRedis(), namespace));
    queues.process('watched', 1, ignore, ignore);
    expect(await queues.troubles()).toEqual([]);
    await onRedis((redis) => redis.config('SET', 'maxmemory-policy', 'allkeys-lru'));
    await expect(startQueues(redisJobs(testRedis(), namespace))).rejects.toThrow('maxmemory-policy is allkeys-lru. Set it to noeviction.');
    expect(await queues.troubles()).toEqual([expect.stringContaining('allkeys-lru')]);
  });

  it('that lost everything takes the same job again, and its worker runs it', async () => {
    const ran: string[] = [];
    const queues = await startQueues(redisJobs(testRedis(), namespace));
    await queues.add('lost', 'row-1');
    await onRedis(async (redis) => {
      for (const key of await redis.keys(`${namespace}:lost:*`)) await redis.del(key);
    });
    queues.process('lost', 1, async (id) => void ran.push(id), ignore);
    await queues.add('lost', 'row-1');
    await until(() => ran.length > 0);
    expect(ran).toEqual(['row-1']);
  });

  it('keeps no more of a row than its id', async () => {
    const queues = await startQueues(redisJobs(testRedis(), namespace));
    await queues.add('plain', 'row-1');
    expect(await onRedis((redis) => redis.hget(`${namespace}:plain:row-1`, 'data'))).toBe('{"id":"row-1"}');
  });
});
