import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signedIn } from '@cdc/platform/under-test';
import { IntakeUnderTest } from '../intake-under-test.js';
import { changesAfter } from '../change/change.repository.js';
import { errorsAfter } from '../submission/submission.read-model.js';
import { askWarning } from '../warning/warning.model.js';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  await intake.clear();
  intake.clock.instant = new Date('2024-08-05T07:00:00Z');
});

const week = (...cells: [week: string, delivered: number][]): string => ['cdc_code,week_ending,test,delivered', ...cells.map(([sunday, delivered]) => `RAA01,${sunday},MRI,${delivered}`), ''].join('\n');
const BEFORE = week(['2024-08-04', 50], ['2024-07-28', 40]);
const NOW = week(['2024-08-04', 500], ['2024-07-28', 40]);

/** Asks about every value from a hundred on. */
function askAboutHundreds(): void {
  intake.loader.asks = (delivered) => delivered.filter((one) => one >= 100).map((one) => askWarning('OUTLIER', { message: `${one} tests`, fix: 'Say why.' }));
}

async function decided(file: string, note?: { reason: string; confirm: string }) {
  const { submission } = await intake.send('region-y60', file, 'activity-weekly', {}, 'week.csv', note);
  await intake.checks.check(submission.id);
  return intake.submissions.find(signedIn('national'), submission.id);
}

const find = (id: string) => intake.submissions.find(signedIn('national'), id);
const kept = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await intake.dataSource.query('select cell, delivered from kept_cell order by cell')).map((row: { cell: string; delivered: number }) => [row.cell, row.delivered]));
const eventsOf = async (id: string): Promise<string[]> =>
  (await intake.dataSource.query('select type from outbox where subject = $1 order by position', [id])).map((row: { type: string }) => row.type.split('.')[4]);

async function waiting(): Promise<string> {
  askAboutHundreds();
  await decided(BEFORE);
  return (await decided(NOW)).submissionId;
}

