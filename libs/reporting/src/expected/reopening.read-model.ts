import { type PeriodReopened } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';

/** A locked period that is open again. */
export interface OpenPeriod extends Omit<PeriodReopened, 'reopenedAt' | 'expiresAt'> {
  readonly reopenedAt: Date;
  readonly expiresAt: Date;
}

/** What is open again to a region at an instant: its own and what is open to all, those that are locked first before the others. */
export async function openPeriods(manager: EntityManager, region: string, now: Date): Promise<readonly OpenPeriod[]> {
  return manager.query(
    `select reopening_id as "reopeningId", feed, region_code as "regionCode", period, reason, reopened_by as "reopenedBy", reopened_at as "reopenedAt", expires_at as "expiresAt"
     from period_reopening where expires_at > $2 and (region_code is null or region_code = $1) order by expires_at, reopening_id`,
    [region, now],
  );
}
