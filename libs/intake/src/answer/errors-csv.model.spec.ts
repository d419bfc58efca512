import { expect, it } from '@jest/globals';
import { type ErrorItem } from '@cdc/feeds';
import { ERRORS_CSV_HEADER, errorsCsv } from './errors-csv.model.js';

const error: ErrorItem = {
  severity: 'error',
  row: 2,
  column: 'test',
  cell: 'C2',
  sheet: null,
  code: 'UNKNOWN_TEST',
  value: 'USS',
  message: '"USS" is not a code on our list.',
  fix: 'Enter a code, like CT.',
  suggestion: null,
};

it('names its columns once, for Excel', () =>
  expect(ERRORS_CSV_HEADER).toBe('\ufeffseverity,row,column,cell,sheet,code,value,message,fix,suggestion\r\n'));

it('writes a line for each error, quoted where it must be', () =>
  expect(errorsCsv([error])).toBe('error,2,test,C2,,UNKNOWN_TEST,USS,"""USS"" is not a code on our list.","Enter a code, like CT.",\r\n'));

it.each(['=1+1', '+44', '-4', '@SUM', '\tx'])('lets no spreadsheet run %j', (value) => expect(errorsCsv([{ ...error, value }])).toContain(`,'${value},`));
