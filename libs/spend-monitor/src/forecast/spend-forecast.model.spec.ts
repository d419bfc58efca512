import { expect, it } from '@jest/globals';
import { forecastChanges, wholeForecasts, type ForecastValue } from './spend-forecast.model.js';

const cell = (orgCode: string, month: string, line: string, forecastPence: number, kind: ForecastValue['kind'] = 'capital'): ForecastValue => ({ orgCode, month, kind, line, forecastPence });
const present = [cell('RQM', '2022-04', 'DIGITAL', 10), cell('RQM', '2022-05', 'DIGITAL', 20), cell('ENG', '2022-04', 'DIGITAL', 30)];

it('takes the cells that differ, counts all that are stated, and tells nought from none', () => {
  const stated = [cell('RQM', '2022-04', 'DIGITAL', 0), cell('RQM', '2022-05', 'DIGITAL', 20), cell('RQM', '2022-04', 'DIGITAL', 0, 'revenue')];
  expect(forecastChanges(present, stated)).toEqual({ counts: { new: 1, changed: 1, unchanged: 1 }, cells: [stated[0], stated[2]] });
});

it('states each touched month whole, lines in the order of the vocabulary, and no other month or organisation', () => {
  const changed = [cell('RQM', '2022-04', 'WORKFORCE', 1, 'revenue'), cell('RQM', '2022-04', 'CDC_RUNNING_COSTS', 2)];
  expect(wholeForecasts(present, changed)).toEqual([
    {
      orgCode: 'RQM',
      months: [
        {
          month: '2022-04',
          lines: [
            { kind: 'capital', line: 'CDC_RUNNING_COSTS', forecastPence: 2 },
            { kind: 'capital', line: 'DIGITAL', forecastPence: 10 },
            { kind: 'revenue', line: 'WORKFORCE', forecastPence: 1 },
          ],
        },
      ],
    },
  ]);
  expect(wholeForecasts(present, [])).toEqual([]);
});
