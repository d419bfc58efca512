import { type Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signedIn } from '@cdc/platform/under-test';
import { IntakeUnderTest } from '../intake-under-test.js';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(() => intake.clear());

const HEADER = 'cdc_code;week_ending;test;delivered;cancelled';
const WRONG = [HEADER, 'RAA01;28/07/2024;MRI;60;1', 'RAA01;21/07/2024;CT;7;n/a', 'RAA01;2024-07-28;SPIROMETRI;2;0', 'RAA01;2024-07-28;CT;4;0', ''].join('\r\n');

const textOf = async (content: Readable): Promise<string> => Buffer.concat(await content.map((chunk: string | Uint8Array) => Buffer.from(chunk as Uint8Array)).toArray()).toString();

async function sent(file: string, client = 'region-y60'): Promise<string> {
  const { submission } = await intake.send(client, file);
  await intake.checks.check(submission.id);
  return submission.id;
}

describe('the copy with errors in it', () => {
  it('is the file as sent with notes beside the wrong rows', async () => {
    const { fileName, content } = await intake.answers.annotated(signedIn('region-y60'), await sent(WRONG));
    const lines = (await textOf(content)).split('\r\n');
    expect(fileName).toBe('week-annotated.csv');
    expect(lines.map((line) => line.split(';').slice(0, 5).join(';'))).toEqual(WRONG.split('\r\n'));
    expect(lines[1]).toContain(';DATE_FORMAT;');
    expect(lines[4]).toBe('RAA01;2024-07-28;CT;4;0');
  });

  it('is made of a large file without holding it', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `RAA01;2024-07-28;CT;x${row};0`);
    const file = [HEADER, ...rows, ''].join('\n');
    const { content } = await intake.answers.annotated(signedIn('region-y60'), await sent(file));
    const lines = (await textOf(content)).split('\n');
    expect(lines.map((line) => line.split(';').slice(0, 5).join(';'))).toEqual(file.split('\n'));
    // Only so many errors are kept, which the copy says.
    expect(lines[0]).toContain('These are the first 10,000 of ');
  });

  it.each([
    ['is still being checked', 'checking', 'NOT_DECIDED', 'conflict'],
    ['was destroyed', 'quarantined', 'FILE_DESTROYED', 'gone'],
  ])('is refused for a file that %s', async (_what, status, code, kind) => {
    const id = await sent(WRONG);
    await intake.dataSource.query('update submission set status = $2 where submission_id = $1', [id, status]);
    await expect(intake.answers.annotated(signedIn('region-y60'), id)).rejects.toMatchObject({ code, kind });
  });

  it('is for those who may see the file', async () => {
    await expect(intake.answers.annotated(signedIn('region-y56'), await sent(WRONG))).rejects.toMatchObject({ code: 'FORBIDDEN_REGION' });
  });

  it('is refused for a type that we cannot write into, and no fix is offered', async () => {
    const id = await sent('\u00d0\u00cf');
    await intake.dataSource.query('update submission set sha256 = $2 where submission_id = $1', [id, 'xls']);
    intake.files.kept.set('xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
    await expect(intake.answers.annotated(signedIn('region-y60'), id)).rejects.toMatchObject({ code: 'NO_COPY_OF_TYPE' });
    expect(await intake.answers.fixes(signedIn('region-y60'), id)).toEqual([]);
  });
});

it('lists every error as CSV', async () => {
  const rows = Array.from({ length: 1_200 }, (_, row) => `RAA01;2024-07-28;CT;x${row};0`);
  const { content } = await intake.answers.errorsCsv(signedIn('region-y60'), await sent([HEADER, ...rows, ''].join('\n')));
  const lines = (await textOf(content)).trimEnd().split('\r\n');
  expect(lines[0]).toBe('\ufeffseverity,row,column,cell,sheet,code,value,message,fix,suggestion');
  expect(lines.filter((line) => line.includes(',NUMBER_FORMAT,')).length).toBe(1_200);
});

