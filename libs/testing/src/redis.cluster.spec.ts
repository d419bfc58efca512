import { expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { testRedis } from './redis.js';
import { describeWith } from './requires.js';

describeWith('redis', 'the Redis of a spec file', (url) => {
  it('has keys of its own, and takes them away', async () => {
    const [mine, other] = [testRedis(), testRedis()];
    expect(mine.url).toBe(url);
    const client = new Redis(url);
    await client.mset(`${mine.namespace}:jobs`, '1', `${other.namespace}:jobs`, '2');
    await mine.stop();
    expect(await client.mget(`${mine.namespace}:jobs`, `${other.namespace}:jobs`)).toEqual([null, '2']);
    await other.stop();
    client.disconnect();
  });
});
