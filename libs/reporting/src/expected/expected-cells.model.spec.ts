import { describe, expect, it } from '@jest/globals';
import { DIAGNOSTIC_TESTS } from '@cdc/contracts';
import { cellCounts, centreCounts, expectedCells, missingReturns, type CentreReturns } from './expected-cells.model.js';
import { gapOfCells } from './owed-returns.model.js';

const WEEK = { first: '2022-10-24', last: '2022-10-30' };

function centre(change: Partial<CentreReturns> = {}): CentreReturns {
  const offers = ['MRI', 'CT'].map((test) => ({ test, from: '2022-01-01', to: null }));
  return { code: 'A', name: 'Centre A', icbCode: 'QHL', regionCode: 'Y60', status: 'open', opened: '2021-04-01', closed: null, offers, delivered: new Map(), ...change };
}

const stateOf = (change: Partial<CentreReturns>, test = 'MRI'): string | undefined => expectedCells([centre(change)], WEEK).find((cell) => cell.test === test)?.state;

describe('a cell', () => {
  it('is reported, zero, not reported or not offered, and never two of them', () => {
    const cells = expectedCells([centre({ delivered: new Map([['MRI', 7], ['DEXA_SCAN', 0]]) })], WEEK);
    expect(cells).toHaveLength(DIAGNOSTIC_TESTS.length);
    expect(cells.filter(({ state }) => state !== 'not-offered').map(({ test, state, delivered }) => [test, state, delivered])).toEqual([
      ['MRI', 'reported', 7],
      ['CT', 'not-reported', null],
      ['DEXA_SCAN', 'zero', 0],
    ]);
    expect(cellCounts(cells)).toEqual({ reported: 1, zero: 1, notReported: 1, notOffered: DIAGNOSTIC_TESTS.length - 3 });
  });

  const offer = (from: string, to: string | null) => [{ test: 'MRI', from, to }];

  it.each<[string, Partial<CentreReturns>, string]>([
    ['offered from the last day', { offers: offer('2022-10-30', null) }, 'not-reported'],
    ['offered from the day after', { offers: offer('2022-10-31', null) }, 'not-offered'],
    ['offered to the first day', { offers: offer('2022-01-01', '2022-10-24') }, 'not-reported'],
    ['offered to the day before', { offers: offer('2022-01-01', '2022-10-23') }, 'not-offered'],
    ['of a centre that opens on the last day', { opened: '2022-10-30' }, 'not-reported'],
    ['of a centre that opens the day after', { opened: '2022-10-31' }, 'not-offered'],
    ['of a centre whose opening is not known', { opened: null }, 'not-reported'],
    ['of a centre that closes on the first day', { status: 'closed', closed: '2022-10-24' }, 'not-reported'],
    ['of a centre that closed the day before', { status: 'closed', closed: '2022-10-23' }, 'not-offered'],
    ['of a centre that closed on a day that nobody knows', { status: 'closed', closed: null }, 'not-offered'],
    ['of a centre that is only approved', { status: 'approved', opened: null }, 'not-offered'],
    ['offered only after the centre closed', { status: 'closed', closed: '2022-10-26', offers: offer('2022-10-27', null) }, 'not-offered'],
    ['offered only before the centre opened', { opened: '2022-10-27', offers: offer('2022-01-01', '2022-10-26') }, 'not-offered'],
    ['reported though nobody offers it', { offers: [], delivered: new Map([['MRI', 3]]) }, 'reported'],
    ['reported as 0 by a centre that is closed', { status: 'closed', closed: '2022-01-01', delivered: new Map([['MRI', 0]]) }, 'zero'],
  ])('%s', (_, change, state) => {
    expect(stateOf(change)).toBe(state);
  });
});

describe('the centres', () => {
  const cells = expectedCells(
    [
      centre({ code: 'Z', name: 'Zebra', delivered: new Map([['MRI', 0], ['CT', 4]]) }),
      centre({ code: 'M', name: 'Middle', delivered: new Map([['MRI', 5]]) }),
      centre({ code: 'N', name: 'Nothing' }),
      centre({ code: 'O', name: 'Offers nothing', offers: [] }),
    ],
    WEEK,
  );

  it('are complete, partial or missing where something is expected of them', () => {
    expect(centreCounts(cells)).toEqual({ expected: 3, complete: 1, partial: 1, missing: 1 });
    expect(missingReturns(cells)).toEqual([
      { cdcCode: 'M', cdcName: 'Middle', tests: ['CT'], isWhole: false },
      { cdcCode: 'N', cdcName: 'Nothing', tests: ['MRI', 'CT'], isWhole: true },
    ]);
  });

  it('are named with what is missing, those without anything first', () => {
    expect(gapOfCells(cells, null)).toEqual({
      isExpected: true,
      first: null,
      missing: ['Nothing: nothing has been reported.', expect.stringMatching(/^Middle: 1 test is missing \(.+\)\.$/)],
    });
    const many = Array.from({ length: 15 }, (_, at) => centre({ code: `C${at}`, name: `Centre ${String(at).padStart(2, '0')}` }));
    const { missing } = gapOfCells(expectedCells(many, WEEK), null);
    expect(missing).toHaveLength(13);
    expect(missing.at(-1)).toBe('And 3 more centres.');
    expect(gapOfCells(expectedCells([centre({ offers: [] })], WEEK), null)).toMatchObject({ isExpected: false, missing: [] });
  });
});
