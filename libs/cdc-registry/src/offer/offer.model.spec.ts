import { describe, expect, it } from '@jest/globals';
import { offerChanges, overlapFaults, type PlacedOffer } from './offer.model.js';

const offer = (rowNumber: number, from: string, to: string | null, cdcNumber = 1, testNumber = 0): PlacedOffer => ({
  rowNumber,
  cdcNumber,
  testNumber,
  from,
  to,
});
const names = { centre: (number: number) => `Centre ${number}`, test: (number: number) => `Test ${number}` };
const rows = (offers: readonly PlacedOffer[]) => overlapFaults(offers, names).map(({ row }) => row);

describe('overlapping offers', () => {
  it('names the row that begins before the other has ended', () => {
    expect(overlapFaults([offer(2, '2024-01-01', '2024-06-30'), offer(3, '2024-06-30', null)], names)).toEqual([
      {
        severity: 'error',
        row: 3,
        column: 'from',
        cell: null,
        sheet: null,
        code: 'OVERLAPPING_OFFER',
        value: '2024-06-30',
        message:
          'Centre 1 offers Test 0 twice at the same time: row 2 ends on 2024-06-30, and row 3 begins on 2024-06-30.',
        fix: 'End row 2 before 2024-06-30, or keep one of the two rows.',
        suggestion: null,
      },
    ]);
  });

  it('lets periods follow each other, and centres and tests overlap', () => {
    expect(rows([offer(2, '2024-01-01', '2024-06-30'), offer(3, '2024-07-01', null)])).toEqual([]);
    expect(
      rows([offer(2, '2024-01-01', null), offer(3, '2024-01-01', null, 2), offer(4, '2024-01-01', null, 1, 1)]),
    ).toEqual([]);
  });

  it('finds a period inside a longer one that is not its neighbour, whatever the order of rows', () => {
    const long = offer(2, '2024-01-01', '2024-12-31');
    const inside = offer(3, '2024-02-01', '2024-02-10');
    const later = offer(4, '2024-05-01', '2024-05-02');
    expect(rows([later, inside, long])).toEqual([3, 4]);
    expect(rows([offer(2, '2024-01-01', null), offer(3, '2030-01-01', '2030-02-01')])).toEqual([3]);
  });
});

describe('a restated list', () => {
  const present = [
    offer(0, '2024-01-01', null),
    offer(0, '2024-01-01', '2024-03-31', 1, 5),
    offer(0, '2024-01-01', null, 2),
  ];

  it('counts rows as new, changed and unchanged, and names the centres whose list differs', () => {
    const stated = [
      offer(2, '2024-01-01', null),
      offer(3, '2024-01-01', '2024-04-30', 1, 5),
      offer(4, '2024-02-01', null, 1, 7),
      offer(5, '2024-01-01', null, 2),
    ];
    expect(offerChanges(present, stated)).toEqual({
      counts: { new: 1, changed: 1, unchanged: 2 },
      changedCentres: new Set([1]),
    });
  });

  it('changes a centre whose list only lost a test', () => {
    const stated = [offer(2, '2024-01-01', null), offer(3, '2024-01-01', null, 2)];
    expect(offerChanges(present, stated)).toEqual({
      counts: { new: 0, changed: 0, unchanged: 2 },
      changedCentres: new Set([1]),
    });
  });
});
