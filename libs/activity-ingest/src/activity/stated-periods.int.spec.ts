import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';

let service: ActivityIngestUnderTest;
beforeAll(async () => {
  service = await ActivityIngestUnderTest.start();
  service.clock.instant = new Date('2025-09-30T07:00:00Z');
});
afterAll(() => service.stop());

type Cell = readonly [cdc: string, period: string, delivered: number];

const text = (period: string, cells: readonly Cell[]): string => [`cdc_code,${period},test,delivered`, ...cells.map(([cdc, when, delivered]) => `${cdc},${when},MRI,${delivered}`)].join('\n');
const returns = async (feed: string): Promise<string[]> =>
  (await service.dataSource.query('select unit, period from period_return where feed = $1 order by unit, period', [feed])).map((row: { unit: string; period: string }) => `${row.unit} ${row.period}`);

/** What is said of a file without a reason: the returns that it would change after their hard deadline. */
async function unexplained(feed: 'activity-daily' | 'activity-weekly' | 'activity-monthly', body: string): Promise<string> {
  const { submissionId, status } = await service.send(feed, body, null, ['OUTLIER', 'CENTRE_MISSING', 'MASS_CHANGE', 'DROPPED'], null);
  const rows: { code: string; message: string }[] = await service.dataSource.query('select code, message from submission_error where submission_id = $1', [submissionId]);
  return [status, ...rows.map(({ code, message }) => `${code} ${message}`)].join(': ');
}

describe('a daily return', () => {
  // Monday 30 June 2025 to Sunday 6 July is one week; RAA01 and RAA02 are of the Midlands, RBB01 is of London.
  const first: Cell[] = [
    ['RAA01', '2025-06-29', 5],
    ['RAA01', '2025-06-30', 6],
    ['RAA02', '2025-07-06', 7],
    ['RBB01', '2025-07-07', 8],
  ];

  it('is a return of each week that a region states something of', async () => {
    expect(await unexplained('activity-daily', text('date', first))).toBe('accepted');
    expect(await returns('activity-daily')).toEqual(['Y56 2025-07-13', 'Y60 2025-06-29', 'Y60 2025-07-06']);
  });

  it('changes nothing where it says the same, or something for the first time', async () => {
    expect(await unexplained('activity-daily', text('date', [...first, ['RAA01', '2025-07-02', 9], ['RBB01', '2025-07-06', 1]]))).toBe('accepted');
    expect(await returns('activity-daily')).toEqual(['Y56 2025-07-06', 'Y56 2025-07-13', 'Y60 2025-06-29', 'Y60 2025-07-06']);
  });

  it('changes the weeks of the regions whose cells it gives another value', async () => {
    const changed = text('date', [['RAA01', '2025-06-29', 5], ['RAA02', '2025-07-06', 70], ['RBB01', '2025-07-07', 80], ['RBB01', '2025-07-06', 1]]);
    expect(await unexplained('activity-daily', changed)).toBe(
      'rejected: REASON_NEEDED The file changes accepted figures of Midlands, the week ending 6 July 2025 and London, the week ending 13 July 2025. A change after the hard deadline of 18 July 2025 needs a reason.',
    );
    expect((await service.send('activity-daily', changed, null, ['OUTLIER', 'CENTRE_MISSING', 'MASS_CHANGE', 'DROPPED'], 'The log book was read wrong')).status).toBe('accepted');
  });
});

describe('a monthly return', () => {
  it('is a return of its months, and changes them', async () => {
    expect(await unexplained('activity-monthly', text('month', [['RAA01', '2025-06', 50], ['RBB01', '2025-07', 60]]))).toBe('accepted');
    expect(await returns('activity-monthly')).toEqual(['Y56 2025-07', 'Y60 2025-06']);
    expect(await unexplained('activity-monthly', text('month', [['RAA01', '2025-06', 51], ['RBB01', '2025-07', 60]]))).toMatch(/^rejected: REASON_NEEDED .*figures of Midlands, June 2025\. .*14 July 2025/);
  });
});

it('keeps nothing of a file that it turns away', async () => {
  const facts = (): Promise<unknown> => service.unitOfWork.read('all', (manager) => manager.query('select count(*)::int as facts from activity_fact'));
  const before = await facts();
  await unexplained('activity-weekly', text('week_ending', [['RAA01', '2025-06-29', 5]]));
  const afterFirst = await facts();
  expect(afterFirst).not.toEqual(before);
  expect(await unexplained('activity-weekly', text('week_ending', [['RAA01', '2025-06-29', 6], ['RAA01', '2025-07-06', 6]]))).toContain('REASON_NEEDED');
  expect(await facts()).toEqual(afterFirst);
});
