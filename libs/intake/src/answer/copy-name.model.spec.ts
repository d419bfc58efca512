import { expect, it } from '@jest/globals';
import { copyName } from './copy-name.model.js';

it.each([
  ['week.csv', 'week-annotated.csv'],
  ['my.week.csv', 'my.week-annotated.csv'],
  ['week', 'week-annotated'],
  ['.csv', '.csv-annotated'],
])('names the copy of %s %s', (fileName, copy) => expect(copyName(fileName, 'annotated')).toBe(copy));

it('gives a file that is corrected again one ending', () => expect(copyName('week-corrected.csv', 'corrected')).toBe('week-corrected.csv'));
