import { describe, expect, it } from '@jest/globals';
import { planChanges, wholeMonths, type PlanCellValue } from './plan.model.js';

const AUGUST_2024 = 19_936; // days from 1 January 1970: 54 years of 365 days, 13 leap days, 213 days of 2024
const SEPTEMBER_2024 = AUGUST_2024 + 31;
const cell = (owner: number, monthDay: number, item: number, planned: number): PlanCellValue => ({
  owner,
  monthDay,
  item,
  planned,
});

const present = [
  cell(1, AUGUST_2024, 0, 100),
  cell(1, AUGUST_2024, 26, 900),
  cell(1, SEPTEMBER_2024, 0, 110),
  cell(2, AUGUST_2024, 0, 50),
];

describe('a later plan', () => {
  it('takes the cells that differ and counts all that it states', () => {
    const stated = [
      cell(1, AUGUST_2024, 0, 120),
      cell(1, SEPTEMBER_2024, 0, 110),
      cell(1, SEPTEMBER_2024, 1, 0),
      cell(3, AUGUST_2024, 0, 5),
    ];
    expect(planChanges(present, stated)).toEqual({
      counts: { new: 2, changed: 1, unchanged: 1 },
      cells: [stated[0], stated[2], stated[3]],
    });
  });

  it('tells a plan of zero from none', () => {
    expect(
      planChanges([cell(1, AUGUST_2024, 0, 0)], [cell(1, AUGUST_2024, 0, 0), cell(1, AUGUST_2024, 1, 0)]).counts,
    ).toEqual({ new: 1, changed: 0, unchanged: 1 });
  });

  it('keeps months, items and owners apart however near their numbers', () => {
    const cells = [
      cell(1, AUGUST_2024, 31, 1),
      cell(1, SEPTEMBER_2024, 0, 2),
      cell(2, AUGUST_2024, 0, 3),
      cell(32_767, AUGUST_2024, 31, 4),
    ];
    expect(planChanges([], cells).counts).toEqual({ new: 4, changed: 0, unchanged: 0 });
    expect(planChanges(cells, cells).counts).toEqual({ new: 0, changed: 0, unchanged: 4 });
  });
});

describe('what is published', () => {
  it('states each touched month with all its items, and no other month or owner', () => {
    const changed = [cell(1, AUGUST_2024, 1, 7), cell(1, AUGUST_2024, 0, 120)];
    expect(wholeMonths(present, changed)).toEqual([
      {
        owner: 1,
        months: [
          {
            month: '2024-08',
            items: [
              { item: 0, planned: 120 },
              { item: 1, planned: 7 },
              { item: 26, planned: 900 },
            ],
          },
        ],
      },
    ]);
    expect(wholeMonths(present, [])).toEqual([]);
  });

  it('orders owners by number and months by date', () => {
    const changed = [cell(2, SEPTEMBER_2024, 0, 1), cell(2, AUGUST_2024, 0, 1), cell(1, SEPTEMBER_2024, 0, 1)];
    expect(wholeMonths([], changed).map(({ owner, months }) => [owner, months.map(({ month }) => month)])).toEqual([
      [1, ['2024-09']],
      [2, ['2024-08', '2024-09']],
    ]);
  });
});
