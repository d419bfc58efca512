import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { JobQueues, redisJobs } from '@cdc/platform';
import { signedIn } from '@cdc/platform/under-test';
import { describeWith, testRedis, type TestRedis } from '@cdc/testing';
import { Redis } from 'ioredis';
import { IntakeUnderTest } from '../intake-under-test.js';
import { SubmissionJob } from './submission.job.js';

const GOOD = 'cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,5\n';

describeWith('redis', 'a received file whose job was lost with Redis', () => {
  let intake: IntakeUnderTest;
  let redis: TestRedis;
  beforeAll(async () => {
    intake = await IntakeUnderTest.start();
    redis = testRedis();
  });
  afterAll(async () => {
    await redis.stop();
    await intake.stop();
  });

  it('gets another one, made from its row', async () => {
    const jobs = new JobQueues(redisJobs(redis.url, redis.namespace), intake.logger);
    // Longer than it takes to lose the job, so that only the row can bring it back.
    const job = new SubmissionJob(intake.unitOfWork, intake.checks, jobs, intake.logger, 'submissions', 1_000);
    const { submission } = await intake.send('region-y60', GOOD);
    await jobs.add('submissions', submission.id);
    const client = new Redis(redis.url);
    const keys = await client.keys(`${redis.namespace}:*`);
    expect(keys.length).toBeGreaterThan(0);
    await client.del(...keys);
    client.disconnect();

    const statusOf = async (): Promise<string> => (await intake.submissions.find(signedIn('region-y60'), submission.id)).status;
    try {
      await job.onApplicationBootstrap();
      for (const giveUpAt = Date.now() + 15_000; (await statusOf()) !== 'accepted' && Date.now() < giveUpAt; ) await pause(20);
      expect(await statusOf()).toBe('accepted');

      const later = (await intake.send('region-y60', GOOD.replace('5', '6'))).submission;
      for (const giveUpAt = Date.now() + 15_000; (await intake.submissions.find(signedIn('region-y60'), later.id)).status !== 'accepted'; ) {
        if (Date.now() > giveUpAt) throw new Error('a file that never got a job was not found');
        await pause(20);
      }
    } finally {
      job.onModuleDestroy();
      await jobs.beforeApplicationShutdown();
    }
  });
});
