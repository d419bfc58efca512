import { afterAll, beforeAll, describe } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import { provisionDatabase } from '../database/provision.js';
import { postgresJobs } from './job-backend.js';
import { jobQueuesContract } from './job-queues.contract.js';

describe('job queues in PostgreSQL', () => {
  let database: TestDatabase;
  let url: string;
  beforeAll(async () => {
    database = await testDatabase();
    url = (await provisionDatabase(database.adminUrl, 0)).jobsUrl;
  });
  afterAll(() => database.stop());

  jobQueuesContract(() => postgresJobs(url));
});
