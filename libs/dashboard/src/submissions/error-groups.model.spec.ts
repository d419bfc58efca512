import { type SubmissionError, type SubmissionErrorGroup } from '../platform-api/submission-item.js';
import { errorGroupViews, errorTitle } from './error-groups.model.js';

const error = (row: number, over: Partial<SubmissionError> = {}): SubmissionError => ({
  severity: 'error',
  row,
  column: 'test',
  cell: `D${row}`,
  sheet: null,
  code: 'UNKNOWN_TEST',
  value: 'USS',
  message: '"USS" is not a code on our list.',
  fix: 'Replace it with US.',
  suggestion: 'US',
  ...over,
});

const group = (errors: readonly SubmissionError[], count = errors.length): SubmissionErrorGroup => ({
  code: errors[0]?.code ?? '',
  severity: 'error',
  count,
  columns: ['test'],
  firstRow: errors[0]?.row ?? null,
  lastRow: errors.at(-1)?.row ?? null,
  message: '',
  fix: '',
  examples: errors.slice(0, 3),
});

const rows = (...numbers: number[]) => numbers.map((row) => error(row));

describe('errors of one cause', () => {
  it('are one message, with where and what', () => {
    const errors = rows(48, 97, 121, 611);
    const [view] = errorGroupViews([group(errors)], errors, 'error');
    expect(view).toMatchObject({
      id: 'cause-error-unknown-test',
      title: 'Test code is not on our list',
      where: '4 cells, column test, rows 48 to 611',
      sentence: '"USS" is not a code on our list.',
      summary: '4 rows: test code is not on our list',
      fixes: ['Replace it with US.'],
      restSummary: 'Show 1 more',
      unlisted: null,
    });
    expect(view?.first.map(({ row, column, found, suggestion }) => [row, column, found, suggestion])).toEqual([
      ['48', 'D, test', 'USS', 'US'],
      ['97', 'D, test', 'USS', 'US'],
      ['121', 'D, test', 'USS', 'US'],
    ]);
    expect(view?.rest.map(({ row }) => row)).toEqual(['611']);
  });

  it('say how many are not listed', () => {
    const errors = rows(1, 2);
    expect(errorGroupViews([group(errors, 1_500)], errors, 'error')[0]?.unlisted).toBe('1,498');
  });

  it('fall back on the examples where none was read', () => {
    expect(errorGroupViews([group(rows(1, 2), 2)], [], 'error')[0]?.first).toHaveLength(2);
  });

  it('give each row its sentence where they differ', () => {
    const errors = [error(1), error(2, { value: 'XX', message: '"XX" is not a code on our list.' })];
    expect(errorGroupViews([group(errors)], errors, 'error')[0]?.sentence).toBeNull();
  });

  it('are singular when there is one', () => {
    expect(errorGroupViews([group(rows(7))], rows(7), 'error')[0]?.summary).toBe('1 row: test code is not on our list');
  });

  it('name a fault of the whole file by its title alone', () => {
    const missing = error(0, { row: null, cell: null, value: null, code: 'MISSING_COLUMN', column: 'delivered' });
    const [view] = errorGroupViews([{ ...group([missing]), columns: ['delivered'], firstRow: null, lastRow: null }], [missing], 'error');
    expect([view?.summary, view?.where, view?.hasCells]).toEqual(['A column is missing', 'column delivered', false]);
  });

  it('leave warnings to their own list', () => expect(errorGroupViews([group(rows(1))], rows(1), 'warning')).toEqual([]));
});

it('puts a code that the feeds do not know in words', () => expect(errorTitle('SOMETHING_NEW')).toBe('Something new'));
