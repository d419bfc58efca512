import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';

let service: ActivityIngestUnderTest;
beforeAll(async () => {
  service = await ActivityIngestUnderTest.start();
});
afterAll(() => service.stop());

const bands = Array.from({ length: 14 }, (_, week) => (week === 13 ? '13+ Weeks' : `${String(week).padStart(2, '0')} < ${String(week + 1).padStart(2, '0')} Week${week === 0 ? '' : 's'}`));
const HEADER = [
  ...['Period', 'Provider Parent Org Code', 'Provider Parent Name', 'Provider Org Code', 'Provider Org Name'],
  ...['Commissioner Parent Org Code', 'Commissioner Parent Name', 'Commissioner Org Code', 'Commissioner Org Name', 'Diagnostic Tests Sort Order', 'Diagnostic Tests'],
  ...bands,
  ...['Total WL', 'Waiting List Activity', 'Planned Activity', 'Unscheduled Activity', 'Total Activity'],
];

/** `first` wait less than a week, one waits 6 weeks and two 13 or more. */
function row(parent: string, provider: string, commissioner: string, test: string, first: number, times = 1, period = 'DM01-MAY-2025'): string {
  const waits = bands.map((_, week) => times * ({ 0: first, 6: 1, 13: 2 }[week] ?? 0));
  const numbers = [...waits, times * (first + 3), times * 10, times * 4, times * 2, times * 16];
  return [period, parent, 'A parent', provider, `Trust ${provider}`, 'QX', 'X', commissioner, 'A board', test === 'TOTAL' ? 16 : 1, test, ...numbers].map((cell) => `"${cell}"`).join(',');
}

const FILE = [
  row('QMJ', 'RAL', '93C', 'MRI', 5),
  row('QMJ', 'RAL', '93C', 'TOTAL', 5),
  row('QMJ', 'RAL', 'NONC', 'MRI', 7),
  row('QMJ', 'RAL', 'NONC', 'CT', 7),
  row('QMJ', 'RAL', 'NONC', 'TOTAL', 7, 2),
  row('NIS', 'NT2', '93C', 'CT', 0),
  row('NIS', 'NT2', '93C', 'TOTAL', 0),
];
const send = (rows: readonly string[]) => service.send('dm01-monthly', [HEADER.map((name) => `"${name}"`).join(','), ...rows].join('\r\n'));

it('the DM01 full extract is loaded by provider and test, over all commissioners, with the region that its parent tells', async () => {
  const sent = await send(FILE);
  expect([sent.status, sent.layout, sent.rowsRead, sent.rowsNew]).toEqual(['accepted', 'dm01-full-extract', 4, 3]);
  const counts = { waitingListActivity: 10, plannedActivity: 4, unscheduledActivity: 2 };
  expect(await service.publishedDm01(sent.submissionId)).toEqual([
    {
      ...{ month: '2025-05', providerCode: 'RAL', providerName: 'Trust RAL', regionCode: 'Y56', submissionId: sent.submissionId },
      tests: [
        { test: 'MRI', waitingList: 18, over6Weeks: 6, over13Weeks: 4, waitingListActivity: 20, plannedActivity: 8, unscheduledActivity: 4 },
        { test: 'CT', waitingList: 10, over6Weeks: 3, over13Weeks: 2, ...counts },
      ],
    },
    {
      ...{ month: '2025-05', providerCode: 'NT2', providerName: 'Trust NT2', regionCode: null, submissionId: sent.submissionId },
      tests: [{ test: 'CT', waitingList: 3, over6Weeks: 3, over13Weeks: 2, ...counts }],
    },
  ]);
  expect(await service.errorsOf(sent.submissionId)).toEqual(['REGION_NOT_STATED']);
});

it.each([
  ['tests that do not add up to the total of their commissioner', FILE.map((line, at) => (at === 4 ? row('QMJ', 'RAL', 'NONC', 'TOTAL', 7) : line)), 'CONTROL_TOTAL'],
  ['a pair without its total', FILE.slice(0, -1), 'CONTROL_TOTAL'],
  ['bands that do not add up', FILE.map((line, at) => (at < 2 ? line.replace('"8"', '"9"') : line)), 'CONTROL_TOTAL'],
  ['two months', FILE.map((line, at) => (at === 5 ? row('NIS', 'NT2', '93C', 'CT', 0, 1, 'DM01-APR-2025') : line)), 'MONTHS_DIFFER'],
  ['a test twice', [...FILE, row('NIS', 'NT2', '93C', 'CT', 0)], 'DUPLICATE_KEY'],
])('an extract with %s is refused', async (_what, rows, code) => {
  const sent = await send(rows);
  expect(sent.status).toBe('rejected');
  expect(await service.errorsOf(sent.submissionId)).toContain(code);
});
