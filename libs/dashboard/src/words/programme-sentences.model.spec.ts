import { centresFinding, centresSentence, financialMonth, forecastSentence, lateWords, moneyAgainstPlan, slipWords, weekCoverage } from './programme-sentences.model.js';

describe('centres open', () => {
  it.each([
    [0, null, 'No centre is open'],
    [0, -3, 'No centre is open, 3 fewer than planned by now'],
    [1, 0, '1 centre is open, as planned'],
    [91, -5, '91 centres are open, 5 fewer than planned by now'],
    [91, 1, '91 centres are open, 1 more than planned by now'],
  ])('%d open, %d against plan', (open, variance, text) => expect(centresFinding({ open, variance, target: null })).toBe(text));

  it.each([
    [0, 165, '0 of 165 centres are open.'],
    [1, 165, '1 of 165 centres is open.'],
    [1, 1, '1 of 1 centre is open.'],
    [91, null, '91 centres are open.'],
  ])('%d of %d', (open, target, text) => expect(centresSentence({ open, variance: null, target })).toBe(text));
});

describe('the forecast', () => {
  const say = (forecast: number, target: number | null, allBy: string | null, today = '2022-11-18') => forecastSentence(forecast, target, '2025-03-31', allBy, today);
  it.each([
    [say(164, 165, '2025-04-20'), 'On current forecasts 164 will be open by March 2025 and all 165 by April 2025.'],
    [say(150, 165, null), 'On current forecasts 150 will be open by March 2025.'],
    [say(166, 165, '2024-12-01'), 'On current forecasts all 165 will be open by December 2024.'],
    [say(4, null, null), 'On current forecasts 4 will be open by March 2025.'],
    [say(150, 165, null, '2025-04-01'), 'The day of the target, 31 March 2025, has passed.'],
    [say(150, 165, '2025-09-01', '2025-04-01'), 'The target is forecast to be met in September 2025.'],
    [say(166, 165, '2025-04-01', '2025-04-01'), 'The target is met.'],
  ])('%s', (text, expected) => expect(text).toBe(expected));
});

describe('money against plan', () => {
  it.each([
    [-3_260_000_000, 23_100_000_000, '£32.6m (14%) under the plan of £231.0m'],
    [100, 23_100_000_000, '£1 (under 1%) over the plan of £231.0m'],
    [0, 23_100_000_000, 'as planned (£231.0m)'],
    [5_000, 0, '£50 over the plan of £0'],
    [null, 5, 'no plan to compare with'],
  ])('%d of %d', (variance, plan, text) => expect(moneyAgainstPlan(variance, plan)).toBe(text));
});

it.each([
  [0, 0, 'none late'],
  [1, 0, '1 item late'],
  [126, 7, '126 items late, 7 overdue'],
  [0, 1, '1 overdue'],
])('%d late and %d overdue', (late, overdue, text) => expect(lateWords(late, overdue)).toBe(text));

it.each([
  [0, 'on plan'],
  [1, '1 day late'],
  [6, '6 days late'],
  [7, '1 week late'],
  [-21, '3 weeks early'],
  [146, '20 weeks late'],
])('a slip of %d days is %s', (days, text) => expect(slipWords(days)).toBe(text));

it.each([
  [0, 0, 'no centre was expected to send tests for the week ending 13 November 2022'],
  [1, 1, '1 of 1 centre has sent tests for the week ending 13 November 2022'],
  [0, 2, '0 of 2 centres have sent tests for the week ending 13 November 2022'],
])('coverage of %d of %d', (reported, expected, text) => expect(weekCoverage(reported, expected, '2022-11-13')).toBe(text));

it.each([
  ['2022-04', 1],
  ['2022-10', 7],
  ['2022-12', 9],
  ['2023-01', 10],
  ['2023-03', 12],
])('%s is month %d', (month, number) => expect(financialMonth(month)).toBe(number));
