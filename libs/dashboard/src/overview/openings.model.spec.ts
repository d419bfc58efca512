import { type CentreOpening } from '../platform-api/overview-item.js';
import { progressOf, runRate, targetReached } from './openings.model.js';

const centre = (over: Partial<CentreOpening>): CentreOpening => ({ code: 'C', name: 'C', icbCode: 'Q', regionCode: 'Y60', isOpen: false, temporary: false, opened: null, planned: null, expected: null, ...over });
const today = '2022-11-18';
const at = (points: readonly { day: string; value: number }[], day: string) => points.find((point) => point.day === day)?.value;

describe('progress', () => {
  const openings = [
    centre({ isOpen: true, opened: '2022-06-15', planned: '2022-06-01', expected: '2022-06-15' }),
    centre({ isOpen: true, opened: today, planned: '2022-12-01', expected: today }),
    centre({ isOpen: true, planned: '2022-01-10' }),
    centre({ planned: '2022-09-01', expected: '2023-02-03' }),
    centre({ planned: '2022-09-01', expected: '2022-10-01' }),
  ];
  const { open, plan, forecast, undated } = progressOf(openings, 3, today);

  it('counts what is open at the end of each month, and today', () => {
    expect(at(open, '2022-05-31')).toBe(1);
    expect(at(open, '2022-06-30')).toBe(2);
    expect(open.at(-1)).toEqual({ day: today, value: 3 });
  });
  it('counts an open centre without a day from the start and says so', () => expect([undated, open[0]?.value]).toEqual([1, 1]));
  it('follows the plan up to the day of the target', () => {
    expect([at(plan, '2022-09-30'), at(plan, '2022-12-31')]).toEqual([4, 5]);
    expect(plan.at(-1)?.day).toBe('2025-03-31');
  });
  it('lets the forecast begin with what is open and never before today', () => {
    expect(forecast[0]).toEqual({ day: today, value: 3 });
    expect([at(forecast, '2022-11-30'), at(forecast, '2023-02-28')]).toEqual([4, 5]);
  });
  it('has no line of what nobody stated', () => expect(progressOf([centre({ isOpen: true })], 1, today)).toMatchObject({ plan: [], forecast: [] }));
  it('does not reach back without end', () => expect(progressOf([centre({ isOpen: true, opened: '1990-01-01' })], 1, today).open[0]).toEqual({ day: '2018-11-30', value: 1 }));
});

describe('the target is reached', () => {
  const openings = [centre({ expected: '2024-05-01' }), centre({ expected: '2023-05-01' }), centre({ expected: '2022-01-01' })];
  it.each([
    [4, 6, '2023-05-01'],
    [4, 7, '2024-05-01'],
    [4, 5, today],
    [4, 8, null],
    [9, 8, today],
    [4, null, null],
  ])('from %d open to %d', (open, target, day) => expect(targetReached(openings, open, target, today)).toBe(day));
});

describe('the rate', () => {
  const openings = [
    centre({ isOpen: true, opened: '2022-11-18' }),
    centre({ isOpen: true, opened: '2022-05-20' }),
    centre({ isOpen: true, opened: '2022-05-18' }),
    centre({ expected: '2022-12-16' }),
    centre({ expected: '2022-12-17' }),
    centre({ expected: today }),
  ];
  it('counts six months back and four weeks ahead', () => expect(runRate(openings, 3, null, today)).toEqual({ needed: null, openedAMonth: 2 / 6, nextFourWeeks: 1 }));
  it('spreads what is left over the months that are left', () => expect(runRate([], 91, 165, today).needed).toBeCloseTo(2.6, 1));
  it.each([
    [165, today],
    [91, '2025-04-01'],
  ])('needs nothing with %d open on %s', (open, day) => expect(runRate([], open, 165, day).needed).toBeNull());
});
