import { describe, expect, it } from '@jest/globals';
import { type FeedWindow } from '@cdc/contracts';
import { type StatedPeriod } from './stated-period.js';
import { windowFaults, type OpenAgain } from './window-faults.model.js';

const WEEKLY: FeedWindow = { feed: 'activity-weekly', grain: 'week', periodFrom: 'rows', soft: 3, hard: 10 };
const OCTOBER: StatedPeriod = { unit: 'Y60', regionCode: 'Y60', period: '2022-10-23', isChanged: true };

/** Hard deadline 4 November 2022, corrections until 15 April 2024. */
const codes = (stated: readonly StatedPeriod[], receivedAt: string, reason: string | null = null, reopened: readonly OpenAgain[] = []): string[] =>
  windowFaults(WEEKLY, stated, { receivedAt: new Date(receivedAt), reason }, reopened).map(({ code }) => code);

describe('a file that changes what was accepted', () => {
  it.each([
    ['2022-11-04T23:59:59.999Z', null, []],
    ['2022-11-05T00:00:00Z', null, ['REASON_NEEDED']],
    ['2022-11-05T00:00:00Z', '  ', ['REASON_NEEDED']],
    ['2022-11-05T00:00:00Z', 'Counted again', []],
    ['2024-04-15T22:59:59Z', 'Counted again', []],
    ['2024-04-15T23:00:00Z', 'Counted again', ['PERIOD_LOCKED']],
    ['2024-04-15T23:00:00Z', null, ['PERIOD_LOCKED']],
  ])('at %s with the reason %j: %j', (receivedAt, reason, expected) => {
    expect(codes([OCTOBER], receivedAt, reason)).toEqual(expected);
  });

  it('says of which returns, and what to do', () => {
    const stated = ['2022-10-23', '2022-10-30', '2022-09-18', '2022-09-25', '2022-10-02', '2022-10-09'].map((period) => ({ ...OCTOBER, period }));
    const [fault] = windowFaults(WEEKLY, stated, { receivedAt: new Date('2023-01-01T12:00:00Z'), reason: null }, []);
    expect(fault?.message).toBe(
      'The file changes accepted figures of Midlands, the week ending 23 October 2022, Midlands, the week ending 30 October 2022, Midlands, the week ending 18 September 2022, Midlands, the week ending 25 September 2022 and 2 more. ' +
        'A change after the hard deadline of 4 November 2022 needs a reason.',
    );
    expect(fault?.fix).toContain('reason=');
  });
});

describe('catalogue 41: a locked period', () => {
  const late = '2024-05-01T09:00:00Z';

  it.each<[string, OpenAgain, string[]]>([
    ['for its region', { regionCode: 'Y60', period: '2022-10-23' }, []],
    ['for every region', { regionCode: null, period: '2022-10-23' }, []],
    ['for another region', { regionCode: 'Y56', period: '2022-10-23' }, ['PERIOD_LOCKED']],
    ['for another period', { regionCode: 'Y60', period: '2022-10-30' }, ['PERIOD_LOCKED']],
  ])('that is reopened %s', (_, reopening, expected) => {
    expect(codes([OCTOBER], late, 'Counted again', [reopening])).toEqual(expected);
  });

  it('asks for a reason all the same when it is reopened', () => {
    expect(codes([OCTOBER], late, null, [{ regionCode: null, period: '2022-10-23' }])).toEqual(['REASON_NEEDED']);
  });

  it('of no one region is only open again for every region', () => {
    const ofTrust = { unit: 'RXX', regionCode: null, period: '2022-10-23', isChanged: true };
    expect(codes([ofTrust], late, 'x', [{ regionCode: 'Y60', period: '2022-10-23' }])).toEqual(['PERIOD_LOCKED']);
    expect(codes([ofTrust], late, 'x', [{ regionCode: null, period: '2022-10-23' }])).toEqual([]);
  });
});

it('takes what is stated for the first time at any time, without a reason', () => {
  expect(codes([{ ...OCTOBER, isChanged: false }], '2030-01-01T00:00:00Z')).toEqual([]);
});
