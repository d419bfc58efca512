import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type FeedName } from '@cdc/contracts';
import { metrics } from '@cdc/platform';
import { signedIn } from '@cdc/platform/under-test';
import { IntakeUnderTest } from '../intake-under-test.js';
import { SubmissionJob } from './submission.job.js';
import { type ErrorGroup, errorGroups, errorsAfter } from './submission.read-model.js';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(() => intake.clear());
afterEach(() => {
  jest.restoreAllMocks();
});

const HEADER = 'cdc_code,week_ending,test,delivered,comment,Surname';
const PLANTED = ['9434765919', '450 557 7104', 'Featherstonehaugh', 'RQ99X', 'a dozen'];
// The second row is wrong as well, so that its values would stand in messages.
const PATIENTS = `${HEADER}\nRAA01,2024-08-04,MRI,60,,\nRQ99X,2024-08-04,CT,a dozen,repeat ${PLANTED[0]},Featherstonehaugh\nRAA01,2024-07-28,MRI,2,${PLANTED[1]},\n`;
const GOOD = 'cdc_code,week_ending,test,delivered\nRAA01,2024-08-04,MRI,60\n';

const statusOf = async (id: string): Promise<string> => (await intake.submissions.find(signedIn('national'), id)).status;
const logOf = async (id: string): Promise<[string[], string[]]> => [
  (await intake.dataSource.query('select type from outbox where subject = $1 order by position', [id])).map((row: { type: string }) => row.type.split('.')[4]),
  (await intake.dataSource.query('select action from audit where subject = $1 order by sequence', [id])).map((row: { action: string }) => row.action),
];

/** Every table that the service can read, each row as one text. */
async function everythingStored(): Promise<string> {
  const tables: { name: string }[] = await intake.dataSource.query(
    "select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
  );
  const texts = await Promise.all(tables.map(({ name }) => intake.dataSource.query(`select row_to_json(t)::text as text from ${name} t`)));
  return JSON.stringify(texts);
}

async function quarantined(): Promise<number> {
  const { values } = await metrics.filesQuarantined.get();
  return values.find(({ labels }) => labels.feed === 'activity-weekly' && labels.cause === 'POSSIBLE_PATIENT_DATA')?.value ?? 0;
}

async function check(client: string, file: string): Promise<string> {
  const { submission } = await intake.send(client, file);
  await intake.checks.check(submission.id);
  return submission.id;
}

