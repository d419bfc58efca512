import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import request from 'supertest';
import { openPlatformPool, PLATFORM_POOL } from '../database/platform-pool.js';
import { provisionDatabase } from '../database/provision.js';
import { JobQueues } from '../jobs/job-queues.js';
import { type ConsumerState } from '../messaging/transports/event-transport.js';
import { ConsumerRegistry } from './consumer-registry.js';
import { HealthController } from './health.controller.js';
import { ServingState } from './serving-state.js';

let database: TestDatabase;
let app: INestApplication;
let consumer: ConsumerState = 'running';
let stoppedQueues: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const { platformUrl } = await provisionDatabase(database.adminUrl, 0);

  @Module({
    imports: [TerminusModule.forRoot({ logger: false })],
    controllers: [HealthController],
    providers: [
      ConsumerRegistry,
      ServingState,
      { provide: JobQueues, useValue: { troubles: () => Promise.resolve(stoppedQueues) } },
      { provide: PLATFORM_POOL, useFactory: () => openPlatformPool(platformUrl) },
    ],
  })
  class HealthModule {}

  app = await NestFactory.create(HealthModule, { logger: false });
  app.get(ConsumerRegistry).add({
    get health() {
      return { consumer: 'reporting' as const, sources: { 'cdc-registry': consumer } };
    },
    deadLetters: () => Promise.resolve([]),
    replay: () => Promise.resolve(),
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.get(PLATFORM_POOL).end();
  await app.close();
  await database.stop();
});

const get = (path: string) => request(app.getHttpServer()).get(path);

it('is ready when everything runs', async () => {
  const { status, body } = await get('/health/ready');
  expect([status, body.status]).toEqual([200, 'ok']);
});

it.each(['starting', 'failing', 'stopped'] as const)('is not ready while a consumer is %s, and says which', async (state) => {
  consumer = state;
  const { status, body } = await get('/health/ready');
  consumer = 'running';
  expect([status, body.error.consumers.troubles]).toEqual([503, [`reporting < cdc-registry: ${state}`]]);
});

it('is not ready when a queue has no worker', async () => {
  stoppedQueues = ['submissions-activity-ingest'];
  const { status, body } = await get('/health/ready');
  stoppedQueues = [];
  expect([status, body.error.jobs.troubles]).toEqual([503, ['submissions-activity-ingest']]);
});

it('is not ready when it is closing', async () => {
  app.get(ServingState).accepting = false;
  const { status } = await get('/health/ready');
  app.get(ServingState).accepting = true;
  expect(status).toBe(503);
});

it('counts what happens', async () => {
  const { status, text } = await get('/metrics');
  expect(status).toBe(200);
  expect(text).toContain('# TYPE cdc_dead_letters_total counter');
});

// The last one: it takes the database away.
it('is not ready without the database, and is alive all the same', async () => {
  await database.stop();
  expect((await get('/health/ready')).status).toBe(503);
  expect((await get('/health/live')).status).toBe(200);
});
