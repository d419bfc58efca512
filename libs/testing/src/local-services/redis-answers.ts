import { Redis } from 'ioredis';

/** Whether the server that is process `pid` has loaded its data and takes commands at this address, asked once. */
export async function redisAnswers(url: string, pid: number): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: 1_000, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.info('server')).includes(`process_id:${pid}\r\n`);
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
