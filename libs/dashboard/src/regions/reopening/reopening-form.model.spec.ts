import { describe, expect, it } from '@jest/globals';
import { NOTHING_ENTERED, feedChoices, readReopening } from './reopening-form.model.js';

const NOW = new Date('2022-11-18T14:32:00Z');
const ENTERED = { feed: 'activity-weekly', period: ' 2020-10-25 ', reason: 'An audit found an error', day: '2', month: '12', year: '2022' };

describe('the form that opens a period again', () => {
  it('asks for the whole last day in England', () => {
    expect(readReopening(ENTERED, NOW)).toEqual({ asked: { feed: 'activity-weekly', period: '2020-10-25', reason: 'An audit found an error', expiresAt: '2022-12-02T23:59:00.000Z' } });
    expect(readReopening({ ...ENTERED, day: '18', month: '11' }, NOW)).toHaveProperty('asked.expiresAt', '2022-11-18T23:59:00.000Z');
    expect(readReopening({ ...ENTERED, month: '7', year: '2023' }, NOW)).toHaveProperty('asked.expiresAt', '2023-07-02T22:59:00.000Z');
  });

  it('names every field that is empty', () => {
    expect(readReopening(NOTHING_ENTERED, NOW)).toEqual({
      errors: { feed: 'Choose the return that is opened again', reason: 'Say why the period is opened again', until: 'Enter a real date' },
    });
  });

  it.each([
    [{ period: '2020-10-24' }, { period: 'Enter the Sunday that ends the week, like 2022-10-30' }],
    [{ feed: 'ledger' }, { period: 'Enter the year and the month, like 2022-10' }],
    [{ feed: 'installations' }, { feed: 'Choose the return that is opened again' }],
    [{ day: '31', month: '11' }, { until: 'Enter a real date' }],
    [{ day: '17', month: '11' }, { until: 'Enter today or a day to come' }],
    [{ reason: ' x ' }, { reason: 'Say why the period is opened again' }],
  ])('says what is wrong with %j', (change, errors) => expect(readReopening({ ...ENTERED, ...change }, NOW)).toEqual({ errors }));

  it('offers no return that is never locked', () => {
    expect(feedChoices().map(({ value }) => value)).toEqual(['', 'activity-daily', 'activity-weekly', 'activity-monthly', 'dm01-monthly', 'ledger']);
  });
});
