import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { REPORTS, reportOf } from './index.js';

const weekly = reportOf('weekly');
const monthly = reportOf('monthly');

it('lists every report file', () => {
  const files = readdirSync(fileURLToPath(new URL('.', import.meta.url))).filter((name) => name.endsWith('.report.ts'));
  expect(REPORTS.map(({ kind }) => `${kind}.report.ts`).sort()).toEqual(files.sort());
});

describe('a week', () => {
  it('is named by its Sunday; another day is answered with the nearest ones', () => {
    expect(() => weekly.assertPeriod('2024-08-04', '2024-08-31')).not.toThrow();
    expect(() => weekly.assertPeriod('2024-08-07', '2024-08-31')).toThrow(
      expect.objectContaining({
        code: 'PERIOD_NOT_A_SUNDAY',
        details: { period: '2024-08-07', nearest: ['2024-08-04', '2024-08-11'] },
      }),
    );
    expect(() => weekly.assertPeriod('2024-02-30', '2024-08-31')).toThrow(
      expect.objectContaining({ code: 'PERIOD_NOT_A_DATE' }),
    );
  });

  it('has begun by its Monday', () => {
    expect(() => weekly.assertPeriod('2024-08-11', '2024-08-05')).not.toThrow();
    expect(() => weekly.assertPeriod('2024-08-11', '2024-08-04')).toThrow(
      expect.objectContaining({ code: 'PERIOD_IN_FUTURE' }),
    );
  });

  it('runs from Monday, needs the plans of both its months, and meets the monthly return of its Sunday', () => {
    expect(weekly.days('2025-01-05')).toEqual({ first: '2024-12-30', last: '2025-01-05' });
    expect(weekly.planMonths('2025-01-05')).toEqual(['2024-12', '2025-01']);
    expect(weekly.planMonths('2025-01-12')).toEqual(['2025-01']);
    expect(weekly.otherPeriods('2025-01-05')).toEqual({ from: '2025-01', to: '2025-01' });
    expect(weekly.periodsBetween('2024-12-29', '2025-01-12')).toEqual(['2024-12-29', '2025-01-05', '2025-01-12']);
  });

  it('shows the newest DM01 month that is not after it', () => {
    expect(weekly.dm01Month('2025-01-05', ['2025-02', '2024-08', '2024-11'])).toBe('2024-11');
    expect(weekly.dm01Month('2025-01-05', ['2025-02'])).toBeNull();
  });
});

describe('a month', () => {
  it('is a real month that has begun', () => {
    expect(() => monthly.assertPeriod('2024-08', '2024-08-01')).not.toThrow();
    expect(() => monthly.assertPeriod('2024-09', '2024-08-31')).toThrow(
      expect.objectContaining({ code: 'PERIOD_IN_FUTURE' }),
    );
    expect(() => monthly.assertPeriod('2024-13', '2025-08-31')).toThrow(
      expect.objectContaining({ code: 'PERIOD_NOT_A_MONTH' }),
    );
  });

  it('has all its days and shows its own DM01 month only', () => {
    expect(monthly.days('2024-02')).toEqual({ first: '2024-02-01', last: '2024-02-29' });
    expect(monthly.periodsBetween('2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(monthly.dm01Month('2024-09', ['2024-08'])).toBeNull();
    expect(monthly.dm01Month('2024-08', ['2024-08'])).toBe('2024-08');
  });
});
