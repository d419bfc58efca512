import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JobQueues, postgresJobs } from '@cdc/platform';
import { signedIn } from '@cdc/platform/under-test';
import { DataSource } from 'typeorm';
import { IntakeUnderTest } from '../intake-under-test.js';
import { SubmissionJob } from './submission.job.js';
import { errorGroups, errorsAfter } from './submission.read-model.js';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(() => intake.clear());

const GOOD = 'cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,60\nRAA01,2024-07-28,MRI,50\n';
const WRONG = 'cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,many\nRAA02,2024-08-04,CT,1\nRAA01,2024-08-03,CT,lots\n';

const rows = async (): Promise<unknown[]> => intake.dataSource.query('select submission_id from submission');
const eventsOf = async (id: string): Promise<string[]> =>
  (await intake.dataSource.query('select type from outbox where subject = $1 order by position', [id])).map((row: { type: string }) => row.type.split('.')[4]);

describe('a file that arrives', () => {
  it('is kept, noted, announced and queued', async () => {
    const { submission, isNew } = await intake.send('region-y60', GOOD);
    expect(isNew).toBe(true);
    expect(submission).toMatchObject({ feed: 'activity-weekly', region: 'Y60', status: 'received', fileName: 'week.csv', submittedBy: 'region-y60', bytes: GOOD.length });
    expect(submission.id).toMatch(/^act-20240805-[2-9A-HJ-NP-Z]{8}$/);
    expect(intake.files.text(submission.sha256)).toBe(GOOD);
    expect([await eventsOf(submission.id), intake.jobs.added]).toEqual([['submission-received'], [submission.id]]);
  });

  it('catalogue 49: gives the first receipt when it is sent again, also after it was accepted', async () => {
    const first = await intake.send('region-y60', GOOD);
    expect(await intake.send('region-y60', GOOD)).toMatchObject({ isNew: false, submission: { id: first.submission.id } });
    await intake.checks.check(first.submission.id);
    expect(await intake.send('region-y60', GOOD)).toMatchObject({ isNew: false, submission: { id: first.submission.id, status: 'accepted' } });
    expect([(await rows()).length, intake.jobs.added.length]).toEqual([1, 1]);
  });

  it('is one submission when it is sent twice at the same moment', async () => {
    const receipts = await Promise.all([1, 2, 3, 4].map(() => intake.send('region-y60', GOOD)));
    expect(new Set(receipts.map(({ submission }) => submission.id)).size).toBe(1);
    expect(receipts.filter(({ isNew }) => isNew).length).toBe(1);
    expect([(await rows()).length, intake.jobs.added.length]).toEqual([1, 1]);
  });

  it('is a submission of its own in each scope', async () => {
    const [region, other, national] = [await intake.send('region-y60', GOOD), await intake.send('region-y56', GOOD), await intake.send('national', GOOD)];
    expect(new Set([region, other, national].map(({ submission }) => submission.id)).size).toBe(3);
  });

  it('is a submission of its own for each entity, month and character set', async () => {
    const stated = [{}, { charset: 'utf-8' }, { charset: 'windows-1252' }];
    const ledgers = [{}, { entity: 'RQM' }, { entity: 'RAX' }, { entity: 'RQM', period: '2020-06' }, { entity: 'RQM', period: '2020-07' }];
    const receipts = [
      ...(await Promise.all(stated.map((one) => intake.send('region-y60', GOOD, 'activity-weekly', one)))),
      ...(await Promise.all(ledgers.map((one) => intake.send('finance', GOOD, 'ledger', one)))),
    ];
    expect(new Set(receipts.map(({ submission }) => submission.id)).size).toBe(8);
    expect(await intake.send('finance', GOOD, 'ledger', { entity: ' RQM', period: '2020-06' })).toMatchObject({
      isNew: false,
      submission: { id: receipts[6]?.submission.id, parameters: { entity: 'RQM', period: '2020-06', charset: null, dateOrder: null } },
    });
  });

  it('is refused with a parameter that its feed does not take, and leaves nothing', async () => {
    await expect(intake.send('region-y60', GOOD, 'activity-weekly', { entity: 'RQM' })).rejects.toMatchObject({ code: 'PARAMETER_NOT_TAKEN' });
    await expect(intake.dryRun('region-y60', Readable.from([Buffer.from(GOOD)]), { period: '2020-06' })).rejects.toMatchObject({ code: 'PARAMETER_NOT_TAKEN' });
    expect([await rows(), intake.files.kept.size]).toEqual([[], 0]);
  });

  it('catalogue 54: may hold SQL, which stays text wherever it is kept', async () => {
    const sql = "x'); drop table kept_cell; --";
    const { submission } = await intake.send('region-y60', `cdc_code,week_ending,test,delivered\n${sql},2024-08-04,MRI,60\n`, 'activity-weekly', {}, `${sql}.csv`, { reason: sql });
    await intake.checks.check(submission.id);
    expect(await intake.submissions.find(signedIn('national'), submission.id)).toMatchObject({ status: 'rejected', fileName: `${sql}.csv`, reason: sql });
    expect((await errorsAfter(intake.manager, submission.id, 0, 10)).map(({ item }) => [item.code, item.value])).toEqual([['UNKNOWN_SITE', sql]]);
    expect(await intake.dataSource.query('select * from kept_cell')).toEqual([]);
  });

  it('can be sent again after it was rejected', async () => {
    const first = await intake.send('region-y60', WRONG);
    await intake.checks.check(first.submission.id);
    const second = await intake.send('region-y60', WRONG);
    expect([second.isNew, second.submission.id === first.submission.id]).toEqual([true, false]);
  });

  it.each([
    ['it is empty', 'region-y60', '', 'EMPTY_FILE'],
    ['the sender may not send the feed', 'viewer', GOOD, 'FORBIDDEN_FEED'],
  ])('leaves nothing when %s', async (_what, client, text, code) => {
    await expect(intake.send(client, text)).rejects.toMatchObject({ code });
    expect([await rows(), intake.files.kept.size, intake.jobs.added]).toEqual([[], 0, []]);
  });

  it('is shown to its region and to the whole programme only', async () => {
    const { submission } = await intake.send('region-y60', GOOD);
    await expect(intake.submissions.find(signedIn('region-y56'), submission.id)).rejects.toMatchObject({ code: 'FORBIDDEN_REGION' });
    for (const client of ['region-y60', 'national']) expect((await intake.submissions.find(signedIn(client), submission.id)).submissionId).toBe(submission.id);
    await expect(intake.submissions.find(signedIn('national'), 'act-none')).rejects.toMatchObject({ code: 'SUBMISSION_NOT_FOUND' });
    const { content } = await intake.submissions.original(signedIn('region-y60'), submission.id);
    expect(Buffer.concat(await content.toArray()).toString()).toBe(GOOD);
  });
});

