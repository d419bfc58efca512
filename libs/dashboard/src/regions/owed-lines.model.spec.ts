import { describe, expect, it } from '@jest/globals';
import { type OwedReturnItem } from '../platform-api/owed-return-item.js';
import { owedGroups } from './owed-lines.model.js';

const WEEK: OwedReturnItem = {
  feed: 'activity-weekly',
  title: 'Weekly activity',
  grain: 'week',
  period: '2022-10-23',
  softDeadline: '2022-10-26T22:59:59.000Z',
  hardDeadline: '2022-11-04T23:59:59.000Z',
  correctionsUntil: '2024-04-15T22:59:59.000Z',
  progress: 'due',
  missing: ['Centre A: nothing has been reported.'],
  first: null,
};
const lines = (item: Partial<OwedReturnItem>, now: string) => owedGroups([{ ...WEEK, ...item }], new Date(now)).flatMap((group) => group.lines);

describe('a return that a region owes', () => {
  it.each([
    ['due', '2022-10-24T09:00:00Z', 'Due in 2 days'],
    ['due', '2022-10-25T23:30:00Z', 'Due today'],
    ['late', '2022-10-26T23:00:00Z', 'Late by 1 day'],
    ['late', '2022-10-31T09:00:00Z', 'Late by 5 days'],
    ['done', '2022-10-31T09:00:00Z', 'Complete'],
  ] as const)('that is %s at %s is tagged %j', (progress, now, text) => {
    expect(lines({ progress }, now)[0]?.tag.text).toBe(text);
  });

  it('shows both deadlines before and after the hard one', () => {
    expect(lines({}, '2022-11-04T23:00:00Z')[0]?.hint).toBe('Due by the end of Wednesday 26 October 2022. Until Friday 4 November 2022 it can be corrected without a reason.');
    expect(lines({}, '2022-11-05T00:00:00Z')[0]?.hint).toBe('Due by the end of Wednesday 26 October 2022. After Friday 4 November 2022 a correction needs a reason.');
  });

  it('says how it first came once it is done', () => {
    const first = { receivedAt: '2022-10-28T23:30:00.000Z', timeliness: 'late' as const, daysLate: 3 };
    expect(lines({ progress: 'done', first }, '2022-10-30T09:00:00Z')[0]?.hint).toMatch(/^First sent on 29 October 2022, 3 days late\. Due by/);
    expect(lines({ progress: 'done', first: { ...first, timeliness: 'on-time', daysLate: 0 } }, '2022-10-30T09:00:00Z')[0]?.hint).toMatch(/^First sent on 29 October 2022, on time\./);
  });

  it('is named by its week or month', () => {
    expect(lines({}, '2022-10-24T09:00:00Z')[0]?.title).toBe('Weekly activity: week ending 23 October 2022');
    expect(lines({ grain: 'month', period: '2022-09', title: 'Ledger' }, '2022-10-24T09:00:00Z')[0]?.title).toBe('Ledger: September 2022');
  });
});

it('stands under Late, Due and Done, in this order, and no empty group is shown', () => {
  const items = (['done', 'late', 'due', 'late'] as const).map((progress) => ({ ...WEEK, progress }));
  const heads = owedGroups(items, new Date('2022-10-31T09:00:00Z')).map(({ heading, lines: own }) => `${heading} ${own.length}`);
  expect(heads).toEqual(['Late 2', 'Due 1', 'Done 1']);
  expect(owedGroups([{ ...WEEK, progress: 'done' }], new Date('2022-10-31T09:00:00Z')).map(({ heading }) => heading)).toEqual(['Done']);
});
