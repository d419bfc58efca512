import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PageQuery } from '@cdc/platform';
import { signedIn } from '@cdc/platform/under-test';
import { IntakeUnderTest } from '../intake-under-test.js';
import { errorsAfter } from '../submission/submission.read-model.js';

/** Soft deadline 7 August 2024, hard 16 August 2024, corrections until 16 April 2026. */
const WEEK = '2024-08-04';
const LATE_IN_APRIL = '2026-04-20T09:00:00.000Z';

let intake: IntakeUnderTest;
let files = 0;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  await intake.clear();
  intake.clock.instant = new Date('2024-08-07T09:00:00Z');
});

const file = (): string => `cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,${++files}\n`;
const ofMidlands = (isChanged: boolean, period = WEEK) => ({ unit: 'Y60', regionCode: 'Y60', period, isChanged });

/** Sends a file that states the periods, at an instant, and decides it. */
async function sent(at: string, isChanged: boolean, { reason = null as string | null, body = file() } = {}) {
  intake.clock.instant = new Date(at);
  intake.loader.periods = [ofMidlands(isChanged)];
  const { submission, isNew } = await intake.send('region-y60', body, 'activity-weekly', {}, 'week.csv', { reason });
  await intake.checks.check(submission.id);
  const { status } = await intake.submissions.find(signedIn('region-y60'), submission.id);
  const errors = (await errorsAfter(intake.manager, submission.id, 0, 10)).map(({ item }) => item.code);
  return { id: submission.id, status, errors, isNew, body };
}

const returns = (): Promise<unknown[]> =>
  intake.dataSource.query('select feed, unit, period, submission_id as "submissionId", timeliness, days_late as "daysLate" from period_return order by 1, 2, 3');
const published = async (name: string): Promise<Record<string, unknown>[]> =>
  (await intake.dataSource.query('select data from outbox where type like $1 order by position', [`%.${name}.v1`])).map((row: { data: Record<string, unknown> }) => row.data);

describe('the first valid file of a period', () => {
  it.each([
    ['2024-08-07T22:59:59.999Z', 'on-time', 0],
    ['2024-08-07T23:00:00.000Z', 'late', 1],
    ['2024-08-19T08:00:00.000Z', 'after-close', 12],
    ['2027-01-01T08:00:00.000Z', 'after-close', 877],
  ])('at %s is %s, %i days late, and always taken', async (at, timeliness, daysLate) => {
    const { id, status } = await sent(at, false);
    expect(status).toBe('accepted');
    expect(await returns()).toEqual([{ feed: 'activity-weekly', unit: 'Y60', period: WEEK, submissionId: id, timeliness, daysLate }]);
    expect((await published('periods-returned')).filter((data) => data['submissionId'] === id)).toEqual([
      { feed: 'activity-weekly', submissionId: id, receivedAt: at, periods: [{ unit: 'Y60', period: WEEK, timeliness, daysLate }] },
    ]);
  });

  it('keeps its time, whatever is corrected later', async () => {
    const first = await sent('2024-08-06T09:00:00Z', false);
    const before = await returns();
    await sent('2024-08-12T09:00:00Z', true);
    await sent('2024-08-20T09:00:00Z', true, { reason: 'Counted again' });
    expect(await returns()).toEqual(before);
    expect((await published('periods-returned')).filter((data) => data['submissionId'] !== first.id && JSON.stringify(data).includes('2024-08-20'))).toEqual([]);
  });

  it('is the one that came first, also where another was decided before it', async () => {
    intake.loader.periods = [ofMidlands(false)];
    // Of another cell: what changes the same cell as one that was decided meanwhile is turned away.
    const early = await intake.send('region-y60', file().replace('MRI', 'CT'));
    const late = await sent('2024-08-09T09:00:00Z', false);
    expect(await returns()).toMatchObject([{ submissionId: late.id, timeliness: 'late', daysLate: 2 }]);
    await intake.checks.check(early.submission.id);
    expect(await returns()).toMatchObject([{ submissionId: early.submission.id, timeliness: 'on-time', daysLate: 0 }]);
    expect((await published('periods-returned')).at(-1)).toMatchObject({ submissionId: early.submission.id });
  });

  it('is never one that was refused', async () => {
    intake.clock.instant = new Date('2024-08-06T09:00:00Z');
    const { submission } = await intake.send('region-y60', 'cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,many\n');
    await intake.checks.check(submission.id);
    expect(await returns()).toEqual([]);
  });
});

