import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';

/** The keys of one spec file on the Redis of the run. */
export interface TestRedis {
  readonly url: string;
  /** Begins every key of the spec file; holds no character that is special in a pattern. */
  readonly namespace: string;
  /** Deletes its keys. */
  stop(): Promise<void>;
}

/** Gives keys of its own on the Redis of this jest run, or on the one at CDC_TEST_REDIS_URL. */
export function testRedis(): TestRedis {
  const url = process.env['CDC_TEST_REDIS_URL'];
  if (!url) throw new Error("No Redis: name the file *.cluster.spec.ts, use describeWith('redis', …), and run jest with jest.config.mjs.");
  const namespace = `cdc_test_${randomBytes(6).toString('hex')}`;
  return { url, namespace, stop: () => deleteAll(url, namespace) };
}

async function deleteAll(url: string, namespace: string): Promise<void> {
  const client = new Redis(url);
  try {
    for await (const keys of client.scanStream({ match: `${namespace}*`, count: 1_000 })) {
      if (keys.length > 0) await client.unlink(keys);
    }
  } finally {
    client.disconnect();
  }
}
