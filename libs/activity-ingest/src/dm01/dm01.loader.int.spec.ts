import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { read, utils, write } from '@e965/xlsx';
import { describeWithRealData, dm01Months, readPublishedFiles, type Dm01Month, type PublishedFiles } from '@cdc/testing';
import { type EventData, type Dm01Restated } from '@cdc/contracts';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';

type Provider = EventData<typeof Dm01Restated>;

const SHEET = 'Provider by Test';

/** A workbook in the published form with some of its providers only, England's row lowered to them. Few, because writing one takes seconds. */
function onlyProviders(bytes: Uint8Array, providerCodes: readonly string[]): Uint8Array {
  const book = read(bytes, { type: 'array', sheets: SHEET });
  const sheet = book.Sheets[SHEET];
  if (!sheet) throw new RangeError(`no sheet ${SHEET}`);
  const grid: unknown[][] = utils.sheet_to_json(sheet, { header: 1, raw: true, defval: null, blankrows: true });
  const headerAt = grid.findIndex((row) => row.includes('Provider Code'));
  const codeAt = grid[headerAt]?.indexOf('Provider Code') ?? -1;
  const idAt = grid[headerAt]?.findIndex((title) => String(title).startsWith('Diagnostic ID')) ?? -1;
  const kept = grid.filter((row, at) => at <= headerAt || row[codeAt] === null || providerCodes.includes(String(row[codeAt])));
  const totals = kept.filter((row) => row[idAt] === 16);
  const england = kept.find((row, at) => at > headerAt && row.includes('Total') && row[codeAt] === null);
  england?.forEach((value, at) => {
    if (at > idAt + 1 && Number.isInteger(value)) england[at] = totals.reduce((sum, row) => sum + Number(row[at]), 0);
  });
  book.Sheets[SHEET] = utils.aoa_to_sheet(kept);
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'biff8' }));
}

describeWithRealData('a published DM01 workbook', (folder) => {
  let service: ActivityIngestUnderTest;
  let files: PublishedFiles;
  let months: Dm01Month[];
  beforeAll(async () => {
    service = await ActivityIngestUnderTest.start();
    files = await readPublishedFiles(folder);
    months = dm01Months(files);
  });
  afterAll(() => service.stop());

  const sums = (providers: readonly Provider[]) => {
    const tests = providers.flatMap((provider) => provider.tests);
    const sum = (measure: 'waitingList' | 'over6Weeks' | 'over13Weeks' | 'waitingListActivity' | 'plannedActivity' | 'unscheduledActivity'): number => tests.reduce((total, one) => total + one[measure], 0);
    return { waitingList: sum('waitingList'), over6Weeks: sum('over6Weeks'), over13Weeks: sum('over13Weeks'), waitingListActivity: sum('waitingListActivity'), plannedActivity: sum('plannedActivity'), unscheduledActivity: sum('unscheduledActivity') };
  };

  it('publishes providers that add up to its own row for England', async () => {
    for (const [at, file] of files.dm01.entries()) {
      const { submissionId, status, rowsNew } = await service.send('dm01-monthly', file.bytes);
      const published = await service.publishedDm01(submissionId);
      expect([status, rowsNew]).toEqual(['accepted', months[at]?.rows.length]);
      expect(new Set(published.map(({ month }) => month))).toEqual(new Set([months[at]?.month]));
      expect(sums(published)).toEqual(months[at]?.england);
    }
  });

  it('withdraws a provider that a later file of the month leaves out, once, and brings it back', async () => {
    const bytes = files.dm01[0]?.bytes ?? new Uint8Array();
    const rowsOf = (...codes: string[]): number => months[0]?.rows.filter(({ providerCode }) => codes.includes(providerCode)).length ?? 0;
    const [three, two, one] = [['RCF', 'RXL', 'RJ1'], ['RXL', 'RJ1'], ['RJ1']].map((codes) => onlyProviders(bytes, codes));
    const send = async (file: Uint8Array | undefined, warnings: readonly 'DROPPED'[] = []) => {
      const sent = await service.send('dm01-monthly', file ?? bytes, null, warnings);
      expect([sent.status, await service.errorsOf(sent.submissionId)]).toEqual(['accepted', warnings]);
      const published = await service.publishedDm01(sent.submissionId);
      return {
        counts: [sent.rowsNew, sent.rowsChanged, sent.rowsUnchanged],
        stated: published.filter(({ tests }) => tests.length > 0).map(({ providerCode }) => providerCode).sort(),
        withdrawn: published.filter(({ tests }) => tests.length === 0).map(({ providerCode }) => providerCode).sort(),
        gone: (await service.changesOf(sent.submissionId)).map((line) => line.replace(/ [A-Z_]+ waiting_list/, '')).sort(),
      };
    };
    // What a fifth of the month goes with is asked about, and each row of it is told.
    const goneOf = (code: string): string[] => (months[0]?.rows ?? []).filter(({ providerCode }) => providerCode === code).map(({ waitingList }) => `dropped null ${code} ${waitingList} -> null`).sort();
    await send(three, ['DROPPED']);
    expect(await send(two, ['DROPPED'])).toEqual({ counts: [0, 0, rowsOf('RXL', 'RJ1')], stated: ['RJ1', 'RXL'], withdrawn: ['RCF'], gone: goneOf('RCF') });
    expect(await send(one, ['DROPPED'])).toEqual({ counts: [0, 0, rowsOf('RJ1')], stated: ['RJ1'], withdrawn: ['RXL'], gone: goneOf('RXL') });
    expect(await send(three)).toEqual({ counts: [rowsOf('RCF', 'RXL'), 0, rowsOf('RJ1')], stated: ['RCF', 'RJ1', 'RXL'], withdrawn: [], gone: [] });
    // The month is long over: what takes a provider away changes what was accepted, and what says the same does not.
    const unexplained = await service.send('dm01-monthly', two ?? bytes, null, ['DROPPED'], null);
    expect([unexplained.status, await service.errorsOf(unexplained.submissionId)]).toEqual(['rejected', ['REASON_NEEDED']]);
    expect((await service.send('dm01-monthly', three ?? bytes, null, [], null)).status).toBe('accepted');
    expect(await service.dataSource.query("select unit, period, timeliness from period_return where feed = 'dm01-monthly' and period = $1", [months[0]?.month])).toEqual([
      { unit: 'ENG', period: '2024-08', timeliness: 'after-close' },
    ]);
  });
});
