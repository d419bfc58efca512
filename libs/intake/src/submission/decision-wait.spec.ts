import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { type UnitOfWork } from '@cdc/platform';
import { DecisionWait } from './decision-wait.js';
import { type Submission } from './submission.entity.js';

const RECEIVED = { submissionId: 'act-1', status: 'received' } as Submission;
const ACCEPTED = { submissionId: 'act-1', status: 'accepted' } as Submission;
/** A service whose database has the file as it was received, and hints that never come. */
let reads = 0;
const unitOfWork = { service: 'activity-ingest', dataSource: { manager: { findOneBy: async () => (reads++, RECEIVED) } } } as unknown as UnitOfWork;
const never = { next: (ms: number): Promise<void> => pause(ms) };

it('knows a decision that is made in this process without reading it', async () => {
  const wait = new DecisionWait(unitOfWork, { outcomeHere: async () => ACCEPTED }, never, { accepting: true });
  expect([await wait.decided('act-1', 60_000), reads]).toEqual([ACCEPTED, 0]);
});

it('waits no longer than was asked for a check in this process', async () => {
  const wait = new DecisionWait(unitOfWork, { outcomeHere: () => new Promise(() => undefined) }, never, { accepting: true });
  expect(await wait.decided('act-1', 20)).toBe(RECEIVED);
});

it('keeps no process that is closing', async () => {
  const wait = new DecisionWait(unitOfWork, { outcomeHere: async () => null }, never, { accepting: false });
  expect(await wait.decided('act-1', 60_000)).toBe(RECEIVED);
});
