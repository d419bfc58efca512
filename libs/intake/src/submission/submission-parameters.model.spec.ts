import { describe, expect, it } from '@jest/globals';
import { NO_PARAMETERS, parametersOf } from './submission-parameters.model.js';

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('what a sender says beside the file', () => {
  it('is null where nothing was said', () => {
    expect(parametersOf('ledger', {})).toEqual(NO_PARAMETERS);
    expect(parametersOf('ledger', { entity: '  ' })).toEqual(NO_PARAMETERS);
  });

  it('is taken by the feeds that need it, and a character set by every feed', () => {
    expect(parametersOf('ledger', { entity: ' RQM ', period: '2020-06', charset: 'Windows-1252', dateOrder: 'dmy' })).toEqual({
      entity: 'RQM',
      period: '2020-06',
      charset: 'windows-1252',
      dateOrder: 'dmy',
    });
    expect(parametersOf('ledger', { dateOrder: 'mdy' })).toEqual({ ...NO_PARAMETERS, dateOrder: 'mdy' });
    expect(parametersOf('activity-daily', { charset: 'utf-8' })).toEqual({ ...NO_PARAMETERS, charset: 'utf-8' });
  });

  it.each([
    ['activity-daily', { entity: 'RQM' }, 'PARAMETER_NOT_TAKEN'],
    ['commitments', { period: '2020-06' }, 'PARAMETER_NOT_TAKEN'],
    ['activity-daily', { dateOrder: 'dmy' }, 'PARAMETER_NOT_TAKEN'],
    ['ledger', { period: '2020-13' }, 'PERIOD_FORMAT'],
    ['ledger', { period: 'June 2020' }, 'PERIOD_FORMAT'],
    ['ledger', { charset: 'latin-9' }, 'CHARSET_NOT_SUPPORTED'],
    ['ledger', { dateOrder: 'ymd' }, 'DATE_ORDER_NOT_SUPPORTED'],
  ] as const)('of %s is refused: %j', (feed, stated, code) => {
    expect(codeOf(() => parametersOf(feed, stated))).toBe(code);
  });
});
