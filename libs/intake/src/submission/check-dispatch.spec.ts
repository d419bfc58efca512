import { beforeEach, expect, it } from '@jest/globals';
import { LoggerService } from '@cdc/platform';
import { NotedJobs } from '@cdc/platform/under-test';
import { CheckDispatch } from './check-dispatch.js';
import { type Submission } from './submission.entity.js';

const MB = 1024 * 1024;
const file = (submissionId: string, bytes: number): Submission => ({ submissionId, bytes: String(bytes) }) as Submission;

let jobs: NotedJobs;
let begun: string[];
let end: (result: Submission | Error) => void;
let dispatch: CheckDispatch;
beforeEach(() => {
  jobs = new NotedJobs();
  begun = [];
  const checkFound = (submission: Submission): Promise<Submission> => {
    begun.push(submission.submissionId);
    return new Promise((resolve, reject) => (end = (result) => (result instanceof Error ? reject(result) : resolve(result))));
  };
  dispatch = new CheckDispatch({ checkFound }, jobs, new LoggerService('silent', 'test'), 'submissions');
});

it('checks a small file at once, without waiting for it, and leaves a larger one to a job', async () => {
  await dispatch.begin(file('small', MB));
  await dispatch.begin(file('large', MB + 1));
  expect([begun, jobs.added]).toEqual([['small'], ['large']]);
});

it('leaves a small file to a job while two are being checked', async () => {
  for (const id of ['a', 'b', 'c']) await dispatch.begin(file(id, 1));
  expect([begun, jobs.added]).toEqual([['a', 'b'], ['c']]);
  const b = dispatch.outcomeHere('b');
  end(file('b', 1));
  await b;
  await dispatch.begin(file('d', 1));
  expect(begun).toEqual(['a', 'b', 'd']);
});

it('knows what a file was decided to be that it checked, and nothing of others', async () => {
  await dispatch.begin(file('a', 1));
  const outcome = dispatch.outcomeHere('a');
  const decided = file('a', 1);
  end(decided);
  expect([await outcome, await dispatch.outcomeHere('another')]).toEqual([decided, null]);
});

it('has a job try again what could not be checked', async () => {
  await dispatch.begin(file('a', 1));
  const outcome = dispatch.outcomeHere('a');
  end(new Error('the database is away'));
  expect([await outcome, jobs.added]).toEqual([null, ['a']]);
});

it('ends only with the checks that have begun', async () => {
  await dispatch.begin(file('a', 1));
  let ended = false;
  const closing = dispatch.beforeApplicationShutdown().then(() => (ended = true));
  await new Promise(setImmediate);
  expect(ended).toBe(false);
  end(file('a', 1));
  await closing;
});
