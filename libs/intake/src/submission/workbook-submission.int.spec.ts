import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signedIn } from '@cdc/platform/under-test';
import { IntakeUnderTest } from '../intake-under-test.js';

const WEEK_MS = 7 * 86_400_000;
const LAST_SUNDAY = Date.UTC(2024, 7, 4);

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(() => intake.clear());

/** Weekly returns of one centre, two tests a week, as JSON. */
function weeks(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const week_ending = new Date(LAST_SUNDAY - Math.floor(index / 2) * WEEK_MS).toISOString().slice(0, 10);
    return { cdc_code: 'RAA01', week_ending, test: index % 2 === 0 ? 'MRI' : 'CT', delivered: 1, comment: 'x' };
  });
  return JSON.stringify(rows);
}

describe('a file that is read in a worker', () => {
  it('shows how far it is while it is read, waits where rows pile up, and is accepted', async () => {
    const { submission } = await intake.send('region-y60', weeks(10_000));
    const seen: { done: number; status: string }[] = [];
    const open = intake.loader.open.bind(intake.loader);
    let settled = 0;
    intake.loader.open = async () => ({
      ...(await open()),
      settle: async () => {
        settled++;
        // Progress is noted once in a while.
        await pause(510);
        const [row] = await intake.dataSource.query('select status, progress_done as done from submission where submission_id = $1', [submission.id]);
        seen.push({ done: Number(row.done), status: row.status });
      },
    });
    await intake.checks.check(submission.id);
    intake.loader.open = open;
    expect(await intake.submissions.find(signedIn('national'), submission.id)).toMatchObject({ status: 'accepted', rowsRead: 10_000, rowsNew: 10_000, totals: { delivered: 10_000 }, progressStep: 'decided' });
    expect(settled).toBeGreaterThan(2);
    const between = seen.filter(({ done }) => done > 0 && done < submission.bytes);
    expect(between.length).toBeGreaterThan(0);
    expect(new Set(between.map(({ status }) => status))).toEqual(new Set(['checking']));
  });

  it('is rejected with the fault of the file, and nothing of it is kept', async () => {
    const { submission } = await intake.send('region-y60', Uint8Array.of(0x50, 0x4b, 3, 4, ...Buffer.from('[Content_Types].xml')));
    await intake.checks.check(submission.id);
    const [error] = await intake.dataSource.query('select code, message, fix from submission_error where submission_id = $1', [submission.id]);
    expect(error).toEqual({ code: 'UNREADABLE_WORKBOOK', message: 'The workbook cannot be opened.', fix: 'Open it in Excel, save it under a new name and send that file.' });
    const [row] = await intake.dataSource.query('select status, rows_new from submission where submission_id = $1', [submission.id]);
    expect(row).toEqual({ status: 'rejected', rows_new: 0 });
  });
});
