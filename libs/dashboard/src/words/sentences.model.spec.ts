import { acceptanceSummary, againstPlan, coverage, editionLede, joined, periodName, rejectionSummary, submissionsLede, whereInFile } from './sentences.model.js';

const measured = (plan: number | null, actual: number | null, variance: number | null) => ({ plan, actual, variance, actualWithoutPlan: 0 });

describe('periods', () => {
  it('names a week by its Sunday', () => expect(periodName('weekly', '2024-08-04')).toBe('week ending 4 August 2024'));
  it('names a month', () => expect(periodName('monthly', '2024-08')).toBe('August 2024'));
});

describe('against plan', () => {
  it.each([
    [measured(1_000, 1_000, 0), 'as planned (1,000)'],
    [measured(1_000, 1_001, 1), '1 (under 1%) over the plan of 1,000'],
    [measured(1_000, 860, -140), '140 (14%) under the plan of 1,000'],
    [measured(null, 860, null), 'no plan to compare with'],
    [measured(0, 5, 5), '5 over the plan of 0'],
  ])('%j', (total, text) => expect(againstPlan(total)).toBe(text));
});

describe('the first sentence of a report', () => {
  it('compares with the plan', () =>
    expect(editionLede('England', 'weekly', '2024-08-04', measured(1_000, 860, -140))).toBe(
      'England carried out 860 DM01 tests in the week ending 4 August 2024, 140 (14%) under the plan of 1,000.',
    ));
  it('is singular for one test', () =>
    expect(editionLede('London', 'monthly', '2024-08', measured(null, 1, null))).toBe(
      'London carried out 1 DM01 test in August 2024. There is no plan to compare with.',
    ));
  it.each([undefined, measured(100, null, null)])('never takes silence for nought (%j)', (total) =>
    expect(editionLede('London', 'monthly', '2024-08', total)).toBe('London has reported no DM01 tests for August 2024.'));
});

describe('coverage', () => {
  it.each([
    [0, 0, 'No centre was expected to report.'],
    [1, 1, 'The 1 centre expected has reported.'],
    [0, 1, 'The 1 centre expected has not reported.'],
    [170, 170, 'All 170 centres have reported.'],
    [0, 170, 'None of 170 centres has reported.'],
    [169, 170, '1 of 170 centres has not reported.'],
    [150, 170, '20 of 170 centres have not reported.'],
  ])('%d of %d', (reported, expected, text) => expect(coverage(reported, expected)).toBe(text));
});

describe('the first sentence about a region\'s files', () => {
  it.each([
    [0, 0, 'No file is waiting for a correction. No file has been accepted in August 2024.'],
    [1, 1, '1 file needs a correction before it is used. 1 file was accepted in August 2024.'],
    [2, 14, '2 files need a correction before they are used. 14 files were accepted in August 2024.'],
  ])('%d to fix, %d accepted', (toFix, accepted, text) => expect(submissionsLede(toFix, accepted, '2024-08')).toBe(text));
});

describe('the result of a check', () => {
  it.each([
    [1, 1, 1, 'We found 1 problem in 1 row. Nothing from this file is in any figure.'],
    [2, 1, 1_250, 'We found 2 problems in 1,250 rows. They have 1 cause. Nothing from this file is in any figure.'],
    [46, 4, 1_250, 'We found 46 problems in 1,250 rows. They have 4 causes. Nothing from this file is in any figure.'],
    [1, 1, 0, 'We found 1 problem in the file. Nothing from this file is in any figure.'],
  ])('%d errors, %d causes, %d rows', (errors, causes, rows, text) => expect(rejectionSummary(errors, causes, rows)).toBe(text));

  it.each([
    [{ read: 0, new: 0, changed: 0, unchanged: 0 }, '0 rows were read.'],
    [{ read: 1, new: 1, changed: 0, unchanged: 0 }, '1 row was read: 1 new.'],
    [{ read: 1_250, new: 1_000, changed: 200, unchanged: 50 }, '1,250 rows were read: 1,000 new, 200 changed and 50 the same as before.'],
  ])('%j', (counts, text) => expect(acceptanceSummary(counts)).toBe(text));

  it.each([
    [1, ['test'], 48, 48, '1 cell, column test, row 48'],
    [23, ['test', 'plan'], 48, 1_611, '23 cells, columns test and plan, rows 48 to 1,611'],
    [5, [], 377, 381, '5 rows, rows 377 to 381'],
    [1, ['delivered'], null, null, 'column delivered'],
    [1, [], null, null, '1 place'],
  ])('says where %d problems are', (count, columns, first, last, text) => expect(whereInFile(count, columns, first, last)).toBe(text));

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('joins %j', (parts, text) => expect(joined(parts)).toBe(text));
});
