import { describe, expect, it } from '@jest/globals';
import { FEEDS } from '../vocabulary/feeds.js';
import { FEED_WINDOWS, feedWindow, type FeedWindow } from './feed-windows.js';
import { isWindowPeriod, lastEndedPeriod, timelinessOf, windowState, windowTimes } from './window-times.js';

function windowOf(feed: string): FeedWindow {
  const window = feedWindow(feed);
  if (!window) throw new RangeError(feed);
  return window;
}

const timesOf = (feed: string, period: string) => {
  const { softDeadline, hardDeadline, correctionsUntil } = windowTimes(windowOf(feed), period);
  return { soft: softDeadline.toISOString(), hard: hardDeadline.toISOString(), corrections: correctionsUntil.toISOString() };
};

describe('the deadlines of a week', () => {
  // Counted by hand from printed calendars and the published list of bank holidays.
  it.each([
    ['the clocks go forward on its last day', '2022-03-27', '2022-03-30T22:59:59.000Z', '2022-04-08T22:59:59.000Z'],
    ['the clocks go forward before the hard deadline', '2022-03-20', '2022-03-23T23:59:59.000Z', '2022-04-01T22:59:59.000Z'],
    ['the clocks go back before the hard deadline', '2022-10-23', '2022-10-26T22:59:59.000Z', '2022-11-04T23:59:59.000Z'],
    ['the clocks go back on its last day', '2022-10-30', '2022-11-02T23:59:59.000Z', '2022-11-11T23:59:59.000Z'],
    ['Easter', '2022-04-17', '2022-04-21T22:59:59.000Z', '2022-05-03T22:59:59.000Z'],
    ['the Jubilee, to which the spring holiday was moved', '2022-05-29', '2022-06-01T22:59:59.000Z', '2022-06-14T22:59:59.000Z'],
    ['the state funeral', '2022-09-18', '2022-09-22T22:59:59.000Z', '2022-10-03T22:59:59.000Z'],
    ['Christmas Day on a Sunday, and New Year after it', '2022-12-18', '2022-12-21T23:59:59.000Z', '2023-01-04T23:59:59.000Z'],
    ['a substitute day first of all', '2022-12-25', '2022-12-30T23:59:59.000Z', '2023-01-11T23:59:59.000Z'],
  ])('%s', (_, sunday, soft, hard) => {
    expect(timesOf('activity-weekly', sunday)).toMatchObject({ soft, hard });
  });
});

describe('the deadlines of a month', () => {
  it.each([
    ['activity-monthly', '2022-03', '2022-04-11T22:59:59.000Z', '2022-04-14T22:59:59.000Z'],
    ['ledger', '2022-12', '2023-01-11T23:59:59.000Z', '2023-01-16T23:59:59.000Z'],
    // Published on 10 October 2024, the 29th working day.
    ['dm01-monthly', '2024-08', '2024-10-14T22:59:59.000Z', '2024-10-25T22:59:59.000Z'],
  ])('%s %s', (feed, month, soft, hard) => {
    expect(timesOf(feed, month)).toMatchObject({ soft, hard });
  });
});

describe('corrections', () => {
  it.each([
    // The tenth working day after 31 March, over Good Friday and Easter Monday of 2023, and Easter Monday of 2024; a week belongs to the year of its Sunday.
    ['activity-monthly', '2022-03', '2023-04-18T22:59:59.000Z'],
    ['activity-monthly', '2022-04', '2024-04-15T22:59:59.000Z'],
    ['activity-weekly', '2022-04-03', '2024-04-15T22:59:59.000Z'],
    ['activity-weekly', '2022-03-27', '2023-04-18T22:59:59.000Z'],
  ])('of %s %s are taken to the end of the year after', (feed, period, corrections) => {
    expect(timesOf(feed, period).corrections).toBe(corrections);
  });

  it('stay possible for longer than returns are late', () => {
    for (const window of FEED_WINDOWS) {
      const { softDeadline, hardDeadline, correctionsUntil } = windowTimes(window, window.grain === 'week' ? '2022-03-27' : '2022-03');
      expect(softDeadline < hardDeadline && hardDeadline < correctionsUntil).toBe(true);
    }
  });
});

describe('an instant', () => {
  const times = windowTimes(windowOf('activity-weekly'), '2022-10-23');

  it.each([
    ['2022-10-20T12:00:00.000Z', 'open', 'on-time', 0],
    ['2022-10-26T22:59:59.999Z', 'open', 'on-time', 0],
    ['2022-10-26T23:00:00.000Z', 'late', 'late', 1],
    ['2022-10-29T23:30:00.000Z', 'late', 'late', 4],
    ['2022-11-04T23:59:59.999Z', 'late', 'late', 9],
    ['2022-11-05T00:00:00.000Z', 'corrections', 'after-close', 10],
    ['2024-04-15T22:59:59.999Z', 'corrections', 'after-close', 537],
    ['2024-04-15T23:00:00.000Z', 'locked', 'after-close', 538],
  ])('%s', (instant, state, timeliness, daysLate) => {
    expect(windowState(times, new Date(instant))).toBe(state);
    expect(timelinessOf(times, new Date(instant))).toEqual({ timeliness, daysLate });
  });
});

describe('the period that is being returned', () => {
  it.each([
    ['week', '2022-10-30', '2022-10-23'],
    ['week', '2022-10-31', '2022-10-30'],
    ['month', '2022-10-31', '2022-09'],
    ['month', '2023-01-01', '2022-12'],
  ] as const)('%s on %s is %s', (grain, today, period) => {
    expect(lastEndedPeriod(grain, today)).toBe(period);
  });

  it.each([
    ['week', '2022-10-30', true],
    ['week', '2022-10-29', false],
    ['week', '2022-10', false],
    ['month', '2022-10', true],
    ['month', '2022-13', false],
    ['month', '2022-10-30', false],
  ] as const)('%s: %s is one: %s', (grain, text, is) => {
    expect(isWindowPeriod(grain, text)).toBe(is);
  });
});

it('has one window for a feed, and only for feeds that there are', () => {
  const names = FEED_WINDOWS.map(({ feed }) => feed);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !FEEDS.some((feed) => feed.name === name))).toEqual([]);
  expect(feedWindow('machines')).toBeUndefined();
});
