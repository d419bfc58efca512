import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeWith } from '../requires.js';
import { type LocalRedis, startRedis } from './redis-server.js';
import { startedElsewhere, untilGone } from './started-elsewhere.js';

async function onRedis<T>(url: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

describeWith('redis programs', 'a local Redis', () => {
  let dataDir: string;
  let started: LocalRedis[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'cdc redis-'));
  });
  afterEach(async () => {
    await Promise.all(started.map((redis) => redis.stop()));
    started = [];
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  async function start(options: { port?: number; password?: string } = {}): Promise<LocalRedis> {
    const redis = await startRedis({ dataDir, ...options });
    started.push(redis);
    return redis;
  }

  it('keeps keys through a stop and through kill -9, on the port that is asked for', async () => {
    const first = await start();
    await onRedis(first.url, (client) => client.set('stop', 'kept'));
    await first.stop();
    expect(await first.exited).toEqual({ code: 0 });

    const second = await start({ port: Number(new URL(first.url).port) });
    expect(second.url).toBe(first.url);
    await onRedis(second.url, (client) => client.set('kill', 'kept'));
    await second.kill();
    await untilGone(second.pid);

    const third = await start();
    expect(await onRedis(third.url, (client) => client.mget('stop', 'kill'))).toEqual(['kept', 'kept']);
    const policy = await onRedis(third.url, (client) => client.config('GET', 'maxmemory-policy'));
    expect(policy).toEqual(['maxmemory-policy', 'noeviction']);
    await expect(start()).rejects.toThrow(`in use by Redis, process ${third.pid}`);
  });

  it('takes no other password than its own', async () => {
    const redis = await start({ password: 'a "word" / two' });
    expect(await onRedis(redis.url, (client) => client.ping())).toBe('PONG');
    const bare = new URL(redis.url);
    bare.password = '';
    await expect(onRedis(bare.href, (client) => client.ping())).rejects.toThrow('NOAUTH');
  });

  it('says why it does not start', async () => {
    const redis = await start();
    const other = await mkdtemp(join(tmpdir(), 'cdc-redis-'));
    const port = Number(new URL(redis.url).port);
    await expect(startRedis({ dataDir: other, port })).rejects.toThrow(/did not start[^]*Address already in use/);
    await rm(other, { recursive: true });
  });

  it('ends with the process that started it', async () => {
    const elsewhere = await startedElsewhere('./redis-server.ts', 'startRedis', dataDir);
    elsewhere.process.kill('SIGKILL');
    await untilGone(elsewhere.serverPid);
  });
});
