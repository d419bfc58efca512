import { reportPeriod } from './report-period.model.js';

it.each([
  ['weekly', '2024-08-04', '2024-08-04'],
  ['weekly', '2024-07-29', '2024-08-04'],
  ['weekly', ' 2024-08-05 ', '2024-08-11'],
  ['weekly', '2024-02-30', null],
  ['weekly', '', null],
  ['weekly', '2024-08', null],
  ['spend-weekly', '2024-07-29', '2024-08-04'],
  ['spend-weekly', '2024-08', null],
  ['monthly', '2024-08', '2024-08'],
  ['monthly', '2024-13', null],
  ['monthly', '2024-08-04', null],
] as const)('reads the %s period %j as %j', (kind, text, period) => expect(reportPeriod(kind, text)).toBe(period));
