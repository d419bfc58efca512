import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { readEnv } from '@cdc/platform';
import { signedIn } from '@cdc/platform/under-test';
import { PlatformApi } from '../platform-api/platform-api.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { sendForm } from './send-form.model.js';
import { UploadService } from './upload.service.js';

/** Notes what is handed on in place of sending it. */
class NotedApi extends PlatformApi {
  readonly sent: unknown[] = [];

  override async submit(_caller: unknown, feed: string, fileName: string, content: Readable, query: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
    this.sent.push({ feed, fileName, text: (await buffer(content)).toString(), ...query });
    return 'fin-1';
  }
}

/** What the platform is sent for a form with these fields, in this order, before its file. */
async function handedOn(client: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
  const api = new NotedApi(readEnv({}));
  const session = { principal: signedIn(client), csrfToken: 'token', accessToken: 'access' } as unknown as SignedInSession;
  const server = createServer((request, response) => {
    void new UploadService(api).send(session, request).then((outcome) => response.end(JSON.stringify(outcome)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const form = new FormData();
  for (const [name, value] of Object.entries({ csrf: 'token', ...fields })) form.append(name, value);
  form.append('file', new Blob(['a,b']), 'ledger.csv');
  try {
    await (await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, { method: 'POST', body: form })).text();
    return api.sent[0];
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

it('hands on the order of dates that a ledger was sent with, and none where the dates of the file are to tell', async () => {
  expect(await handedOn('finance', { feed: 'ledger', dateOrder: 'mdy' })).toEqual({ feed: 'ledger', fileName: 'ledger.csv', text: 'a,b', dateOrder: 'mdy' });
  expect(await handedOn('finance', { feed: 'ledger', dateOrder: '' })).toEqual({ feed: 'ledger', fileName: 'ledger.csv', text: 'a,b', dateOrder: undefined });
});

it('hands on no order of dates for a feed that takes none', async () => {
  expect(await handedOn('finance', { feed: 'commitments', dateOrder: 'mdy' })).toMatchObject({ feed: 'commitments', dateOrder: undefined });
});

it('asks for the order of dates only who may send a feed that takes it', () => {
  const orders = (client: string) => sendForm(signedIn(client), 100)?.dateOrders?.map(({ value }) => value) ?? null;
  expect([orders('finance'), orders('region-y60')]).toEqual([['', 'dmy', 'mdy'], null]);
});
