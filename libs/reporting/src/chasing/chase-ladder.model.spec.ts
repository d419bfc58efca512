import { describe, expect, it } from '@jest/globals';
import { feedWindow, type FeedWindow } from '@cdc/contracts';
import { dueRungs } from './chase-ladder.model.js';

function windowOf(feed: string): FeedWindow {
  const window = feedWindow(feed);
  if (!window) throw new RangeError(feed);
  return window;
}

const ladder = (feed: string, period: string): Record<string, string> =>
  Object.fromEntries(
    dueRungs(windowOf(feed), new Date('2021-01-01'), new Date('2024-01-01'))
      .filter((due) => due.period === period)
      .map(({ rung, dueAt }) => [rung, dueAt.toISOString()]),
  );

describe('the ladder of a week', () => {
  // Two working days before the third working day, on it, one and five after it, at nine in England.
  it.each([
    ['the clocks go back on its last day', '2022-10-30', ['2022-10-31T09', '2022-11-02T09', '2022-11-03T09', '2022-11-09T09']],
    ['the clocks go back behind it', '2022-10-23', ['2022-10-24T08', '2022-10-26T08', '2022-10-27T08', '2022-11-02T09']],
    ['the clocks go forward on its last day', '2022-03-27', ['2022-03-28T08', '2022-03-30T08', '2022-03-31T08', '2022-04-06T08']],
    ['the clocks go forward behind it', '2022-03-20', ['2022-03-21T09', '2022-03-23T09', '2022-03-24T09', '2022-03-30T08']],
    ['Christmas on a Sunday with its substitute day', '2022-12-18', ['2022-12-19T09', '2022-12-21T09', '2022-12-22T09', '2022-12-30T09']],
    ['Christmas to New Year', '2022-12-25', ['2022-12-28T09', '2022-12-30T09', '2023-01-03T09', '2023-01-09T09']],
    ['Easter', '2022-04-10', ['2022-04-11T08', '2022-04-13T08', '2022-04-14T08', '2022-04-22T08']],
    ['the Jubilee', '2022-05-29', ['2022-05-30T08', '2022-06-01T08', '2022-06-06T08', '2022-06-10T08']],
    ['the state funeral', '2022-09-18', ['2022-09-20T08', '2022-09-22T08', '2022-09-23T08', '2022-09-29T08']],
  ])('%s', (_, sunday, [before, due, after1, after5]) => {
    const at = (hour: string | undefined): string => `${hour}:00:00.000Z`;
    expect(ladder('activity-weekly', sunday)).toEqual({ before: at(before), due: at(due), 'after-1': at(after1), 'after-5': at(after5) });
  });
});

it('of a month follows its seventh working day', () => {
  expect(ladder('activity-monthly', '2022-03')).toEqual({
    before: '2022-04-07T08:00:00.000Z',
    due: '2022-04-11T08:00:00.000Z',
    'after-1': '2022-04-12T08:00:00.000Z',
    'after-5': '2022-04-20T08:00:00.000Z',
  });
});

it('is found once, however the time is cut into pieces', () => {
  const [from, to] = [Date.parse('2022-01-01T00:00:00Z'), Date.parse('2023-01-15T00:00:00Z')];
  for (const feed of ['activity-weekly', 'activity-monthly', 'installations', 'ledger']) {
    const whole = dueRungs(windowOf(feed), new Date(from), new Date(to));
    expect(whole.length).toBeGreaterThan(45);
    expect(new Set(whole.map(({ period, rung }) => `${period} ${rung}`)).size).toBe(whole.length);
    for (const step of [3_600_000 * 7, 86_400_000 * 3.3, 86_400_000 * 45]) {
      const found: typeof whole = [];
      const all = [...found];
      for (let at = from; at < to; at += step) all.push(...dueRungs(windowOf(feed), new Date(at), new Date(Math.min(at + step, to))));
      expect(all).toEqual(whole);
    }
    // On the very moment it is due, and not again after it.
    const [first] = whole;
    expect(dueRungs(windowOf(feed), new Date((first?.dueAt.getTime() ?? 0) - 1), first?.dueAt ?? new Date(to))).toContainEqual(first);
    expect(dueRungs(windowOf(feed), first?.dueAt ?? new Date(from), first?.dueAt ?? new Date(to))).toEqual([]);
  }
});
