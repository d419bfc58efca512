import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { removeDataDir, startPlatform, type RunningPlatform } from '@cdc/testing';

describe('catalogue 78: a sender that takes longer than CDC_REQUEST_SECONDS', () => {
  const before = process.env['CDC_REQUEST_SECONDS'];
  let platform: RunningPlatform;
  beforeAll(async () => {
    process.env['CDC_REQUEST_SECONDS'] = '5';
    platform = await startPlatform();
  }, 90_000);
  afterAll(async () => {
    if (before === undefined) delete process.env['CDC_REQUEST_SECONDS'];
    else process.env['CDC_REQUEST_SECONDS'] = before;
    await platform.stop();
    await removeDataDir(platform.dataDir);
  });

  it('is cut off, and nothing of its file is kept', async () => {
    const token = await platform.token('region-y60');
    const socket = connect(Number(new URL(platform.baseUrl).port), '127.0.0.1').on('error', () => undefined);
    socket.write(`POST /api/v1/feeds/activity-weekly/submissions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: text/csv\r\ncontent-length: 1000\r\n\r\n`);
    const drip = setInterval(() => socket.write('a'), 200);
    const began = performance.now();
    socket.resume();
    await once(socket, 'close');
    clearInterval(drip);
    expect(performance.now() - began).toBeGreaterThan(4_500);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(await platform.items('national', '/api/v1/submissions')).toEqual([]);
    expect(await readdir(join(platform.dataDir, 'live', 'files', 'incoming'))).toEqual([]);
  });
});
