import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityModule, readEnv, secureHttp, setRequestPrincipal } from '@cdc/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type NextFunction, type Request, type Response } from 'express';
import { IntakeUnderTest, principal } from '../intake-under-test.js';
import { reopeningController } from './reopening.controller.js';
import { ReopeningService } from './reopening.service.js';

let intake: IntakeUnderTest;
let app: NestExpressApplication;
let url: string;

async function call(client: string, feed: string, body?: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await fetch(`${url}/api/v1/feeds/${feed}/reopenings`, {
    headers: { 'x-sign-in-as': client, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

beforeAll(async () => {
  intake = await IntakeUnderTest.start();
  @Module({
    imports: [IdentityModule.register(readEnv({}), tmpdir())],
    controllers: [reopeningController(['activity-weekly', 'activity-monthly'])],
    providers: [{ provide: ReopeningService, useValue: intake.reopenings }],
  })
  class ReopeningRoutes {}
  app = await NestFactory.create<NestExpressApplication>(ReopeningRoutes, { logger: false, forceCloseConnections: true });
  // Signs in as a page session does, by a header that only this spec knows.
  app.use((request: Request, _: Response, next: NextFunction) => {
    const client = request.get('x-sign-in-as');
    if (client) setRequestPrincipal(request, principal(client));
    next();
  });
  secureHttp(app, { production: false });
  await app.listen(0, '127.0.0.1');
  url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
});

afterAll(async () => {
  await app.close();
  await intake.stop();
});

describe('a reopening over HTTP', () => {
  const asked = { regionCode: 'Y60', period: '2022-10', reason: 'The audit found an error', expiresAt: '2024-08-12T17:00:00+01:00' };

  it('is made by the national team and the administrator, of the feed in the address, until the time that is stated', async () => {
    const made = await call('national', 'activity-monthly', asked);
    expect([made.status, made.json]).toMatchObject([201, { feed: 'activity-monthly', regionCode: 'Y60', period: '2022-10', reopenedBy: 'national', expiresAt: '2024-08-12T16:00:00.000Z', isOpen: true }]);
    expect((await call('admin', 'activity-weekly', { ...asked, regionCode: undefined, period: '2022-10-30' })).json).toMatchObject({ feed: 'activity-weekly', regionCode: null });
    expect((await call('region-y60', 'activity-monthly')).json['items']).toEqual([made.json]);
    expect((await call('region-y56', 'activity-monthly')).json['items']).toEqual([]);
  });

  it.each(['region-y60', 'finance', 'viewer'])('is not for %s to make', async (client) => {
    expect(await call(client, 'activity-monthly', asked)).toMatchObject({ status: 403, json: { code: 'FORBIDDEN' } });
  });

  it.each([
    [{ reason: '' }, 400],
    [{ expiresAt: 'tomorrow' }, 400],
    [{ expiresAt: '2024-08-01T09:00:00Z' }, 400],
    [{ period: '2022-10-30' }, 400],
  ])('is refused with %j', async (change, status) => {
    expect((await call('national', 'activity-monthly', { ...asked, ...change })).status).toBe(status);
  });
});
