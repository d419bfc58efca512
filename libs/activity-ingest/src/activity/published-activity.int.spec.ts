import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';

let service: ActivityIngestUnderTest;
beforeAll(async () => {
  service = await ActivityIngestUnderTest.start();
});
afterAll(() => service.stop());

const HEADER = 'Region Code,Regional Name,ICB,CDC Code,CDC Name,ID,Diagnostic Test Type,Reporting Month,Sum of Metric Value';
const row = (cdc: string, id: number, test: string, month: string, value: string): string => `Y60,Midlands,NHS A ICB,${cdc},Centre ${cdc},${id},${test},${month},${value}`;
const FILE = [
  HEADER,
  row('RAA01', 1, 'Magnetic Resonance Imaging', 'Apr-25', '"1,894"'),
  row('RAA01', 1, 'Magnetic Resonance Imaging', 'May-25', '900'),
  row('RAA01', 2, 'Computed Tomography', 'May-25', '0'),
  ',,,RAA01,Centre RAA01 Total,,Total,,"2,794"',
  'Grand Total,,,,,,,,"2,794"',
].join('\n');

it('the published file of activity at centres is loaded by centre, test and month, without its totals', async () => {
  const sent = await service.send('activity-monthly', FILE);
  expect([await service.errorsOf(sent.submissionId), sent.status, sent.layout, sent.rowsRead, sent.rowsNew, sent.totals]).toEqual([['IGNORED_ROW'], 'accepted', 'cdc-management-information', 3, 3, { delivered: 2_794 }]);
  const published = await service.publishedTotals(sent.submissionId, 'RAA01');
  expect(published.map(({ kind, period, tests, delivered, didNotAttend }) => [kind, period, tests, delivered, didNotAttend])).toEqual([
    ['month', '2025-04', ['MRI'], [1_894], [null]],
    ['month', '2025-05', ['MRI', 'CT'], [900, 0], [null, null]],
  ]);
  const facts = await service.unitOfWork.read('all', (manager) => manager.query('select did_not_attend, cancelled, planned from activity_fact where submission_number = $1', [sent.submissionNumber]));
  expect(facts).toEqual(Array(3).fill({ did_not_attend: null, cancelled: null, planned: null }));
});

it('a published file with a centre or a test that nobody knows is refused, not loaded in part', async () => {
  const sent = await service.send('activity-monthly', [HEADER, row('A3I6U', 1, 'CT', 'May-25', '1'), row('RAA01', 1, 'Telepathy', 'May-25', '1')].join('\n'));
  expect([sent.status, await service.errorsOf(sent.submissionId)]).toEqual(['rejected', ['UNKNOWN_SITE', 'UNKNOWN_TEST']]);
});
