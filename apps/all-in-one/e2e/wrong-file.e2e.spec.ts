import { utils, write } from '@e965/xlsx';
import {
  describeWithRealData,
  readPublishedFiles,
  recordOf,
  registerCentres,
  removeDataDir,
  sendAccepted,
  startPlatform,
  type EditionRequest,
  type RegisteredCentre,
  type RunningPlatform,
} from '@cdc/testing';

const edition = (code: string): EditionRequest => ({ kind: 'weekly', period: '2024-08-11', scope: { level: 'region', code } });

describeWithRealData('files that are wrong and senders who may not', (folder) => {
  let platform: RunningPlatform;
  /** A centre of London and one of the Midlands. */
  let london: RegisteredCentre;
  let midlands: RegisteredCentre;

  const weekly = (centre: RegisteredCentre, ...lines: string[]): string =>
    ['cdc_code,week_ending,test,delivered,did_not_attend,cancelled', ...lines.map((line) => `${centre.cdcCode},${line}`), ''].join('\n');
  const hashes = async (): Promise<string[]> => [
    (await platform.edition('region-y56', edition('Y56'))).contentHash,
    (await platform.edition('national', edition('Y60'))).contentHash,
  ];

  async function rejected(client: string, feed: string, fileName: string, body: string | Uint8Array) {
    const answer = await platform.submit(client, feed, fileName, body);
    expect(answer.status).toBe(202);
    const id = String(recordOf(answer.body)['id']);
    expect(await platform.waitDecided(client, id)).toMatchObject({ status: 'rejected' });
    const items = await platform.items(client, `/api/v1/submissions/${id}/errors`);
    return { id, items: items.filter((item) => item['severity'] === 'error') };
  }

  const places = (items: readonly Record<string, unknown>[]): string[] =>
    items.map((item) => `${String(item['row'])} ${String(item['column'])} ${String(item['code'])}`).sort();

  beforeAll(async () => {
    platform = await startPlatform({ clockStart: '2024-09-05T07:00:00Z' });
    const centres = await registerCentres(platform, await readPublishedFiles(folder));
    const inRegion = (code: string): RegisteredCentre => centres.find(({ regionCode }) => regionCode === code) ?? fail(`no centre in ${code}`);
    [london, midlands] = [inRegion('Y56'), inRegion('Y60')];
    await sendAccepted(platform, 'region-y56', 'activity-weekly', 'london.csv', weekly(london, '2024-08-11,MRI,40,3,1'));
    await sendAccepted(platform, 'region-y60', 'activity-weekly', 'midlands.csv', weekly(midlands, '2024-08-11,CT,25,,'));
  }, 90_000);

  afterAll(async () => {
    await platform.stop();
    await removeDataDir(platform.dataDir);
  });

  const wrongWeekly = (): string =>
    weekly(
      london,
      '2024-08-11,MRI,999,0,0',
      '2024-08-11,Flux capacitor,4,0,0',
      '2024-08-10,CT,5,0,0',
      '2024-08-18,CT,6,0,0',
      '2024-08-18,Computed Tomography,7,0,0',
      '2024-08-11,OXIMETRY,twelve,0,0',
      '2024-08-11,FENO,8,-3,0',
      '2024-08-11,SPIROMETRY,9,0,<5',
    );
  const wrongPlaces = [
    '3 test UNKNOWN_TEST',
    '4 week_ending WEEK_ENDING',
    '7 delivered NUMBER_FORMAT',
    '8 did_not_attend NEGATIVE',
    '9 cancelled SUPPRESSED_VALUE',
  ];

  it('names every error of a wrong file with row and column, and counts nothing of it', async () => {
    const before = await hashes();
    const { items } = await rejected('region-y56', 'activity-weekly', 'wrong.csv', wrongWeekly());
    expect(places(items.filter(({ code }) => code !== 'DUPLICATE_KEY'))).toEqual(wrongPlaces);
    const duplicates = items.filter(({ code }) => code === 'DUPLICATE_KEY').map((item) => `${String(item['row'])} ${String(item['message'])}`);
    expect(duplicates.join(' ')).toMatch(/\b5\b/);
    expect(duplicates.join(' ')).toMatch(/\b6\b/);
    for (const item of items) expect([item['message'], item['fix']].every((text) => typeof text === 'string' && text.length > 10)).toBe(true);
    expect(items.find(({ code }) => code === 'WEEK_ENDING')?.['suggestion']).toBe('2024-08-11');
    expect(await hashes()).toEqual(before);
  });

  it('names the same errors in a dry run and stores nothing', async () => {
    const count = async (): Promise<number> => (await platform.listedSubmissions()).length;
    const before = await count();
    const answer = await platform.submit('region-y56', 'activity-weekly', 'dry.csv', wrongWeekly(), '?dryRun=true');
    expect(answer.status).toBe(200);
    const errors: unknown = recordOf(answer.body)['errors'];
    if (!Array.isArray(errors)) throw new Error('the dry run gives no errors');
    expect(places(errors.map(recordOf).filter(({ code }) => code !== 'DUPLICATE_KEY'))).toEqual(wrongPlaces);
    expect(await count()).toBe(before);
  });

  it('names every missing column, and what is wrong in the others', async () => {
    const before = await hashes();
    const body = `cdc_code,test,did_not_attend\n${london.cdcCode},MRI,2\nNOWHERE1,MRI,2\n${london.cdcCode},Flux capacitor,two\n`;
    const { items } = await rejected('region-y56', 'activity-weekly', 'columns.csv', body);
    expect(items.filter(({ code }) => code === 'MISSING_COLUMN').map(({ column }) => column).sort()).toEqual(['delivered', 'week_ending']);
    const others = places(items.filter(({ code }) => code !== 'MISSING_COLUMN'));
    expect(others).toEqual(['3 cdc_code UNKNOWN_SITE', '4 did_not_attend NUMBER_FORMAT', '4 test UNKNOWN_TEST']);
    expect(await hashes()).toEqual(before);
  });

  it('reads a return in a workbook, and names the errors of another by sheet and cell', async () => {
    const workbook = (...rows: unknown[][]): Uint8Array => {
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet([['cdc_code', 'week_ending', 'test', 'delivered'], ...rows]), 'Return');
      return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }));
    };
    await sendAccepted(platform, 'region-y56', 'activity-weekly', 'sound.xlsx', workbook([london.cdcCode, '2024-07-28', 'DEXA_SCAN', 5]));
    const formula = { t: 'n', f: '2+3', v: 5 };
    const { items } = await rejected('region-y56', 'activity-weekly', 'wrong.xlsx', workbook([london.cdcCode, '2024-07-28', 'MRI', formula], [london.cdcCode, '2024-07-29', 'CT', 5]));
    expect(items.map((item) => [item['code'], item['sheet'], item['cell']])).toEqual([
      ['FORMULA_CELL', 'Return', 'D2'],
      ['WEEK_ENDING', 'Return', 'B3'],
    ]);
  });

  it('refuses a workbook that is cut short, and goes on', async () => {
    const before = await hashes();
    const { items } = await rejected('region-y56', 'activity-weekly', 'cut.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, ...Buffer.from('[Content_Types].xml'), ...Array<number>(5000).fill(7)));
    expect(items.map(({ code }) => code)).toEqual(['UNREADABLE_WORKBOOK']);
    expect(await hashes()).toEqual(before);
  });

  it('answers the same file again with the first receipt', async () => {
    const body = weekly(london, '2024-08-18,DEXA_SCAN,11,,');
    const first = await platform.submit('region-y56', 'activity-weekly', 'again.csv', body);
    const id = recordOf(first.body)['id'];
    const second = await platform.submit('region-y56', 'activity-weekly', 'again.csv', body);
    expect([first.status, second.status, recordOf(second.body)['id']]).toEqual([202, 200, id]);
    expect(await platform.waitDecided('region-y56', String(id))).toMatchObject({ status: 'accepted' });
    const third = await platform.submit('region-y56', 'activity-weekly', 'renamed.csv', body);
    expect([third.status, recordOf(third.body)['id']]).toEqual([200, id]);
  });

  it('takes no figures of a centre from another region', async () => {
    const before = await hashes();
    const { items } = await rejected('region-y56', 'activity-weekly', 'foreign.csv', weekly(midlands, '2024-08-11,CT,1,,'));
    expect(places(items)).toEqual(['2 cdc_code FORBIDDEN_SITE']);
    expect(await hashes()).toEqual(before);
  });

  it('takes a feed only from those who may send it', async () => {
    const plan = `cdc_code,month,test,planned\n${london.cdcCode},2024-08,MRI,10\n`;
    const answers = [
      await platform.submit('region-y56', 'plan-activity', 'plan.csv', plan),
      await platform.submit('viewer', 'activity-weekly', 'viewer.csv', weekly(london, '2024-08-11,CT,1,,')),
      await platform.submit('national', 'cdc-register', 'register.csv', 'cdc_code,name,icb\nX1,X,QHL\n'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    for (const { headers } of answers) expect(headers.get('content-type')).toContain('application/problem+json');
  });

  it('shows a region nothing of another', async () => {
    const answer = await platform.submit('region-y60', 'activity-weekly', 'own.csv', weekly(midlands, '2024-08-18,CT,2,,'));
    const id = String(recordOf(answer.body)['id']);
    await platform.waitDecided('region-y60', id);
    const foreign = await platform.edition('national', edition('Y60'));
    const england = await platform.edition('national', { ...edition('ENG'), scope: { level: 'england', code: 'ENG' } });
    const paths = [`/api/v1/submissions/${id}`, `/api/v1/submissions/${id}/errors`, `/api/v1/submissions/${id}/original`].concat(
      [foreign, england].map((item) => `/api/v1/reports/editions/${item.id}?format=json`),
    );
    for (const path of paths) {
      const own = (await platform.get('region-y60', path)).status;
      expect([path, own === 200]).toEqual([path, !path.includes(england.id)]);
      expect([403, 404]).toContain((await platform.get('region-y56', path)).status);
    }
    const built = await platform.post('region-y56', '/api/v1/reports/weekly/editions', { period: '2024-08-11', scope: { level: 'region', code: 'Y60' } });
    expect([403, 404]).toContain(built.status);
    const listed = await platform.items('region-y56', '/api/v1/cdcs?limit=500');
    expect(new Set(listed.map((item) => item['regionCode']))).toEqual(new Set(['Y56']));
    expect((await platform.listedSubmissions()).map((item) => item['id'])).toContain(id);
    expect((await platform.items('region-y56', '/api/v1/submissions?limit=500')).map((item) => item['id'])).not.toContain(id);
  });

  it('shows nothing to a caller without a token', async () => {
    for (const path of ['/api/v1/cdcs', '/api/v1/submissions', '/api/v1/reports/editions']) {
      expect([path, (await fetch(`${platform.baseUrl}${path}`)).status]).toEqual([path, 401]);
    }
  });
});

function fail(message: string): never {
  throw new Error(message);
}
