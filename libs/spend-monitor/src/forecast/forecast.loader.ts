import { Injectable } from '@nestjs/common';
import { SpendForecastStated } from '@cdc/contracts';
import { type Row } from '@cdc/feeds';
import { compareList, pounds, type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
import { event, type Work } from '@cdc/platform';
import { SpendDirectory } from '../directory/spend-directory.js';
import { spendKindOf } from '../spend-kind.js';
import { ForecastRepository } from './forecast.repository.js';
import { forecastChanges, wholeForecasts, type ForecastValue } from './spend-forecast.model.js';

/** Takes the spend forecast. A later file supersedes the cells that it states. */
@Injectable()
export class ForecastLoader implements FeedLoader {
  readonly feed = 'spend-forecast';

  constructor(private readonly directory: SpendDirectory) {}

  async open(): Promise<FeedLoad> {
    const { context } = await this.directory.snapshot();
    const stated: PlacedForecast[] = [];
    return {
      context,
      onRow: (row) => void stated.push({ row: row.rowNumber, value: forecastOf(row) }),
      faults: async () => [],
      load: (tx, submission) => loadForecast(tx, submission, stated),
      close: async () => void stated.splice(0),
    };
  }
}

/** A forecast with the row that states it. */
interface PlacedForecast {
  readonly row: number;
  readonly value: ForecastValue;
}

const nameOf = ({ orgCode, month, kind, line }: ForecastValue): string => `${orgCode} ${month} ${kind} ${line}`;
const shown = ({ forecastPence }: ForecastValue) => ({ forecast: pounds(forecastPence) });

function forecastOf(row: Row): ForecastValue {
  const column = (name: string): number => row.layout.columnIndex(name);
  return {
    orgCode: row.value(column('org_code')) ?? '',
    month: row.value(column('month')) ?? '',
    kind: spendKindOf(row),
    line: row.value(column('line')) ?? '',
    forecastPence: row.number(column('forecast')),
  };
}

async function loadForecast(tx: Work, { submissionNumber }: Submission, placed: readonly PlacedForecast[]): Promise<LoadOutcome> {
  const stated = placed.map(({ value }) => value);
  const forecast = new ForecastRepository(tx.manager);
  await forecast.lock();
  const present = await forecast.present([...new Set(stated.map(({ orgCode }) => orgCode))], [...new Set(stated.map(({ month }) => month))]);
  const { counts, cells } = forecastChanges(present, stated);
  if (cells.length > 0) await forecast.add(cells, submissionNumber);
  const comparison = compareList(
    new Map(present.map((cell) => [nameOf(cell), shown(cell)])),
    placed.map(({ row, value }) => {
      const { orgCode, month, kind, line } = value;
      return { name: nameOf(value), place: { row, key: { org_code: orgCode, month, kind, line } }, facts: shown(value) };
    }),
    { forecast: 'forecast' },
  );
  return { ...counts, events: wholeForecasts(present, cells).map((one) => event(SpendForecastStated, one.orgCode, one)), ...comparison };
}