describe('a change of what was accepted', () => {
  it('needs no reason before the hard deadline', async () => {
    expect(await sent('2024-08-16T22:59:59Z', true)).toMatchObject({ status: 'accepted' });
  });

  it('needs one after it, and the same file sent again with one is taken', async () => {
    const refused = await sent('2024-08-16T23:00:00Z', true);
    expect(refused).toMatchObject({ status: 'rejected', errors: ['REASON_NEEDED'] });
    expect(await returns()).toEqual([]);
    const again = await sent('2024-08-16T23:01:00Z', true, { reason: 'The log was read wrong', body: refused.body });
    expect(again).toMatchObject({ status: 'accepted', errors: [], isNew: true });
  });

  it('is judged by when the file came, however long its check takes', async () => {
    intake.clock.instant = new Date('2024-08-16T22:00:00Z');
    intake.loader.periods = [ofMidlands(true)];
    const { submission } = await intake.send('region-y60', file());
    intake.clock.instant = new Date('2024-08-17T09:00:00Z');
    await intake.checks.check(submission.id);
    expect((await intake.submissions.find(signedIn('region-y60'), submission.id)).status).toBe('accepted');
  });

  it('catalogue 41: is refused once the period is locked, until it is reopened, and again when that has expired', async () => {
    const reason = 'The audit found it';
    const first = await sent(LATE_IN_APRIL, true, { reason });
    expect(first).toMatchObject({ status: 'rejected', errors: ['PERIOD_LOCKED'] });
    const asked = { period: WEEK, reason: 'The audit found an error', expiresAt: new Date('2026-04-22T16:00:00Z') };
    await intake.reopenings.reopen(signedIn('national'), 'activity-weekly', { ...asked, regionCode: 'Y56' });
    await intake.reopenings.reopen(signedIn('national'), 'activity-daily', { ...asked, regionCode: 'Y60' });
    expect(await sent('2026-04-20T10:00:00Z', true, { reason })).toMatchObject({ errors: ['PERIOD_LOCKED'] });
    await intake.reopenings.reopen(signedIn('national'), 'activity-weekly', { ...asked, regionCode: 'Y60' });
    expect(await sent('2026-04-22T15:59:59Z', true, { reason, body: first.body })).toMatchObject({ status: 'accepted' });
    expect(await sent('2026-04-22T16:00:00Z', true, { reason })).toMatchObject({ status: 'rejected', errors: ['PERIOD_LOCKED'] });
  });
});

describe('a feed whose files state how things stand', () => {
  it('is returned for the period that had ended when the file came', async () => {
    const { keepWindow } = await import('./keep-window.js');
    const keep = (region: string | null, at: string) =>
      intake.unitOfWork.run('tester', 'all', (tx) =>
        keepWindow(tx, { submissionId: `act-${at}-${String(region)}`, feed: 'installations', region, reason: null, submittedAt: new Date(at) }),
      );
    await keep('Y60', '2024-08-08T09:00:00Z');
    await keep('Y60', '2024-08-11T09:00:00Z');
    // A quarter past midnight on Monday in England.
    await keep('Y60', '2024-08-11T23:15:00Z');
    await keep(null, '2024-08-07T09:00:00Z');
    expect(await returns()).toMatchObject([
      { unit: 'ENG', period: '2024-08-04', timeliness: 'on-time', daysLate: 0 },
      { unit: 'Y60', period: '2024-08-04', timeliness: 'late', daysLate: 1 },
      { unit: 'Y60', period: '2024-08-11', timeliness: 'on-time', daysLate: 0 },
    ]);
  });
});

describe('a reopening', () => {
  const now = new Date('2026-05-01T09:00:00Z');
  const asked = { regionCode: 'Y60', period: '2024-07-28', reason: 'The audit found an error', expiresAt: new Date('2026-05-08T16:00:00Z') };
  beforeEach(() => {
    intake.clock.instant = now;
  });

  it('is announced, audited and listed, to its region and to those who see all', async () => {
    const { id, ...view } = await intake.reopenings.reopen(signedIn('admin'), 'activity-weekly', asked);
    const stated = { regionCode: 'Y60', period: '2024-07-28', reason: 'The audit found an error', reopenedBy: 'admin', reopenedAt: now.toISOString(), expiresAt: asked.expiresAt.toISOString() };
    expect(view).toEqual({ feed: 'activity-weekly', ...stated, isOpen: true });
    expect((await published('period-reopened')).at(-1)).toEqual({ reopeningId: id, feed: 'activity-weekly', ...stated });
    expect(await intake.dataSource.query('select actor, action from audit where subject = $1', [id])).toEqual([{ actor: 'admin', action: 'period-reopened' }]);
    const listed = async (client: string): Promise<string[]> =>
      (await intake.reopenings.list(signedIn(client), 'activity-weekly', PageQuery.parse({}))).items.map((one) => one.id);
    expect(await listed('region-y60')).toContain(id);
    expect(await listed('national')).toContain(id);
    expect(await listed('region-y56')).not.toContain(id);
    intake.clock.instant = asked.expiresAt;
    expect((await intake.reopenings.list(signedIn('national'), 'activity-weekly', PageQuery.parse({}))).items[0]).toMatchObject({ id, isOpen: false });
  });

  it('is listed page by page, newest first', async () => {
    const ids: string[] = [];
    for (const period of ['2024-06-02', '2024-06-09', '2024-06-16']) ids.push((await intake.reopenings.reopen(signedIn('admin'), 'activity-weekly', { ...asked, period, regionCode: null })).id);
    const first = await intake.reopenings.list(signedIn('region-y56'), 'activity-weekly', PageQuery.parse({ limit: 2 }));
    const second = await intake.reopenings.list(signedIn('region-y56'), 'activity-weekly', PageQuery.parse({ limit: 2, after: first.next ?? '' }));
    const listed = [...first.items, ...second.items].map(({ id }) => id);
    expect([...listed].sort()).toEqual(expect.arrayContaining([...ids].sort()));
    expect(new Set(listed).size).toBe(listed.length);
  });

  it.each([
    ['installations', {}, 'NEVER_LOCKED'],
    ['activity-weekly', { period: '2024-07-27' }, 'PERIOD_FORMAT'],
    ['activity-monthly', {}, 'PERIOD_FORMAT'],
    ['activity-weekly', { regionCode: 'Y99' }, 'UNKNOWN_REGION'],
    ['activity-weekly', { expiresAt: now }, 'EXPIRES_IN_PAST'],
  ] as const)('of %s with %j is refused: %s', async (feed, change, code) => {
    await expect(intake.reopenings.reopen(signedIn('national'), feed, { ...asked, ...change })).rejects.toMatchObject({ code });
  });
});
