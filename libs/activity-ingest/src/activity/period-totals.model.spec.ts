import { dayNumber, isoDate, testNumber } from '@cdc/contracts';
import fc from 'fast-check';
import { grainOf } from './grain.model.js';
import { TotalsByPeriod } from './period-totals.model.js';

const MRI = testNumber('MRI') ?? -1;
const CT = testNumber('CT') ?? -1;
const NONE = -1;
const daily = () => new TotalsByPeriod(grainOf('activity-daily'));
const day = (date: string): number => dayNumber(date);

describe('totals of daily rows', () => {
  it('split a week that lies in two months, and keep it whole as a week', () => {
    const totals = daily();
    totals.addRow(1, day('2024-07-31'), MRI, 10, NONE, NONE);
    totals.addRow(1, day('2024-08-01'), MRI, 5, NONE, NONE);
    expect(totals.totalsOf(1).map(({ kind, period, delivered, days }) => [kind, period, delivered, days])).toEqual([
      ['week', '2024-08-04', [15], [2]],
      ['month', '2024-07', [10], [1]],
      ['month', '2024-08', [5], [1]],
    ]);
  });

  it('put Sunday into the week that it ends and Monday into the next', () => {
    const totals = daily();
    totals.addRow(1, day('2024-08-04'), MRI, 1, NONE, NONE);
    totals.addRow(1, day('2024-08-05'), MRI, 2, NONE, NONE);
    expect(totals.totalsOf(1).filter(({ kind }) => kind === 'week').map(({ period, delivered }) => [period, delivered])).toEqual([
      ['2024-08-04', [1]],
      ['2024-08-11', [2]],
    ]);
  });

  it('tell a measure that nobody stated from one that is nought', () => {
    const totals = daily();
    totals.addRow(1, day('2024-08-01'), MRI, 10, NONE, NONE);
    totals.addRow(1, day('2024-08-02'), MRI, 10, 0, NONE);
    totals.addRow(1, day('2024-08-02'), CT, 0, NONE, 4);
    const [week] = totals.totalsOf(1);
    expect(week).toMatchObject({ tests: ['MRI', 'CT'], delivered: [20, 0], didNotAttend: [0, null], cancelled: [null, 4], days: [2, 1] });
  });

  it('name only the tests of the centre and the period', () => {
    const totals = daily();
    totals.addRow(1, day('2024-08-01'), MRI, 1, NONE, NONE);
    totals.addRow(2, day('2024-08-01'), CT, 2, NONE, NONE);
    totals.addRow(1, day('2024-09-02'), CT, 3, NONE, NONE);
    expect(totals.cdcNumbers).toEqual([1, 2]);
    expect(totals.totalsOf(1).map(({ period, tests }) => [period, tests])).toEqual([
      ['2024-08-04', ['MRI']],
      ['2024-09-08', ['CT']],
      ['2024-08', ['MRI']],
      ['2024-09', ['CT']],
    ]);
    expect(totals.totalsOf(3)).toEqual([]);
  });

  it('are replaced by totals that count other files too, only where the file has a total of its own', () => {
    const totals = daily();
    totals.addRow(1, day('2024-08-01'), MRI, 1, NONE, NONE);
    totals.overlapping(new Map([[1, new Set(['2024-08-01'])]]));
    totals.setTotal('week', 1, day('2024-08-04'), MRI, [7, 2, NONE, 3]);
    totals.setTotal('month', 1, '2024-08', CT, [9, NONE, NONE, 1]);
    totals.setTotal('month', 1, '2024-09', MRI, [9, NONE, NONE, 1]);
    totals.setTotal('week', 2, day('2024-08-04'), MRI, [9, NONE, NONE, 1]);
    expect(totals.totalsOf(1)).toMatchObject([
      { period: '2024-08-04', tests: ['MRI'], delivered: [7], didNotAttend: [2], cancelled: [null], days: [3] },
      { period: '2024-08', tests: ['MRI', 'CT'], delivered: [1, 9], days: [1, 1] },
    ]);
    expect(totals.cdcNumbers).toEqual([1]);
  });

  it('agree with plain sums over any rows', () => {
    const row = fc.record({ cdc: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: day('2024-01-01'), max: day('2024-03-31') }), delivered: fc.nat(500), cancelled: fc.option(fc.nat(50)) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const totals = daily();
        for (const one of rows) totals.addRow(one.cdc, one.day, MRI, one.delivered, NONE, one.cancelled ?? NONE);
        for (const cdc of totals.cdcNumbers) {
          for (const { kind, period, delivered, cancelled, days } of totals.totalsOf(cdc)) {
            // The oracle asks the calendar of the runtime, not ours.
            const sundayOf = (date: Date): string => new Date(date.getTime() + ((7 - date.getUTCDay()) % 7) * 86_400_000).toISOString().slice(0, 10);
            const within = rows.filter((one) => {
              const date = new Date(`${isoDate(one.day)}T00:00:00Z`);
              return one.cdc === cdc && (kind === 'week' ? sundayOf(date) : date.toISOString().slice(0, 7)) === period;
            });
            const stated = within.flatMap((one) => one.cancelled ?? []);
            expect([delivered, days]).toEqual([[within.reduce((sum, one) => sum + one.delivered, 0)], [within.length]]);
            expect(cancelled).toEqual([stated.length === 0 ? null : stated.reduce((sum, one) => sum + one, 0)]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('what a file shares with earlier ones', () => {
  const covered = (...starts: string[]) => new Map([[1, new Set(starts)]]);
  const dates = (totals: TotalsByPeriod, ...starts: string[]) => totals.overlapping(covered(...starts)).map(({ cdcNumber, first, last }) => [cdcNumber, isoDate(first), isoDate(last)]);

  it('is the week across the month end and not the month that nobody stated yet', () => {
    const totals = daily();
    totals.addRow(1, day('2024-08-01'), MRI, 4, NONE, NONE);
    totals.addRow(1, day('2024-08-09'), MRI, 5, NONE, NONE);
    expect(dates(totals, '2024-07-01')).toEqual([[1, '2024-07-29', '2024-08-04']]);
    const total = [20, -1, -1, 2] as const;
    totals.setTotal('week', 1, day('2024-08-04'), MRI, total);
    totals.setTotal('week', 1, day('2024-08-11'), MRI, total);
    totals.setTotal('month', 1, '2024-08', MRI, total);
    expect(totals.totalsOf(1).map(({ period, delivered }) => [period, ...delivered])).toEqual([['2024-08-04', 20], ['2024-08-11', 5], ['2024-08', 9]]);
  });

  it('is every touched week and the month itself when the month has facts', () => {
    const totals = daily();
    totals.addRow(1, day('2024-08-31'), MRI, 1, NONE, NONE);
    totals.addRow(1, day('2024-09-01'), MRI, 1, NONE, NONE);
    expect(dates(totals, '2024-08-01', '2024-09-01')).toEqual([[1, '2024-08-01', '2024-09-30']]);
    expect(dates(totals)).toEqual([]);
    expect([totals.coveredByRows(1), totals.coveredByPeriods(1)]).toEqual([['2024-08-01', '2024-09-01'], ['2024-08-01', '2024-09-01']]);
  });

  it('is of the weeks alone for weekly rows, and of the month for monthly ones', () => {
    const weekly = new TotalsByPeriod(grainOf('activity-weekly'));
    weekly.addRow(1, day('2024-08-04'), MRI, 1, NONE, NONE);
    const monthly = new TotalsByPeriod(grainOf('activity-monthly'));
    monthly.addRow(1, day('2024-02-01'), MRI, 1, NONE, NONE);
    expect([dates(weekly, '2024-08-04'), dates(weekly, '2024-08-11', '2024-08-01'), dates(monthly, '2024-02-01')]).toEqual([[[1, '2024-07-29', '2024-08-04']], [], [[1, '2024-02-01', '2024-02-29']]]);
    expect([weekly.coveredByRows(1), weekly.coveredByPeriods(1)]).toEqual([['2024-08-04'], ['2024-08-04']]);
    expect([weekly.totalsOf(1).map(({ kind }) => kind), monthly.totalsOf(1).map(({ kind }) => kind)]).toEqual([['week'], ['month']]);
  });
});
