import { expect, it } from '@jest/globals';
import { actualWords, grainWords, instantWords, periodWords, planWords, varianceWords } from './figure-words.model.js';

it('writes a variance with a real minus and its word', () => {
  expect(varianceWords(-1234, 'adverse')).toBe('\u22121,234 adverse');
  expect(varianceWords(32, 'favourable')).toBe('+32 favourable');
  expect(varianceWords(0, 'on plan')).toBe('0 on plan');
  expect(varianceWords(null, null)).toBe('Not applicable');
});

it('never shows what is missing as zero', () => {
  expect(actualWords(null)).toBe('Not reported');
  expect(actualWords(0)).toBe('0');
  expect(planWords(null)).toBe('No plan');
  expect(planWords(null, 18)).toBe('None reported');
  expect(planWords(62400)).toBe('62,400');
});

it('says what a figure of a centre is made of', () => {
  expect(grainWords('daily', 1)).toBe('daily returns, 1 day');
  expect(grainWords('daily', 7)).toBe('daily returns, 7 days');
  expect(grainWords('weekly', null)).toBe('weekly return');
  expect(grainWords(null, null)).toBe('Not reported');
});

it('writes periods and times as people in England do', () => {
  expect(periodWords('2024-08-04')).toBe('week ending Sunday 4 August 2024');
  expect(periodWords('2024-08')).toBe('August 2024');
  expect(instantWords(new Date('2024-08-05T13:32:00Z'))).toBe('2:32pm on Monday 5 August 2024');
  expect(instantWords(new Date('2024-12-01T00:00:00Z'))).toBe('12am on Sunday 1 December 2024');
  expect(instantWords(new Date('2024-12-01T17:00:00Z'))).toBe('5pm on Sunday 1 December 2024');
});