describe('a check', () => {
  it('accepts a sound file with its counts, and stamps the place of its acceptance in the log', async () => {
    const { submission } = await intake.send('region-y60', GOOD);
    intake.clock.instant = new Date('2024-08-05T08:00:00Z');
    await intake.checks.check(submission.id);
    intake.clock.instant = new Date('2024-08-05T07:00:00Z');
    const found = await intake.submissions.find(signedIn('national'), submission.id);
    expect(found).toMatchObject({ status: 'accepted', rowsRead: 2, rowsNew: 2, errors: 0, progressStep: 'decided', decidedAt: new Date('2024-08-05T08:00:00Z'), totals: { delivered: 110 } });
    const [log] = await intake.dataSource.query("select position from outbox where subject = $1 and type like '%accepted%'", [submission.id]);
    expect(found.acceptedPosition).toBe(log.position);
    expect(await eventsOf(submission.id)).toEqual(['submission-received', 'submission-accepted']);
  });

  it('rejects a wrong file with every error, in the order of the file and grouped by cause', async () => {
    const { submission } = await intake.send('region-y60', WRONG);
    await intake.checks.check(submission.id);
    expect(await intake.submissions.find(signedIn('national'), submission.id)).toMatchObject({ status: 'rejected', acceptedPosition: null, errors: 4 });
    const list = await errorsAfter(intake.manager, submission.id, 0, 10);
    expect(list.map(({ item }) => `${item.row} ${item.column}`)).toEqual(['2 delivered', '3 cdc_code', '4 delivered', '4 week_ending']);
    expect((await errorsAfter(intake.manager, submission.id, 2, 10)).map(({ ordinal }) => ordinal)).toEqual([3, 4]);
    const groups = await errorGroups(intake.manager, submission.id);
    expect(groups[0]).toMatchObject({ code: list[0]?.item.code, count: 2, columns: ['delivered'], firstRow: 2, lastRow: 4 });
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(4);
    expect(await eventsOf(submission.id)).toEqual(['submission-received', 'submission-rejected']);
  });

  it('closes what it opened, though loading fails, and leaves the file waiting', async () => {
    const { submission } = await intake.send('region-y60', GOOD);
    intake.loader.failure = new Error('disk full');
    await expect(intake.checks.check(submission.id)).rejects.toThrow('disk full');
    intake.loader.failure = undefined;
    expect(intake.loader.closed).toBe(intake.loader.opened);
    expect((await intake.submissions.find(signedIn('national'), submission.id)).acceptedPosition).toBeNull();
    await intake.checks.check(submission.id);
    expect((await intake.submissions.find(signedIn('national'), submission.id)).status).toBe('accepted');
  });
});

