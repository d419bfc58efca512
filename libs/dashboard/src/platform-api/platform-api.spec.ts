import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { readEnv } from '@cdc/platform';
import { PlatformApi } from './platform-api.js';

it('asks the internal address, where the public one cannot be reached', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end('{"items":[]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const api = new PlatformApi(readEnv({ CDC_PUBLIC_URL: 'http://tracker.test:8080', CDC_INTERNAL_URL: `http://127.0.0.1:${port}` }));
  try {
    expect(await api.editions({ accessToken: 't' }, { kind: 'weekly' }, 40)).toEqual({ items: [], next: null });
    expect(asked).toEqual(['/api/v1/reports/editions?kind=weekly&limit=40']);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
