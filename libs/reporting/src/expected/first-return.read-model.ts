import { type EntityManager } from 'typeorm';
import { type FirstReturn } from './owed-returns.model.js';

const COLUMNS = `feed, unit, period, submission_id as "submissionId", received_at as "receivedAt", timeliness, days_late as "daysLate"`;

/** When a period was first returned in these feeds, by whoever owes it; those that came first before the others. */
export async function firstReturns(manager: EntityManager, feeds: readonly string[], period: string): Promise<readonly FirstReturn[]> {
  return manager.query(`select ${COLUMNS} from period_return where feed = any($1) and period = $2 order by received_at, unit, feed`, [feeds, period]);
}

/** Who has ever returned one of these feeds. */
export async function unitsThatReturn(manager: EntityManager, feeds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { unit: string }[] = await manager.query('select distinct unit from period_return where feed = any($1)', [feeds]);
  return new Set(rows.map(({ unit }) => unit));
}
