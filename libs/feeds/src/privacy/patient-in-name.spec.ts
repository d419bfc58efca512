import { mayNamePatient } from './patient-in-name.js';

describe('catalogue 59, 60: the name of a file', () => {
  it.each(['9434765919.csv', 'list 943 476 5919.csv', '943-476-5919.xlsx', '943_476_5919.csv', 'x_9434765919_2.csv', 'Mrs Smith.csv', 'mri_Mr_Jones.csv', 'DOB 12-03-1961.csv', 'born_12.03.1961.csv', 'date of birth 1961-03-12.csv'])(
    'may name a patient: %s',
    (name) => {
      expect(mayNamePatient(name)).toBe(true);
    },
  );

  it.each([
    'week.csv',
    'activity-2024-08-04.csv',
    'Return_20240805.csv',
    // Pass by the sum of their digits, and are times.
    '2024080510.csv',
    '1722844809.csv',
    '9434765918.csv',
    'MR scanners.csv',
    'CHWE 03 - June.csv',
    'Monthly-Diagnostics-Web-File-Provider-July-2025_L8FLO.xls',
    'newborn screening 2024-08-05.csv',
    'dob.csv',
  ])('names none: %s', (name) => {
    expect(mayNamePatient(name)).toBe(false);
  });
});
