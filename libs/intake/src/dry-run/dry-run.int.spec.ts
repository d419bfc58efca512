import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signedIn } from '@cdc/platform/under-test';
import { leftBehind } from '@cdc/testing';
import { IntakeUnderTest } from '../intake-under-test.js';
import { changesAfter } from '../change/change.repository.js';
import { errorsAfter } from '../submission/submission.read-model.js';
import { askWarning } from '../warning/warning.model.js';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(() => intake.clear());

const HEADER = 'cdc_code,week_ending,test,delivered';
const BEFORE = `${HEADER}\nRAA01,2024-08-04,MRI,60\nRAA01,2024-07-28,MRI,50\n`;
const AFTER = `${HEADER}\nRAA01,2024-07-21,MRI,7\nRAA01,2024-08-04,MRI,90\nRAA01,2024-07-28,MRI,50\n`;
const WRONG = `${HEADER}\nRAA01,2024-08-03,MRI,many\n`;

async function decided(text: string) {
  const { submission } = await intake.send('region-y60', text);
  await intake.checks.check(submission.id);
  return intake.submissions.find(signedIn('national'), submission.id);
}

const dryRun = (text: string, note?: { reason: string; confirm: string }) => intake.dryRun('region-y60', Readable.from([Buffer.from(text)]), {}, note);
const everything = async (): Promise<unknown> =>
  Promise.all(['submission', 'submission_error', 'submission_change', 'submission_reason', 'stated_cell', 'kept_cell', 'outbox', 'audit'].map((table) => intake.dataSource.query(`select * from ${table} order by 1, 2`)));

describe('a dry run', () => {
  it('says what the submission then says, to the last value, and leaves nothing', async () => {
    const first = await decided(BEFORE);
    const before = await everything();
    const answer = await dryRun(AFTER);
    expect(await everything()).toEqual(before);

    const { submissionId, ...sent } = await decided(AFTER);
    expect(answer).toEqual({
      status: sent.status,
      layout: sent.layout,
      counts: { read: sent.rowsRead, new: sent.rowsNew, changed: sent.rowsChanged, unchanged: sent.rowsUnchanged, errors: sent.errors, warnings: sent.warnings },
      totals: sent.totals,
      errors: (await errorsAfter(intake.manager, submissionId, 0, 99)).map(({ item }) => item),
      supersedes: [first.submissionId],
      diff: {
        new: 1,
        changed: 1,
        unchanged: 1,
        dropped: 0,
        items: (await changesAfter(intake.manager, submissionId, 0, 99)).map(({ item }) => item),
        kept: 1,
      },
    });
    expect(answer.diff.items).toMatchObject([{ row: 3, column: 'delivered', old: 60, new: 90, percent: 50 }]);
    expect(sent.supersedes).toEqual([first.submissionId]);
  });

  it('says so when the file would wait for reasons, and when a reason for them would do', async () => {
    intake.loader.asks = () => [askWarning('OUTLIER', { message: '90 tests', fix: '' })];
    expect(await dryRun(AFTER)).toMatchObject({ status: 'awaiting-confirmation', counts: { warnings: 1 }, errors: [{ code: 'OUTLIER', message: '90 tests' }] });
    expect((await dryRun(AFTER, { reason: 'x', confirm: 'OUTLIER' })).status).toBe('accepted');
    expect((await dryRun(WRONG)).status).toBe('rejected');
  });

  it('does not keep the same file from being sent meanwhile', async () => {
    let open = (): void => undefined;
    intake.loader.gate = new Promise((resolve) => (open = resolve));
    const running = dryRun(AFTER);
    const { submission, isNew } = await intake.send('region-y60', AFTER);
    open();
    intake.loader.gate = Promise.resolve();
    expect([isNew, (await running).status]).toEqual([true, 'accepted']);
    await intake.checks.check(submission.id);
    expect((await intake.submissions.find(signedIn('national'), submission.id)).status).toBe('accepted');
  });

  it('removes what it took in, also when it fails', async () => {
    const left = await leftBehind('cdc-dry-run-');
    await dryRun(AFTER);
    intake.loader.failure = new Error('disk full');
    await expect(dryRun(AFTER)).rejects.toThrow('disk full');
    intake.loader.failure = undefined;
    expect(await left()).toEqual([]);
    expect(intake.loader.closed).toBe(intake.loader.opened);
  });
});
