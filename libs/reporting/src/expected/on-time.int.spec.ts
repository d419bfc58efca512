import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { developmentClient, principalOf } from '@cdc/access';
import { ActivitySubmission, type SubmissionState } from '@cdc/contracts';
import { event, type NewEvent } from '@cdc/platform';
import { testDatabase } from '@cdc/testing';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { activity, centre, offers, organisation } from '../small-programme.js';
import { OnTimeService, type OnTimeView } from './on-time.service.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
const service = new OnTimeService(reporting.unitOfWork, reporting.log, reporting.clock);

function calendar(client: string, region: string): Promise<OnTimeView> {
  const known = developmentClient(client);
  if (!known) throw new TypeError(client);
  return service.calendar(principalOf(known), region);
}

const LAST = '2024-09-01';
const BEFORE = '2024-08-25';

function accepted(submissionId: string, submittedAt: string): NewEvent {
  const state: SubmissionState = {
    ...{ submissionId, feed: 'activity-weekly', region: 'Y60', status: 'accepted', fileName: 'a.csv', sha256: 'ab', layout: null, submittedBy: 'region-y60', submittedAt, decidedAt: submittedAt },
    ...{ counts: { read: 1, new: 1, changed: 0, unchanged: 0, errors: 0, warnings: 0 }, totals: {}, reason: null },
  };
  return event(ActivitySubmission.accepted, submissionId, state);
}

beforeAll(async () => {
  // The Friday after the soft deadline of the last week.
  reporting.clock.instant = new Date('2024-09-06T12:00:00Z');
  await reporting.publish('cdc-registry', [organisation('QHL', 'icb', 'Y60'), organisation('QMF', 'icb', 'Y56'), ...['M1', 'M2'].flatMap((code) => [centre(code, 'QHL', 'Y60'), offers(code, ['CT'])]), centre('L1', 'QMF', 'Y56'), offers('L1', ['CT'])]);
  await reporting.publish('activity-ingest', [
    activity('M1', { kind: 'week', period: BEFORE, grain: 'weekly' }, { CT: 5 }, 'act-1'),
    accepted('act-1', '2024-08-27T09:00:00.000Z'),
    activity('M2', { kind: 'week', period: BEFORE, grain: 'daily' }, { CT: 5 }, 'act-2'),
    accepted('act-2', '2024-08-30T09:00:00.000Z'),
    activity('M1', { kind: 'week', period: LAST, grain: 'weekly' }, { CT: 5 }, 'act-3'),
    accepted('act-3', '2024-09-03T09:00:00.000Z'),
    // A correction moves nothing, whichever kind of return it is in.
    activity('M1', { kind: 'week', period: LAST, grain: 'daily' }, { CT: 6 }, 'act-4'),
    activity('M1', { kind: 'week', period: BEFORE, grain: 'weekly' }, { CT: 6 }, 'act-4'),
    accepted('act-4', '2024-09-06T09:00:00.000Z'),
  ]);
  await reporting.apply();
});

afterAll(async () => {
  await reporting.stop();
  await database.stop();
});

describe('the calendar of a region', () => {
  it('shows for twelve weeks when the first accepted file of each centre came', async () => {
    const { weeks, centres } = await calendar('region-y60', 'Y60');
    expect([weeks.length, weeks[0]?.period, weeks.at(-1)]).toEqual([12, '2024-06-16', { period: LAST, softDeadline: '2024-09-04T22:59:59.000Z' }]);
    const lastTwo = centres.map(({ cdcCode, weeks: own, onTime, counted }) => [cdcCode, onTime, counted, ...own.slice(-2).map(({ state, daysLate }) => `${state} ${daysLate}`)]);
    expect(lastTwo).toEqual([
      ['M1', 2, 12, 'on-time 0', 'on-time 0'],
      ['M2', 0, 12, 'late 1', 'missing 0'],
    ]);
  });

  it('is told to nobody of another region', async () => {
    await expect(calendar('region-y60', 'Y56')).rejects.toMatchObject({ code: 'FORBIDDEN_REGION' });
    await expect(calendar('national', 'Y99')).rejects.toMatchObject({ code: 'UNKNOWN_REGION' });
    expect((await calendar('national', 'Y56')).centres.map(({ cdcCode }) => cdcCode)).toEqual(['L1']);
  });
});