describe('a file with a warning that needs a reason', () => {
  it('waits: nothing of it counts, and what it would do is kept', async () => {
    const id = await waiting();
    expect(await find(id)).toMatchObject({ status: 'awaiting-confirmation', acceptedPosition: null, decidedAt: null, rowsNew: 0, rowsChanged: 1, rowsUnchanged: 1, errors: 0, warnings: 1, totals: { delivered: 540 } });
    expect(await kept()).toEqual({ 'RAA01 2024-08-04 MRI': 50, 'RAA01 2024-07-28 MRI': 40 });
    expect((await errorsAfter(intake.manager, id, 0, 9)).map(({ item }) => `${item.severity} ${item.code} ${item.message}`)).toEqual(['warning OUTLIER 500 tests']);
    expect((await changesAfter(intake.manager, id, 0, 9)).map(({ item }) => item)).toEqual([
      { kind: 'changed', row: 2, key: { cell: 'RAA01 2024-08-04 MRI' }, column: 'delivered', old: 50, new: 500, percent: 900 },
    ]);
    expect(await eventsOf(id)).toEqual(['submission-received', 'submission-awaiting-confirmation']);
    expect(await intake.confirmations.find(signedIn('region-y60'), id)).toEqual({ waiting: [{ code: 'OUTLIER', messages: ['500 tests'], fix: 'Say why.' }], reasons: [] });
  });

  it('is accepted once its sender has said why, with who said it, when, and of what', async () => {
    const id = await waiting();
    intake.clock.instant = new Date('2024-08-05T09:00:00Z');
    intake.jobs.added.length = 0;
    expect(await intake.confirmations.confirm(signedIn('region-y60'), id, [{ code: 'OUTLIER', reason: ' A second scanner ' }])).toMatchObject({ id, status: 'received' });
    expect(intake.jobs.added).toEqual([id]);
    await intake.checks.check(id);
    expect(await find(id)).toMatchObject({ status: 'accepted', warnings: 1, rowsChanged: 1 });
    expect(await kept()).toMatchObject({ 'RAA01 2024-08-04 MRI': 500 });
    const { waiting: left, reasons } = await intake.confirmations.find(signedIn('region-y60'), id);
    expect(left).toEqual([]);
    expect(reasons).toEqual([{ code: 'OUTLIER', reason: 'A second scanner', givenBy: 'region-y60', givenAt: new Date('2024-08-05T09:00:00Z'), messages: ['500 tests'] }]);
    expect(await eventsOf(id)).toEqual(['submission-received', 'submission-awaiting-confirmation', 'submission-confirmed', 'submission-accepted']);
    const [audit] = await intake.dataSource.query("select actor, details from audit where subject = $1 and action = 'submission-confirmed'", [id]);
    expect(audit).toEqual({ actor: 'region-y60', details: { feed: 'activity-weekly', codes: ['OUTLIER'] } });
  });

  it('waits again when the second check asks what the first did not', async () => {
    const id = await waiting();
    await intake.confirmations.confirm(signedIn('region-y60'), id, [{ code: 'OUTLIER', reason: 'x' }]);
    intake.loader.asks = () => ['500 tests', '501 tests'].map((message) => askWarning('OUTLIER', { message, fix: '' }));
    await intake.checks.check(id);
    expect((await find(id)).status).toBe('awaiting-confirmation');
    expect((await intake.confirmations.find(signedIn('national'), id)).waiting).toMatchObject([{ code: 'OUTLIER', messages: ['501 tests'] }]);
    expect((await errorsAfter(intake.manager, id, 0, 9)).length).toBe(2);
  });

  it.each([
    ['no reason', 'region-y60', [], 'REASONS_MISSING'],
    ['an empty reason', 'region-y60', [{ code: 'OUTLIER', reason: ' ' }], 'REASONS_MISSING'],
    ['a reason for what it does not ask', 'region-y60', [{ code: 'OUTLIER', reason: 'x' }, { code: 'DROPPED', reason: 'x' }], 'REASON_NOT_ASKED'],
    ['the word of another region', 'region-y56', [{ code: 'OUTLIER', reason: 'x' }], 'FORBIDDEN_REGION'],
    ['the word of who may not send the feed', 'finance', [{ code: 'OUTLIER', reason: 'x' }], 'FORBIDDEN_FEED'],
  ] as const)('does not move for %s', async (_what, client, reasons, code) => {
    const id = await waiting();
    await expect(intake.confirmations.confirm(signedIn(client), id, reasons)).rejects.toMatchObject({ code });
    expect([(await find(id)).status, (await intake.confirmations.find(signedIn('national'), id)).reasons]).toEqual(['awaiting-confirmation', []]);
  });

  it('can be confirmed once: a second word finds nothing that waits', async () => {
    const id = await waiting();
    const confirm = () => intake.confirmations.confirm(signedIn('region-y60'), id, [{ code: 'OUTLIER', reason: 'x' }]);
    const outcomes = await Promise.allSettled([confirm(), confirm()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(confirm()).rejects.toMatchObject({ code: 'NOT_AWAITING_CONFIRMATION', kind: 'conflict' });
  });

  it('is turned away by its sender, and may then be sent again', async () => {
    const id = await waiting();
    expect(await intake.confirmations.reject(signedIn('region-y60'), id, 'Wrong week')).toMatchObject({ status: 'rejected', reason: 'Wrong week' });
    expect((await eventsOf(id)).at(-1)).toBe('submission-rejected');
    expect((await kept())['RAA01 2024-08-04 MRI']).toBe(50);
    expect(await intake.send('region-y60', NOW)).toMatchObject({ isNew: true });
  });

  it('is the same submission when it is sent again', async () => {
    const id = await waiting();
    expect(await intake.send('region-y60', NOW)).toMatchObject({ isNew: false, submission: { id, status: 'awaiting-confirmation' } });
  });

  it('need not wait when a reason came with it that names the code; another code does not do', async () => {
    askAboutHundreds();
    await decided(BEFORE);
    expect((await decided(week(['2024-08-04', 600]), { reason: 'x', confirm: 'DROPPED' })).status).toBe('awaiting-confirmation');
    const accepted = await decided(NOW, { reason: 'A second scanner', confirm: 'OUTLIER' });
    expect(accepted).toMatchObject({ status: 'accepted', warnings: 1 });
    expect((await intake.confirmations.find(signedIn('national'), accepted.submissionId)).reasons).toMatchObject([{ reason: 'A second scanner', messages: ['500 tests'] }]);
  });

  it('closes when a newer file of the same scope states all that it states, and not for less', async () => {
    askAboutHundreds();
    await decided(BEFORE);
    const { submissionId } = await decided(NOW);
    await decided(week(['2024-07-28', 41]));
    expect((await find(submissionId)).status).toBe('awaiting-confirmation');
    await decided(week(['2024-08-04', 60], ['2024-07-28', 42]));
    expect(await find(submissionId)).toMatchObject({ status: 'superseded', acceptedPosition: null, places: null });
    expect((await eventsOf(submissionId)).at(-1)).toBe('submission-superseded');
  });

  it('that was closed may be sent again byte for byte, and is checked afresh', async () => {
    askAboutHundreds();
    await decided(BEFORE);
    const { submissionId } = await decided(NOW);
    expect((await intake.send('region-y60', NOW)).submission.id).toBe(submissionId);
    await decided(week(['2024-08-04', 60], ['2024-07-28', 42]));
    // Twice at once: one of the two is the new submission, the other its receipt.
    const both = await Promise.all([intake.send('region-y60', NOW), intake.send('region-y60', NOW)]);
    expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    const [again] = both.map(({ submission }) => submission.id);
    expect([new Set(both.map(({ submission }) => submission.id)).size, again === submissionId]).toEqual([1, false]);
    await intake.checks.check(again ?? '');
    expect([(await find(again ?? '')).status, (await find(submissionId)).status]).toEqual(['awaiting-confirmation', 'superseded']);
  });

  it('that counted and was superseded still answers for its bytes', async () => {
    const { submissionId } = await decided(BEFORE);
    await decided(week(['2024-08-04', 51], ['2024-07-28', 41]));
    expect((await find(submissionId)).status).toBe('superseded');
    expect(await intake.send('region-y60', BEFORE)).toMatchObject({ isNew: false, submission: { id: submissionId } });
  });
});
