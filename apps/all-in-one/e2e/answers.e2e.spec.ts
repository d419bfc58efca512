import {
  describeWithRealData,
  readPublishedFiles,
  recordOf,
  registerCentres,
  removeDataDir,
  sendAccepted,
  startPlatform,
  type RegisteredCentre,
  type RunningPlatform,
} from '@cdc/testing';

const HEADER = 'cdc_code,week_ending,test,delivered,did_not_attend,cancelled';
const TESTS = ['MRI', 'CT', 'NON_OBSTETRIC_ULTRASOUND', 'DEXA_SCAN', 'SPIROMETRY', 'FENO', 'OXIMETRY', 'ECHOCARDIOGRAPHY', 'PHLEBOTOMY', 'COLONOSCOPY'];
const REGION = 'region-y56';
/** A file of 5,000 rows is answered in 0.6 s on two cores; what one waits for without losing patience is the gate. */
const ANSWER_MS = 15_000;

/** The Sundays that end the weeks up to a day, newest first. */
function sundays(count: number, last = '2024-08-25'): string[] {
  return Array.from({ length: count }, (_, back) => new Date(Date.parse(last) - back * 7 * 86_400_000).toISOString().slice(0, 10));
}

/** What a person makes of one error by reading it: the value that its words name. Shares nothing with the platform. */
function valueFrom(error: Record<string, unknown>): string {
  const words = String(error['fix']);
  const named = /Replace it with (.+?)\.$/.exec(words)?.[1] ?? /enter (\d[\d-]*)\.$/.exec(words)?.[1] ?? /like (\S+?)(?: or|[.,]|$)/.exec(words)?.[1];
  const value = error['suggestion'] ?? named;
  if (typeof value !== 'string') throw new Error(`nothing to enter in: ${words}`);
  return value;
}

/** The file with every cell put right that an error names. */
function corrected(file: string, errors: readonly Record<string, unknown>[]): string {
  const lines = file.split('\n').map((line) => line.split(','));
  for (const error of errors) {
    const column = String(error['cell']).charCodeAt(0) - 65;
    const cells = lines[Number(error['row']) - 1];
    if (!cells || !(column in cells)) throw new Error(`no cell ${String(error['cell'])}`);
    cells[column] = valueFrom(error);
  }
  return lines.map((cells) => cells.join(',')).join('\n');
}