describe('safe fixes', () => {
  it('are shown before anything is done', async () => {
    const fixes = await intake.answers.fixes(signedIn('region-y60'), await sent(WRONG));
    expect(fixes.map(({ id, sentence }) => [id, sentence])).toEqual([
      ['DATE_FORMAT.week_ending', 'Write the dates in week_ending year first, in all 2 rows'],
      ['MISSING_VALUE.cancelled', 'Empty cancelled where it says that there is no value, in 1 row'],
      ['UNKNOWN_TEST.test.SPIROMETRI', 'Change SPIROMETRI to SPIROMETRY in 1 row'],
    ]);
    expect(intake.files.kept.size).toBe(1);
  });

  it('change exactly the cells agreed to, in a new submission of the same sender whose audit says which', async () => {
    const id = await sent(WRONG);
    const { submission, isNew } = await intake.answers.fix(signedIn('region-y60'), id, { groups: ['DATE_FORMAT.week_ending'], codes: ['MISSING_VALUE'] });
    expect(isNew).toBe(true);
    const copy = WRONG.replace('28/07/2024', '2024-07-28').replace('21/07/2024', '2024-07-21').replace('n/a', '');
    expect(intake.files.text(submission.sha256)).toBe(copy);
    expect(submission).toMatchObject({ feed: 'activity-weekly', region: 'Y60', submittedBy: 'region-y60', fileName: 'week-corrected.csv', status: 'received' });
    expect(submission.reason).toBeNull();
    const original = await intake.submissions.find(signedIn('region-y60'), id);
    expect([original.status, intake.files.text(original.sha256)]).toEqual(['rejected', WRONG]);
    const [audit] = await intake.dataSource.query("select details from audit where subject = $1 and action = 'submission-received'", [submission.id]);
    expect(audit.details).toMatchObject({ correctedFrom: id, fixes: ['DATE_FORMAT.week_ending', 'MISSING_VALUE.cancelled'], cells: 3 });
  });

  it('make a wrong file pass where they are all that is wrong', async () => {
    const id = await sent(WRONG);
    const codes = ['DATE_FORMAT', 'MISSING_VALUE', 'UNKNOWN_TEST'];
    const { submission } = await intake.answers.fix(signedIn('region-y60'), id, { groups: [], codes });
    await intake.checks.check(submission.id);
    expect(await intake.submissions.find(signedIn('region-y60'), submission.id)).toMatchObject({ status: 'accepted', rowsRead: 4 });
  });

  it('are no reason by themselves: the copy has what its sender says now, else what was said of the original', async () => {
    const { submission: original } = await intake.send('region-y60', WRONG, 'activity-weekly', {}, 'week.csv', { reason: 'Late figures of one centre' });
    await intake.checks.check(original.id);
    const choice = { groups: ['DATE_FORMAT.week_ending'], codes: [] };
    expect((await intake.answers.fix(signedIn('region-y60'), original.id, { ...choice, reason: 'Counted again' })).submission.reason).toBe('Counted again');
    const other = { groups: [], codes: ['MISSING_VALUE'] };
    expect((await intake.answers.fix(signedIn('region-y60'), original.id, other)).submission.reason).toBe('Late figures of one centre');
  });

  it('are one submission when they are asked for twice', async () => {
    const id = await sent(WRONG);
    const choice = { groups: ['DATE_FORMAT.week_ending'], codes: [] };
    const first = await intake.answers.fix(signedIn('region-y60'), id, choice);
    expect(await intake.answers.fix(signedIn('region-y60'), id, choice)).toMatchObject({ isNew: false, submission: { id: first.submission.id } });
  });

  it.each([
    ['nothing is chosen', { groups: [], codes: [] }, 'NO_FIX_CHOSEN'],
    ['it is not offered', { groups: ['NUMBER_FORMAT.delivered'], codes: [] }, 'UNKNOWN_FIX'],
    ['its code is not offered', { groups: [], codes: ['UNKNOWN_SITE'] }, 'UNKNOWN_FIX'],
  ])('are refused when %s', async (_what, choice, code) => {
    await expect(intake.answers.fix(signedIn('region-y60'), await sent(WRONG), choice)).rejects.toMatchObject({ code });
    expect(intake.files.kept.size).toBe(1);
  });

  it('are for the sender’s own region, and for rejected files', async () => {
    const choice = { groups: ['DATE_FORMAT.week_ending'], codes: [] };
    const id = await sent(WRONG);
    await expect(intake.answers.fix(signedIn('region-y56'), id, choice)).rejects.toMatchObject({ code: 'FORBIDDEN_REGION' });
    await expect(intake.answers.fix(signedIn('national'), id, choice)).rejects.toMatchObject({ code: 'NOT_YOUR_FILE' });
    const accepted = await sent(`${HEADER}\r\nRAA01;2024-07-28;CT;4;0\r\n`);
    await expect(intake.answers.fix(signedIn('region-y60'), accepted, choice)).rejects.toMatchObject({ code: 'NOT_REJECTED' });
  });

  it('keep nothing when a cell does not hold what the check saw', async () => {
    const id = await sent(WRONG);
    const { sha256 } = await intake.submissions.find(signedIn('region-y60'), id);
    intake.files.kept.set(sha256, Buffer.from(WRONG.replace('28/07/2024', '29/07/2024')));
    await expect(intake.answers.fix(signedIn('region-y60'), id, { groups: ['DATE_FORMAT.week_ending'], codes: [] })).rejects.toMatchObject({ code: 'FIX_DOES_NOT_FIT' });
    expect([intake.files.kept.size, intake.jobs.added.length]).toEqual([1, 1]);
  });
});
