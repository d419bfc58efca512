import { type ReturnedPeriod } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';

/**
 * Keeps when periods were first returned. A file takes the place of another only if it came before it, so files may be decided in any order
 * and a correction moves nothing.
 * @returns the periods for which this file is the first
 */
export async function noteReturns(
  manager: EntityManager,
  file: { readonly feed: string; readonly submissionId: string; readonly receivedAt: Date },
  periods: readonly ReturnedPeriod[],
): Promise<ReturnedPeriod[]> {
  if (periods.length === 0) return [];
  return manager.query(
    `insert into period_return as known (feed, unit, period, submission_id, received_at, timeliness, days_late)
     select $1, p.unit, p.period, $2, $3, p.timeliness, p.days_late
     from unnest($4::text[], $5::text[], $6::text[], $7::int[]) as p (unit, period, timeliness, days_late) order by p.unit, p.period
     on conflict (feed, unit, period) do update set
       submission_id = excluded.submission_id, received_at = excluded.received_at, timeliness = excluded.timeliness, days_late = excluded.days_late
     where excluded.received_at < known.received_at
     returning unit, period, timeliness, days_late as "daysLate"`,
    [
      file.feed,
      file.submissionId,
      file.receivedAt,
      periods.map(({ unit }) => unit),
      periods.map(({ period }) => period),
      periods.map(({ timeliness }) => timeliness),
      periods.map(({ daysLate }) => daysLate),
    ],
  );
}