describeWithRealData('what a sender hears', (folder) => {
  let platform: RunningPlatform;
  let centres: RegisteredCentre[];

  const errorsOf = (id: string): Promise<Record<string, unknown>[]> => platform.items(REGION, `/api/v1/submissions/${id}/errors?limit=500`);

  /** Files restate weeks that are long over, which needs a reason. */
  async function decided(fileName: string, body: string, feed = 'activity-weekly'): Promise<Record<string, unknown>> {
    const answer = await platform.submit(REGION, feed, fileName, body, '?reason=counted%20again');
    expect(answer.status).toBe(202);
    return platform.waitDecided(REGION, String(recordOf(answer.body)['id']));
  }

  const codesOf = (): string[] => centres.map(({ cdcCode }) => cdcCode);

  beforeAll(async () => {
    platform = await startPlatform({ clockStart: '2024-09-05T07:00:00Z' });
    const all = await registerCentres(platform, await readPublishedFiles(folder));
    centres = all.filter(({ regionCode, opened, status }) => regionCode === 'Y56' && status === 'open' && (opened === null || opened < '2022-01-01')).slice(0, 20);
    expect(centres.length).toBeGreaterThan(5);
  }, 90_000);

  afterAll(async () => {
    await platform.stop();
    await removeDataDir(platform.dataDir);
  });

  /** 46 errors of 4 causes among sound rows. */
  function wrongFile(): string {
    const [first = '', second = ''] = codesOf();
    const day = (sunday: string): string => sunday.split('-').reverse().join('/');
    // Days from 13 on have the day first for certain.
    const certain = sundays(40, '2024-07-28').filter((sunday) => Number(sunday.slice(8)) > 12);
    const lines = [
      ...sundays(23).map((sunday) => `${first},${sunday},MRII,10,0,0`),
      ...certain.slice(0, 14).map((sunday) => `${first},${day(sunday)},CT,11,0,0`),
      ...sundays(6).map((sunday) => `${second},${sunday},SPIROMETRY,12,0,n/a`),
      ...sundays(3).map((sunday) => `${second},${sunday},FENO,twelve,0,0`),
      ...sundays(10).map((sunday) => `${second},${sunday},OXIMETRY,13,1,2`),
    ];
    return [HEADER, ...lines, ''].join('\n');
  }

  it('names all 46 errors of a file, grouped by their 4 causes, and doing what the answer says makes it pass', async () => {
    const file = wrongFile();
    const rejected = await decided('wrong.csv', file);
    const id = String(rejected['id']);
    expect(rejected).toMatchObject({ status: 'rejected', counts: { errors: 46, read: 56 } });
    const errors = await errorsOf(id);
    expect(errors.length).toBe(46);
    const groups = await platform.items(REGION, `/api/v1/submissions/${id}/errors?group=code`);
    expect(groups.map(({ code, count }) => [code, count])).toEqual([
      ['UNKNOWN_TEST', 23],
      ['DATE_FORMAT', 14],
      ['MISSING_VALUE', 6],
      ['NUMBER_FORMAT', 3],
    ]);
    const second = await decided('right.csv', corrected(file, errors));
    expect([second['status'], await errorsOf(String(second['id']))]).toEqual(['accepted', []]);
  });

  it('gives the file back with its errors, and the errors as CSV', async () => {
    const file = `Return for London\n${wrongFile()}`;
    const id = String((await decided('march, return.csv', file))['id']);
    const annotated = await platform.get(REGION, `/api/v1/submissions/${id}/annotated`);
    expect([annotated.status, annotated.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="march, return-annotated.csv"']);
    const lines = String(annotated.body).split('\n');
    expect(lines.map((line) => (line.includes(',for information') ? line.slice(0, HEADER.length) : line.split(',').slice(0, 6).join(',')))).toEqual(file.split('\n'));
    expect(lines.filter((line) => /,(UNKNOWN_TEST|DATE_FORMAT|MISSING_VALUE|NUMBER_FORMAT),/.test(line)).length).toBe(46);
    const asked = await platform.get(REGION, `/api/v1/submissions/${id}/errors?format=csv`);
    expect([asked.headers.get('content-type'), String(asked.body).trimEnd().split('\r\n').length]).toEqual(['text/csv; charset=utf-8', 47]);
    expect((await platform.get('region-y60', `/api/v1/submissions/${id}/annotated`)).status).toBe(403);
  });

  it('puts right what is safe, in a new submission that says so', async () => {
    const id = String((await decided('fix.csv', wrongFile().replaceAll('MRII', 'MRIII')))['id']);
    const fixes = await platform.items(REGION, `/api/v1/submissions/${id}/fixes`);
    expect(fixes.map((fix) => [fix['id'], fix['count']])).toEqual([
      ['UNKNOWN_TEST.test.MRIII', 23],
      ['DATE_FORMAT.week_ending', 14],
      ['MISSING_VALUE.cancelled', 6],
    ]);
    const answer = await platform.post(REGION, `/api/v1/submissions/${id}/fixes`, { groups: fixes.map((fix) => fix['id']) });
    expect(answer.status).toBe(202);
    const copy = await platform.waitDecided(REGION, String(recordOf(answer.body)['id']));
    expect(copy).toMatchObject({ status: 'rejected', fileName: 'fix-corrected.csv', submittedBy: REGION, counts: { errors: 3 } });
    expect(copy['reason']).toBe('counted again');
    // What is left is what only a person can know.
    expect((await errorsOf(String(copy['id']))).map(({ code }) => code)).toEqual(['NUMBER_FORMAT', 'NUMBER_FORMAT', 'NUMBER_FORMAT']);
    expect(await platform.items(REGION, `/api/v1/submissions/${String(copy['id'])}/fixes`)).toEqual([]);
    expect((await platform.post('region-y60', `/api/v1/submissions/${id}/fixes`, { codes: ['DATE_FORMAT'] })).status).toBe(403);
  });

  it('gives a template with what is owed, and accepts it when it comes back', async () => {
    const [first = ''] = codesOf();
    await sendAccepted(platform, 'national', 'offered-tests', 'offers.csv', `cdc_code,test,from\n${first},MRI,2024-01-01\n${first},CT,2024-01-01\n`);
    for (const [feed, period] of [['activity-weekly', '2024-09-01'], ['activity-monthly', '2024-08']]) {
      const expected = [`${first},${period},MRI,`, `${first},${period},CT,`];
      // The template follows the log of the registry, as reports do.
      let lines: string[] = [];
      for (const deadline = Date.now() + 20_000; lines.length < 4 && Date.now() < deadline; ) {
        lines = String((await platform.get(REGION, `/api/v1/feeds/${feed}/template?format=csv`)).body).trimEnd().split('\r\n');
      }
      expect([lines[0], lines.slice(2).map((line) => line.slice(0, line.indexOf(',,') + 1))]).toEqual([`cdc-template ${feed} v1`, expected]);
      const filled = lines.map((line, row) => (row < 2 ? line : line.replace(',,', ',21,'))).join('\r\n');
      const back = await decided('template.csv', `${filled}\r\n`, feed);
      expect([back['status'], recordOf(back['counts'])['read'], recordOf(back['totals'])['delivered'], await errorsOf(String(back['id']))]).toEqual(['accepted', 2, 42, []]);
    }
  });

  it.each([
    ['sound', (line: string, _row: number) => line, 'accepted'],
    ['with errors', (line: string, row: number) => (row % 10 === 0 ? line.replace(/,\d+,0,0$/, ',many,0,0') : line), 'rejected'],
  ])('answers a file of 5,000 rows within seconds: %s', async (name, change, status) => {
    const weeks = sundays(Math.ceil(5_000 / (centres.length * TESTS.length)));
    const rows = weeks.flatMap((week) => codesOf().flatMap((code) => TESTS.map((test) => `${code},${week},${test},7,0,0`))).slice(0, 5_000);
    expect(rows.length).toBe(5_000);
    const file = [HEADER, ...rows.map(change), ''].join('\n');
    const started = performance.now();
    const answer = await decided(`large ${name}.csv`, file);
    const errors = status === 'rejected' ? (await errorsOf(String(answer['id']))).length : 0;
    const milliseconds = Math.round(performance.now() - started);
    process.stderr.write(`5,000 rows ${name}: answer after ${milliseconds} ms\n`);
    expect([answer['status'], errors]).toEqual([status, status === 'rejected' ? 500 : 0]);
    expect(milliseconds).toBeLessThan(ANSWER_MS);
  });
});