describe('a declared character set', () => {
  const latin = Buffer.from(GOOD.replace('test,delivered', 'test,delivered,comment').replace(',60', ',60,Caf\u00e9').replace(',50', ',50,'), 'latin1');

  it('decides how the file is read, when it is submitted and in a dry run', async () => {
    const declared = await intake.send('region-y60', latin, 'activity-weekly', { charset: 'windows-1252' });
    await intake.checks.check(declared.submission.id);
    expect(await intake.submissions.find(signedIn('national'), declared.submission.id)).toMatchObject({ status: 'accepted', warnings: 1 });
    const { errors } = await intake.dryRun('region-y60', Readable.from([latin]), { charset: 'windows-1252' });
    expect(errors.map(({ code }) => code)).toEqual(['TRANSCODED']);
    expect((await intake.dryRun('region-y60', Readable.from([latin]))).errors.map(({ code }) => code)).toContain('ENCODING');
  });
});

describe('a dry run', () => {
  it('says what would become of the file and stores nothing', async () => {
    const log = async (): Promise<unknown> => intake.dataSource.query('select (select count(*) from outbox) as events, (select count(*) from audit) as entries');
    const before = await log();
    expect((await intake.dryRun('region-y60', Readable.from([Buffer.from(GOOD)]))).counts).toMatchObject({ read: 2, errors: 0 });
    expect((await intake.dryRun('region-y60', Readable.from([Buffer.from(WRONG)]))).counts).toMatchObject({ errors: 4 });
    expect([await rows(), intake.files.kept.size, intake.jobs.added, await log()]).toEqual([[], 0, [], before]);
    expect(intake.loader.closed).toBe(intake.loader.opened);
  });

  it("leaves the original alone when the same bytes are somebody's submission, of this service or of another", async () => {
    const stored = await intake.files.put(Readable.from([Buffer.from(GOOD)]));
    await intake.dryRun('region-y60', Readable.from([Buffer.from(GOOD)]));
    expect(intake.files.kept.has(stored.sha256)).toBe(true);
  });

  it.each([
    ['an empty file', () => Readable.from([]), 'EMPTY_FILE'],
    ['a file that is too large', () => Readable.from(Array.from({ length: 3 }, () => Buffer.alloc(500 * 1024, 'a'))), 'FILE_TOO_LARGE'],
  ])('refuses %s', async (_what, open, code) => {
    await expect(intake.dryRun('region-y60', open())).rejects.toMatchObject({ code });
  });
});

describe('after a crash', () => {
  it('a file that was received but has no job is taken up when the service starts', async () => {
    const { submission } = await intake.send('region-y60', GOOD);
    await intake.dataSource.query("update submission set status = 'checking', progress_step = 'checking' where submission_id = $1", [submission.id]);
    const jobs = new JobQueues(postgresJobs(intake.jobsUrl), intake.logger);
    const job = new SubmissionJob(intake.unitOfWork, intake.checks, jobs, intake.logger, 'submissions');
    try {
      await job.onApplicationBootstrap();
      const giveUpAt = Date.now() + 15_000;
      while ((await intake.submissions.find(signedIn('national'), submission.id)).status !== 'accepted' && Date.now() < giveUpAt) await pause(20);
      expect((await intake.submissions.find(signedIn('national'), submission.id)).status).toBe('accepted');
    } finally {
      job.onModuleDestroy();
      await jobs.beforeApplicationShutdown();
    }
  });

  it('a decided file is not taken up again', async () => {
    const { submission } = await intake.send('region-y60', GOOD);
    await intake.checks.check(submission.id);
    const job = new SubmissionJob(intake.unitOfWork, intake.checks, Object.assign(intake.jobs, { process: () => undefined }), intake.logger, 'submissions');
    intake.jobs.added.length = 0;
    await job.onApplicationBootstrap();
    job.onModuleDestroy();
    expect(intake.jobs.added).toEqual([]);
  });
});

it('keeps the entity and the table the same', async () => {
  const source = await new DataSource({ ...intake.dataSource.options }).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});
