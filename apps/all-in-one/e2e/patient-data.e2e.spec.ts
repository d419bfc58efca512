import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write, type CellObject } from '@e965/xlsx';
import { recordOf, removeDataDir, startPlatform, type RunningPlatform } from '@cdc/testing';

/** Numbers that pass by their sum and are nobody's, a surname, a code that is wrong and a remark. */
const PLANTED = ['9434765919', '450 557 7104', '4010232137', 'Featherstonehaugh', 'QQ77Z', 'seen on Tuesday'];
const PATIENTS = [
  'Clinic list,4010232137',
  'cdc_code,week_ending,test,delivered,comment,Surname',
  'QQ77Z,2024-08-04,MRI,60,seen on Tuesday,',
  `QQ77Z,2024-08-04,CT,many,repeat for ${PLANTED[0]},Featherstonehaugh`,
  'QQ77Z,2024-08-04,ULTRASOUND,2,450 557 7104,,',
  '',
].join('\n');
const LEDGER = `entity,date,amount,supplier,reference\nRWX,2024-07-01,10.00,Featherstonehaugh,${PLANTED[0]}\nRWX,2024-07-02,10.00,Featherstonehaugh,${PLANTED[2]}\n`;

/** Every file under a folder that holds one of these texts, and which; database, log of changes and received files alike. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const bytes = await readFile(path).catch(() => Buffer.alloc(0));
        return texts.filter((text) => bytes.includes(text) || path.includes(text)).map((text) => `${text} in ${path}`);
      }),
  );
  return found.flat();
}

describe('a file that names patients', () => {
  let platform: RunningPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ clockStart: '2024-08-05T07:00:00Z' });
  }, 90_000);
  afterAll(async () => {
    await platform.stop();
    await removeDataDir(platform.dataDir);
  });

  it.each([
    ['region-y60', 'activity-weekly', 'week.csv', PATIENTS, ['B1', 'F4', 'E4', 'E5']],
    ['finance', 'ledger', 'ledger.csv', LEDGER, ['E2', 'E3']],
  ])('is destroyed, and nothing of it is left in the data directory or in what was printed: %s %s', async (client, feed, fileName, body, cells) => {
    const answer = await platform.submit(client, feed, fileName, body);
    const id = String(recordOf(answer.body)['id']);
    expect(await platform.waitDecided(client, id)).toMatchObject({ status: 'quarantined', totals: {} });
    const errors = await platform.items(client, `/api/v1/submissions/${id}/errors`);
    expect(errors.map(({ code, cell, value }) => [code, cell, value]).sort()).toEqual(cells.map((cell) => ['POSSIBLE_PATIENT_DATA', cell, null]).sort());
    expect(await platform.get(client, `/api/v1/submissions/${id}/original`)).toMatchObject({ status: 410, body: { code: 'FILE_DESTROYED' } });
    expect((await platform.listedSubmissions()).find((one) => one['id'] === id)).toMatchObject({ status: 'quarantined', fileName });

    // The search sees the file's name in the tables, so it would see its content.
    expect(await filesWith(platform.dataDir, [fileName])).not.toEqual([]);
    expect(await filesWith(platform.dataDir, PLANTED)).toEqual([]);
    for (const text of PLANTED) expect(platform.output()).not.toContain(text);
    expect(platform.output()).toContain(id);
  });

  it('is not even taken in when its name says so', async () => {
    const answer = await platform.submit('region-y60', 'activity-weekly', 'repeat 943 476 5919.csv', 'cdc_code\n');
    expect(answer).toMatchObject({ status: 400, body: { code: 'POSSIBLE_PATIENT_DATA' } });
    expect(JSON.stringify(answer.body)).not.toContain('943');
    expect(await filesWith(platform.dataDir, ['943 476 5919', '9434765919'])).toEqual([]);
  });

  it('is found in a comment of a workbook too; one that cannot be looked through is not kept', async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([['cdc_code', 'week_ending', 'test', 'delivered'], ['QQ77Z', '2024-08-04', 'MRI', 60]]);
    (sheet['D2'] as CellObject).c = [{ a: 'Ward', t: `seen: ${PLANTED[0]}` }];
    utils.book_append_sheet(book, sheet, 'Return');
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }));
    const outcome = async (fileName: string, body: Uint8Array): Promise<[unknown, unknown[], number]> => {
      const id = String(recordOf((await platform.submit('region-y60', 'activity-weekly', fileName, body)).body)['id']);
      const { status } = await platform.waitDecided('region-y60', id);
      const errors = await platform.items('region-y60', `/api/v1/submissions/${id}/errors`);
      return [status, errors.map(({ code, message }) => `${String(code)} ${String(message)}`), (await platform.get('region-y60', `/api/v1/submissions/${id}/original`)).status];
    };
    expect(await outcome('week.xlsx', bytes)).toEqual(['quarantined', [expect.stringContaining('POSSIBLE_PATIENT_DATA The comment on cell D2 may hold an NHS number')], 410]);
    expect(await outcome('cut.xlsx', bytes.subarray(0, 900))).toEqual(['rejected', [expect.stringContaining('UNREADABLE_WORKBOOK'), expect.stringContaining('FILE_NOT_KEPT')], 410]);
  });
});
