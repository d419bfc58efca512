import { type EntityManager } from 'typeorm';
import { lockSpend } from '../spend-lock.js';
import { type ForecastValue } from './spend-forecast.model.js';

/** Loads the present forecast and adds to it, many cells at a time. */
export class ForecastRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Two files follow each other, so that every event states whole months. */
  async lock(): Promise<void> {
    await lockSpend(this.manager, 'forecast');
  }

  async present(orgCodes: readonly string[], months: readonly string[]): Promise<ForecastValue[]> {
    const rows: (Omit<ForecastValue, 'forecastPence'> & { forecastPence: string })[] = await this.manager.query(
      `select org_code as "orgCode", to_char(month, 'YYYY-MM') as month, kind, line, forecast_pence as "forecastPence"
       from forecast_present where org_code = any($1) and month = any($2::date[])`,
      [orgCodes, months.map((month) => `${month}-01`)],
    );
    return rows.map((row) => ({ ...row, forecastPence: Number(row.forecastPence) }));
  }

  async add(cells: readonly ForecastValue[], submissionNumber: number): Promise<void> {
    await this.manager.query(
      `insert into forecast_cell (org_code, month, kind, line, forecast_pence, submission_number)
       select r."orgCode", (r.month || '-01')::date, r.kind, r.line, r."forecastPence", $2
       from json_to_recordset($1) as r ("orgCode" text, month text, kind text, line text, "forecastPence" bigint)`,
      [JSON.stringify(cells), submissionNumber],
    );
  }
}