describe('catalogue 59, 60: a file that may name a patient', () => {
  it('is quarantined: its row says where, and its file is destroyed', async () => {
    const id = await check('region-y60', PATIENTS);
    const found = await intake.submissions.find(signedIn('national'), id);
    expect(found).toMatchObject({ status: 'quarantined', errors: 3, warnings: 0, rowsRead: 3, rowsNew: 0, totals: {}, acceptedPosition: null, fileDestroyedAt: intake.clock.instant });
    const list = await errorsAfter(intake.manager, id, 0, 10);
    expect(list.map(({ item }) => [item.code, item.cell, item.value])).toEqual([
      ['POSSIBLE_PATIENT_DATA', 'E3', null],
      ['POSSIBLE_PATIENT_DATA', 'F3', null],
      ['POSSIBLE_PATIENT_DATA', 'E4', null],
    ]);
    const [group]: ErrorGroup[] = await errorGroups(intake.manager, id);
    expect(group?.fix).toContain('We keep nothing of this file');
    expect(intake.files.kept.size).toBe(0);
    await expect(intake.submissions.original(signedIn('region-y60'), id)).rejects.toMatchObject({ code: 'FILE_DESTROYED', kind: 'gone' });
    expect(await logOf(id)).toEqual([
      ['submission-received', 'submission-quarantined'],
      ['submission-received', 'submission-quarantined', 'file-destroyed'],
    ]);
  });

  it('leaves none of its values in any table, in the log or in the answers', async () => {
    const logged = jest.spyOn(intake.logger.pino, 'error').mockImplementation(() => undefined);
    const informed = jest.spyOn(intake.logger.pino, 'info').mockImplementation(() => undefined);
    const before = await quarantined();
    const id = await check('region-y60', PATIENTS);
    const answers = [await intake.submissions.find(signedIn('national'), id), await errorsAfter(intake.manager, id, 0, 100), await errorGroups(intake.manager, id)];
    const everything = [await everythingStored(), JSON.stringify(logged.mock.calls), JSON.stringify(informed.mock.calls), JSON.stringify(answers)].join('\n');
    for (const value of PLANTED) expect(everything).not.toContain(value);
    // The search sees what is there.
    expect(everything).toContain('week.csv');
    expect(logged.mock.calls).toEqual([[{ feed: 'activity-weekly', cause: 'POSSIBLE_PATIENT_DATA', places: 3, submission: id }, expect.stringContaining('quarantined')]]);
    expect((await quarantined()) - before).toBe(1);
  });

  it('loads nothing', async () => {
    const opened = jest.spyOn(intake.loader, 'open');
    const loaded = intake.loader.loaded;
    await check('region-y60', PATIENTS);
    expect([opened.mock.calls.length, intake.loader.loaded, intake.loader.closed]).toEqual([1, loaded, intake.loader.opened]);
  });

  it('is quarantined again when the same bytes are sent again', async () => {
    const first = await check('region-y60', PATIENTS);
    const again = await intake.send('region-y60', PATIENTS);
    expect([again.isNew, again.submission.id === first]).toEqual([true, false]);
    // The bytes lie there again until they are checked, but not for whoever asks for the first.
    await expect(intake.submissions.original(signedIn('region-y60'), first)).rejects.toMatchObject({ code: 'FILE_DESTROYED' });
    await intake.checks.check(again.submission.id);
    expect([await statusOf(again.submission.id), intake.files.kept.size]).toEqual(['quarantined', 0]);
  });

  it('takes with it the submissions of others that wait with the same bytes', async () => {
    const [mine, other] = [await intake.send('region-y60', PATIENTS), await intake.send('region-y56', PATIENTS)];
    await intake.checks.check(mine.submission.id);
    await intake.checks.check(other.submission.id);
    expect(await statusOf(other.submission.id)).toBe('quarantined');
    expect((await errorsAfter(intake.manager, other.submission.id, 0, 10)).map(({ item }) => [item.code, item.row])).toEqual([['POSSIBLE_PATIENT_DATA', null]]);
  });

  it('is destroyed at the next start when the process ended in between', async () => {
    const destroy = jest.spyOn(intake.files, 'destroy').mockRejectedValueOnce(new Error('killed'));
    const { submission } = await intake.send('region-y60', PATIENTS);
    await expect(intake.checks.check(submission.id)).rejects.toThrow('killed');
    expect([await statusOf(submission.id), intake.files.kept.size]).toEqual(['quarantined', 1]);
    destroy.mockRestore();
    const job = new SubmissionJob(intake.unitOfWork, intake.checks, Object.assign(intake.jobs, { process: () => undefined }), intake.logger, 'submissions');
    // A second process starts at the same moment.
    await Promise.all([job.onApplicationBootstrap(), intake.checks.quarantine.destroyLeftOver()]);
    job.onModuleDestroy();
    expect(intake.files.kept.size).toBe(0);
    expect((await logOf(submission.id))[1].at(-1)).toBe('file-destroyed');
    expect((await logOf(submission.id))[1].filter((action) => action === 'file-destroyed')).toHaveLength(1);
  });

  it('is told so by a dry run, which keeps nothing and raises the alarm', async () => {
    const logged = jest.spyOn(intake.logger.pino, 'error').mockImplementation(() => undefined);
    const { status, counts } = await intake.dryRun('region-y60', Readable.from([Buffer.from(PATIENTS)]));
    expect([status, counts.errors]).toEqual(['quarantined', 3]);
    expect([await intake.dataSource.query('select submission_id from submission'), intake.files.kept.size]).toEqual([[], 0]);
    expect(logged.mock.calls).toHaveLength(1);
  });
});

describe('what stands beside a file', () => {
  it.each([
    ['its name', { fileName: 'repeat 943 476 5919.csv' }],
    ['its reason', { reason: 'for 9434765919' }],
    ['the entity', { entity: 'Mrs Smith' }],
  ])('is refused before anything is kept when %s may name a patient', async (_what, { fileName = 'week.csv', reason = null, entity }: { fileName?: string; reason?: string | null; entity?: string }) => {
    const send = intake.submissions.receive(signedIn('finance'), 'ledger', { fileName, content: Readable.from([Buffer.from(GOOD)]) }, { reason }, entity === undefined ? {} : { entity });
    const refused = await send.catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'POSSIBLE_PATIENT_DATA', kind: 'invalid' });
    expect(JSON.stringify([refused, String(refused)])).not.toMatch(/943|Smith/);
    expect([await intake.dataSource.query('select submission_id from submission'), intake.files.kept.size, intake.jobs.added]).toEqual([[], 0, []]);
  });
});

describe('catalogue 82: a file with the mark of the virus test', () => {
  const mark = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD', 'ANTIVIRUS', 'TEST', 'FILE!$H+H*'].join('-');

  it.each([
    ['alone', mark],
    ['in a cell', `cdc_code,week_ending,test,delivered,comment\nRAA01,2024-08-04,MRI,60,"${mark}"\n`],
  ])('is quarantined: %s', async (_where, text) => {
    const id = await check('region-y60', text);
    expect([await statusOf(id), intake.files.kept.size]).toEqual(['quarantined', 0]);
    expect((await errorsAfter(intake.manager, id, 0, 10)).map(({ item }) => item.code)).toEqual(['VIRUS_SUSPECTED']);
    expect((await logOf(id))[0]).toEqual(['submission-received', 'submission-quarantined']);
  });
});

