import { schemaOf } from '@cdc/contracts';
import { type LogCut } from '@cdc/platform';
import { type EntityManager } from 'typeorm';

/** When the first accepted file with a centre's activity of each of some weeks was received, by week and centre. The log names the file, the list of submissions its time. */
export async function firstActivity(manager: EntityManager, cut: LogCut, weeks: readonly string[], cdcCodes: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Date>>> {
  const rows: { period: string; cdcCode: string; receivedAt: Date }[] = await manager.query(
    `with first as (
       select period, cdc_code, min(position) as position from activity_version
       where kind = 'week' and period = any($1) and cdc_code = any($2) and grain in ('daily', 'weekly') and position <= $3 group by 1, 2
     )
     select f.period, f.cdc_code as "cdcCode", s.submitted_at as "receivedAt"
     from first f join ${schemaOf('activity-ingest')}.outbox o on o.position = f.position
     join submission_state s on s.submission_id = o.data->>'submissionId'`,
    [weeks, cdcCodes, cut['activity-ingest'] ?? '0'],
  );
  const byWeek = new Map(weeks.map((week) => [week, new Map<string, Date>()]));
  for (const { period, cdcCode, receivedAt } of rows) byWeek.get(period)?.set(cdcCode, receivedAt);
  return byWeek;
}
