import { afterAll, describe, expect, it } from '@jest/globals';
import { startRoutes } from '@cdc/platform/under-test';
import { IntakeUnderTest } from '../intake-under-test.js';
import { reopeningController } from './reopening.controller.js';
import { ReopeningService } from './reopening.service.js';

const intake = await IntakeUnderTest.start();
const routes = await startRoutes({
  controllers: [reopeningController(['activity-weekly', 'activity-monthly'])],
  providers: [{ provide: ReopeningService, useValue: intake.reopenings }],
});

async function call(client: string, feed: string, body?: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await routes.ask(client, `feeds/${feed}/reopenings`, { body });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

afterAll(async () => {
  await routes.stop();
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