describe('a file that cannot be looked through', () => {
  const LOCKED = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from('EncryptedPackage', 'utf16le')]);
  const send = (client = 'region-y60', feed: FeedName = 'activity-weekly') => intake.send(client, LOCKED, feed, {}, 'week.xlsx');
  const itemsOf = async (id: string): Promise<unknown[]> => (await errorsAfter(intake.manager, id, 0, 10)).map(({ item }) => [item.code, item.severity]);

  it('is rejected as for any other error, and not kept', async () => {
    const logged = jest.spyOn(intake.logger.pino, 'error').mockImplementation(() => undefined);
    const { submission } = await send();
    await intake.checks.check(submission.id);
    expect(await intake.submissions.find(signedIn('national'), submission.id)).toMatchObject({ status: 'rejected', errors: 1, warnings: 1, unseen: true, fileDestroyedAt: intake.clock.instant });
    expect(await itemsOf(submission.id)).toEqual([
      ['ENCRYPTED', 'error'],
      ['FILE_NOT_KEPT', 'warning'],
    ]);
    expect([intake.files.kept.size, logged.mock.calls]).toEqual([0, []]);
    expect(await logOf(submission.id)).toEqual([
      ['submission-received', 'submission-rejected'],
      ['submission-received', 'submission-rejected', 'file-destroyed'],
    ]);
    const sender = signedIn('region-y60');
    for (const ask of [() => intake.submissions.original(sender, submission.id), () => intake.answers.annotated(sender, submission.id), () => intake.answers.fixes(sender, submission.id)])
      await expect(ask()).rejects.toMatchObject({ code: 'FILE_DESTROYED', kind: 'gone' });
  });

  it('is said to be so to whoever else sent the same bytes', async () => {
    const [mine, other] = [await send(), await send('region-y56')];
    await intake.checks.check(mine.submission.id);
    await intake.checks.check(other.submission.id);
    expect([await statusOf(other.submission.id), await itemsOf(other.submission.id)]).toEqual([
      'rejected',
      [
        ['UNREADABLE_WORKBOOK', 'error'],
        ['FILE_NOT_KEPT', 'warning'],
      ],
    ]);
  });

  it('is destroyed at the next start when the process ended in between', async () => {
    const destroy = jest.spyOn(intake.files, 'destroy').mockRejectedValueOnce(new Error('killed'));
    const { submission } = await send();
    await expect(intake.checks.check(submission.id)).rejects.toThrow('killed');
    expect([await statusOf(submission.id), intake.files.kept.size]).toEqual(['rejected', 1]);
    destroy.mockRestore();
    await intake.checks.quarantine.destroyLeftOver();
    await intake.checks.quarantine.destroyLeftOver();
    expect([intake.files.kept.size, (await logOf(submission.id))[1].filter((action) => action === 'file-destroyed')]).toEqual([0, ['file-destroyed']]);
  });

  it('is kept where its bytes were accepted once, as somebody has looked through them', async () => {
    const { submission } = await send();
    await intake.dataSource.query(
      "insert into submission (submission_id, feed, status, file_name, sha256, bytes, submitted_by, submitted_at, accepted_position) select 'act-before', feed, 'accepted', file_name, sha256, bytes, submitted_by, submitted_at, 1 from submission",
    );
    await intake.checks.check(submission.id);
    expect([await statusOf(submission.id), intake.files.kept.size]).toEqual(['rejected', 1]);
  });

  it('may be sent again, and is told the same', async () => {
    const first = await send();
    await intake.checks.check(first.submission.id);
    const again = await send();
    expect(again.isNew).toBe(true);
    // The bytes lie there again until they are checked, but not for whoever asks for the first.
    await expect(intake.submissions.original(signedIn('region-y60'), first.submission.id)).rejects.toMatchObject({ code: 'FILE_DESTROYED' });
    await expect(intake.answers.fixes(signedIn('region-y60'), first.submission.id)).rejects.toMatchObject({ code: 'FILE_DESTROYED' });
    await intake.checks.check(again.submission.id);
    expect([await itemsOf(again.submission.id), intake.files.kept.size]).toEqual([await itemsOf(first.submission.id), 0]);
  });
});

it('keeps a file that was refused and could be looked through', async () => {
  expect(await statusOf(await check('region-y60', `${GOOD}"RAA01,x`))).toBe('rejected');
  expect(intake.files.kept.size).toBe(1);
});

it('accepts a file that names nobody', async () => {
  expect(await statusOf(await check('region-y60', GOOD))).toBe('accepted');
  expect(intake.files.kept.size).toBe(1);
});
