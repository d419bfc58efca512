import { expect, it } from '@jest/globals';
import { copyName, correctionReason } from './copy-name.model.js';

it.each([
  ['week.csv', 'week-annotated.csv'],
  ['my.week.csv', 'my.week-annotated.csv'],
  ['week', 'week-annotated'],
  ['.csv', '.csv-annotated'],
])('names the copy of %s %s', (fileName, copy) => expect(copyName(fileName, 'annotated')).toBe(copy));

it('gives a file that is corrected again one ending', () => expect(copyName('week-corrected.csv', 'corrected')).toBe('week-corrected.csv'));

it('never says more than a reason may hold', () => {
  const group = { id: 'A', code: 'DATE_FORMAT', column: 'c', count: 1, firstRow: 1, lastRow: 1, pairs: [], sentence: 'x'.repeat(300) } as const;
  const reason = correctionReason('act-1', [group, group], null);
  expect([reason.length, reason.endsWith('…'), reason.startsWith('Corrected copy of act-1: xxx')]).toEqual([500, true, true]);
});

it('keeps what the sender said first', () => {
  const group = { id: 'A', code: 'DATE_FORMAT', column: 'c', count: 1, firstRow: 1, lastRow: 1, pairs: [], sentence: 'Change a to b in 1 row' } as const;
  expect(correctionReason('act-1', [group], 'Late figures of one centre')).toBe('Late figures of one centre (Corrected copy of act-1: Change a to b in 1 row)');
});
